#include "internal.h"

int cplua_reference(lua_State *L) {
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

void cplua_release_reference(cplua_host *host, int slot) {
    if (lua_checkstack(host->running, 4)) {
        luaL_unref(host->running, LUA_REGISTRYINDEX, slot);
    }
}

void cplua_push_reference(lua_State *L, int slot) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, slot);
}

void cplua_push_globals(lua_State *L) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
}

int cplua_spread(lua_State *L, int table, const char *const *names, int count) {
    int others = 0;
    // A table that is not changed on the way cannot make the walk raise.
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        others += 1;
    }
    for (int i = 0; i < count; i++) {
        lua_pushstring(L, names[i]);
        others -= lua_rawget(L, table) != LUA_TNIL;
    }
    return others;
}

void cplua_push_null(lua_State *L) {
    lua_pushlightuserdata(L, (void *)&cplua_key_null);
}

bool cplua_is_null(lua_State *L, int index) {
    return lua_type(L, index) == LUA_TLIGHTUSERDATA && lua_touserdata(L, index) == (void *)&cplua_key_null;
}

const char *cplua_type_name(lua_State *L, int index) {
    int type = lua_type(L, index);
    if (type == LUA_TNONE) {
        return "no value";
    }
    cplua_object object;
    if (type == LUA_TLIGHTUSERDATA && cplua_to_object(L, index, &object)) {
        return cplua_host_of(L)->classes[object.class_id]->name;
    }
    if (type == LUA_TSTRING || !lua_getmetatable(L, index)) {
        return lua_typename(L, type);
    }
    lua_pushliteral(L, "__name");
    const char *name = lua_rawget(L, -2) == LUA_TSTRING ? lua_tostring(L, -1) : lua_typename(L, type);
    lua_pop(L, 2);
    return name;
}
