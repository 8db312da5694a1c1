#include "internal.h"

#include <string.h>

// pcall and xpcall that cannot catch a limit: it is raised again from here, level by level, until it reaches the host.

// The continuation of both; `skipped` values stand below the results. May raise. Stack: +1 in case of an error.
static int finish_call(lua_State *L, int status, lua_KContext skipped) {
    cplua_host *host = cplua_host_of(L);
    if (status == LUA_ERRMEM) {
        cplua_trip(host, CPLUA_MEMORY);
    }
    cplua_check(L, host);
    if (status != LUA_OK && status != LUA_YIELD) {
        lua_pushboolean(L, 0);
        lua_pushvalue(L, -2);
        return 2;
    }
    return lua_gettop(L) - (int)skipped;
}

static int call_protected(lua_State *L) {
    cplua_check(L, cplua_host_of(L));
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_call);
    return finish_call(L, status, 0);
}

// Upvalue 1: the handler of the script. It runs inside the error, where the hook cannot stop it if the hook has raised.
static int handle(lua_State *L) {
    if (cplua_is_late(cplua_host_of(L))) {
        return 1;
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

// Stack at the call: true, the function, the handler, true, the function, the arguments.
static int call_handled(lua_State *L) {
    cplua_check(L, cplua_host_of(L));
    int count = lua_gettop(L);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, handle, 1);
    lua_replace(L, 2);
    lua_pushboolean(L, 1);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2);
    int status = lua_pcallk(L, count - 2, LUA_MULTRET, 2, 2, finish_call);
    return finish_call(L, status, 2);
}

// Lua takes this very text for a memory error of its own, and that would be a limit. Stack: 0.
static void disarm(lua_State *L, int index) {
    static const char text[] = "not enough memory";
    if (lua_type(L, index) == LUA_TSTRING && lua_rawlen(L, index) == sizeof text - 1 &&
        strcmp(lua_tostring(L, index), text) == 0) {
        lua_pushliteral(L, "error: not enough memory");
        lua_replace(L, index);
    }
}

// Upvalue 1 of both: the original.
static int raise(lua_State *L) {
    disarm(L, 1);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static int assert_true(lua_State *L) {
    disarm(L, 2);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

void cplua_install_calls(lua_State *L) {
    static const luaL_Reg functions[] = {{"pcall", call_protected}, {"xpcall", call_handled}, {NULL, NULL}};
    lua_pushglobaltable(L);
    luaL_setfuncs(L, functions, 0);
    cplua_wrap(L, "error", raise);
    cplua_wrap(L, "assert", assert_true);
    lua_pop(L, 1);
}
