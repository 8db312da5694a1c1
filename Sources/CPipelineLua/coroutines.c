#define _GNU_SOURCE
#include "internal.h"

#include <pthread.h>

// Coroutines that know which of them runs, so that the hook reaches it, and that pass a limit on to the one that resumed
// them. A coroutine that a limit has stopped is never reset, because that would run its `__close` functions.

// Closing does not inherit the count of nested C calls in Lua 5.4.4, so `__close` that closes would end the stack.
enum { NESTED_CLOSINGS = 50, STACK_RESERVE = 256 << 10 };

static _Thread_local char *stack_floor;

static bool has_stack(void) {
    pthread_attr_t attributes;
    void *start;
    size_t size;
    if (stack_floor == NULL && pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstack(&attributes, &start, &size);
        pthread_attr_destroy(&attributes);
        stack_floor = start;
    }
    return (char *)__builtin_frame_address(0) > stack_floor + STACK_RESERVE;
}

static lua_State *coroutine_at(lua_State *L, int index) {
    lua_State *thread = lua_tothread(L, index);
    luaL_argexpected(L, thread != NULL, index, "thread");
    return thread;
}

// May raise. Stack: 0.
static void note_memory(lua_State *L, cplua_host *host, int status) {
    if (status == LUA_ERRMEM) {
        cplua_trip(host, CPLUA_MEMORY);
    }
    cplua_check(L, host);
}

// Moves the results of `thread`, or its error, to `L`; -1 for an error. May raise. Stack: +results, or +1.
static int take_results(lua_State *L, lua_State *thread, int status, int results) {
    if (status != LUA_OK && status != LUA_YIELD) {
        lua_xmove(thread, L, 1);
        return -1;
    }
    if (!lua_checkstack(L, results + 1)) {
        lua_pop(thread, results);
        lua_pushliteral(L, "too many results to resume");
        return -1;
    }
    lua_xmove(thread, L, results);
    return results;
}

// May raise. Stack: -arguments, then +results, or +1 with the error.
static int resume_thread(lua_State *L, lua_State *thread, int arguments) {
    cplua_host *host = cplua_host_of(L);
    cplua_check(L, host);
    if (!lua_checkstack(thread, arguments)) {
        lua_pushliteral(L, "too many arguments to resume");
        return -1;
    }
    lua_xmove(L, thread, arguments);
    int results = 0;
    cplua_resumer waiting;
    cplua_switch(host, L, thread, &waiting);
    int status = lua_resume(thread, L, arguments, &results);
    cplua_switch_back(host, &waiting);
    note_memory(L, host, status);
    return take_results(L, thread, status, results);
}

static int resume(lua_State *L) {
    int results = resume_thread(L, coroutine_at(L, 1), lua_gettop(L) - 1);
    lua_pushboolean(L, results >= 0);
    lua_insert(L, -(results < 0 ? 2 : results + 1));
    return results < 0 ? 2 : results + 1;
}

// Runs what is to be closed in `thread`. May raise. Stack of `thread`: +1 in case of an error.
static int reset_thread(lua_State *L, lua_State *thread) {
    cplua_host *host = cplua_host_of(L);
    if (host->closing >= NESTED_CLOSINGS || !has_stack()) {
        luaL_error(L, "C stack overflow");
    }
    cplua_resumer waiting;
    host->closing += 1;
    cplua_switch(host, L, thread, &waiting);
    int status = lua_resetthread(thread);
    cplua_switch_back(host, &waiting);
    host->closing -= 1;
    note_memory(L, host, status);
    return status;
}

// Upvalue 1: the coroutine.
static int step(lua_State *L) {
    lua_State *thread = lua_tothread(L, lua_upvalueindex(1));
    int results = resume_thread(L, thread, lua_gettop(L));
    if (results >= 0) {
        return results;
    }
    int status = lua_status(thread);
    if (status != LUA_OK && status != LUA_YIELD) {
        status = reset_thread(L, thread);
        lua_xmove(thread, L, 1);
    }
    if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
        luaL_where(L, 1);
        lua_insert(L, -2);
        lua_concat(L, 2);
    }
    return lua_error(L);
}

static int create_coroutine(lua_State *L) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_State *thread = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, thread, 1);
    return 1;
}

static int wrap(lua_State *L) {
    create_coroutine(L);
    lua_pushcclosure(L, step, 1);
    return 1;
}

// Why a coroutine cannot be closed, or NULL. Stack: 0.
static const char *activity(lua_State *L, lua_State *thread) {
    lua_Debug debug;
    if (L == thread) {
        return "running";
    }
    bool runs = lua_status(thread) == LUA_OK && lua_getstack(thread, 0, &debug);
    return runs ? "normal" : NULL;
}

static int close_coroutine(lua_State *L) {
    lua_State *thread = coroutine_at(L, 1);
    const char *obstacle = activity(L, thread);
    cplua_check(L, cplua_host_of(L));
    if (obstacle != NULL) {
        return luaL_error(L, "cannot close a %s coroutine", obstacle);
    }
    int status = reset_thread(L, thread);
    lua_pushboolean(L, status == LUA_OK);
    if (status == LUA_OK) {
        return 1;
    }
    lua_xmove(thread, L, 1);
    return 2;
}

void cplua_install_coroutines(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"resume", resume}, {"wrap", wrap}, {"create", create_coroutine}, {"close", close_coroutine}, {NULL, NULL}};
    lua_getglobal(L, "coroutine");
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}
