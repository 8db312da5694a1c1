#include "internal.h"

// Runs no code of the script: an error value is passed on as it is, and the host only reads call levels. Stack: 0.
static int on_error(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    host->entries.trace(L, false);
    cplua_leave(host, side);
    return 1;
}

// What stands for the result of a call in a spent state. Stack: +1.
static int give_limit(lua_State *L) {
    lua_pushlightuserdata(L, (void *)&cplua_key_limit);
    return LUA_ERRRUN;
}

// Whether a limit forbids to begin. Stack: 0.
static bool is_spent(cplua_host *host) {
    if (cplua_is_late(host)) {
        cplua_trip(host, CPLUA_TIME);
    }
    return host->hit != CPLUA_NO_LIMIT;
}

// A limit that was passed is the result, whatever the script made of it. Stack: 0, or +1 from `base` on.
static int judge(lua_State *L, cplua_host *host, int status, int base) {
    if (status == LUA_ERRMEM) {
        cplua_trip(host, CPLUA_MEMORY);
    }
    if (host->hit == CPLUA_NO_LIMIT) {
        return status;
    }
    lua_settop(L, base);
    return give_limit(L);
}

int cplua_invoke(lua_State *L, int arguments, int results) {
    cplua_host *host = cplua_host_of(L);
    int function = lua_absindex(L, -(arguments + 1));
    if (is_spent(host)) {
        lua_settop(L, function - 1);
        return give_limit(L);
    }
    lua_pushcfunction(L, on_error);
    lua_insert(L, function);
    cplua_host *outer = cplua_bind(host);
    cplua_side side = cplua_enter_lua(host);
    int status = lua_pcallk(L, arguments, results, function, 0, NULL);
    cplua_leave(host, side);
    cplua_bind(outer);
    lua_remove(L, function);
    return judge(L, host, status, function - 1);
}

// What a compilation has still to read.
typedef struct source_text {
    cplua_host *host;
    const char *rest;
    size_t count;
} source_text;

// Compiling a long chain of conditions takes quadratic time in Lua 5.4, so the pieces are small.
enum { PIECE = 512 };

// Called by the parser, which may be left by an error here.
static const char *read_piece(lua_State *L, void *context, size_t *count) {
    source_text *text = context;
    const char *piece = text->rest;
    cplua_check(L, text->host);
    *count = text->count < PIECE ? text->count : PIECE;
    text->rest += *count;
    text->count -= *count;
    return *count > 0 ? piece : NULL;
}

int cplua_compile(lua_State *L, const char *bytes, size_t count, const char *name) {
    source_text text = {cplua_host_of(L), bytes, count};
    return lua_load(L, read_piece, &text, name, "t");
}

int cplua_load(lua_State *L, const char *bytes, size_t count, const char *name) {
    cplua_host *host = cplua_host_of(L);
    int base = lua_gettop(L);
    if (is_spent(host)) {
        return give_limit(L);
    }
    cplua_host *outer = cplua_bind(host);
    cplua_side side = cplua_enter_lua(host);
    int status = cplua_compile(L, bytes, count, name);
    cplua_leave(host, side);
    cplua_bind(outer);
    return judge(L, host, status, base);
}

// Stack: -1 +2.
static int next_pair(lua_State *L) {
    if (!lua_next(L, 1)) {
        lua_pushnil(L);
        lua_pushnil(L);
    }
    return 2;
}

int cplua_next(lua_State *L, int table) {
    table = lua_absindex(L, table);
    lua_pushcfunction(L, next_pair);
    lua_insert(L, -2);
    lua_pushvalue(L, table);
    lua_insert(L, -2);
    return cplua_invoke(L, 2, 2);
}

// Stack: +1.
static int text_of(lua_State *L) {
    luaL_tolstring(L, 1, NULL);
    return 1;
}

int cplua_to_text(lua_State *L) {
    lua_pushcfunction(L, text_of);
    lua_insert(L, -2);
    return cplua_invoke(L, 1, 1);
}

int cplua_seed_random(lua_State *L, uint64_t seed) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &cplua_key_randomseed);
    lua_pushinteger(L, (lua_Integer)seed);
    return cplua_invoke(L, 1, 0);
}
