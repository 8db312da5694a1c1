#include "internal.h"

// Runs no code of the script: an error value is passed on as it is, and the host only reads call levels. Stack: 0.
static int on_error(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    host->entries.trace(L);
    cplua_leave(host, side);
    return 1;
}

int cplua_invoke(lua_State *L, int arguments, int results) {
    cplua_host *host = cplua_host_of(L);
    int function = lua_absindex(L, -(arguments + 1));
    lua_pushcfunction(L, on_error);
    lua_insert(L, function);
    host->refusal_line = 0;
    cplua_side side = cplua_enter_lua(host);
    int status = lua_pcallk(L, arguments, results, function, 0, NULL);
    cplua_leave(host, side);
    lua_remove(L, function);
    return status;
}

int cplua_load(lua_State *L, const char *bytes, size_t count, const char *name) {
    cplua_host *host = cplua_host_of(L);
    host->refusal_line = 0;
    cplua_side side = cplua_enter_lua(host);
    int status = luaL_loadbufferx(L, bytes, count, name, "t");
    cplua_leave(host, side);
    return status;
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
