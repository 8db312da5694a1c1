#include "internal.h"

// The host may run any deinitializer here, so it counts as host code.
static int release_box(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    cplua_box *box = lua_touserdata(L, 1);
    void *object = box->object;
    if (object != NULL) {
        box->object = NULL;
        cplua_side side = cplua_enter_host(host, L);
        host->entries.release(L, object);
        cplua_leave(host, side);
    }
    return 0;
}

void *cplua_push_box(lua_State *L, void *object, size_t size) {
    cplua_box *box = lua_newuserdatauv(L, size, 0);
    box->object = object;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &cplua_key_box);
    lua_setmetatable(L, -2);
    return box;
}

void cplua_push_failure(lua_State *L, void *error, const char *message, size_t length) {
    cplua_box *box = lua_newuserdatauv(L, sizeof *box, 1);
    box->object = error;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &cplua_key_failure);
    lua_setmetatable(L, -2);
    lua_pushlstring(L, message, length);
    lua_setiuservalue(L, -2, 1);
}

void *cplua_to_failure(lua_State *L, int index) {
    bool may_be = lua_type(L, index) == LUA_TUSERDATA && lua_rawlen(L, index) == sizeof(cplua_box);
    if (!may_be || !lua_getmetatable(L, index)) {
        return NULL;
    }
    lua_rawgetp(L, LUA_REGISTRYINDEX, &cplua_key_failure);
    bool is_failure = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return is_failure ? ((cplua_box *)lua_touserdata(L, index))->object : NULL;
}

// Stack: +1, the text of any value.
static void push_text(lua_State *L, int index) {
    if (cplua_to_failure(L, index) != NULL) {
        lua_getiuservalue(L, index, 1);
    } else {
        luaL_tolstring(L, index, NULL);
    }
}

static int failure_text(lua_State *L) {
    push_text(L, 1);
    return 1;
}

// Scripts write "context: " .. err, which would fail on a plain userdata.
static int failure_concat(lua_State *L) {
    push_text(L, 1);
    push_text(L, 2);
    lua_concat(L, 2);
    return 1;
}

// Stack: +1, a metatable that scripts can neither read nor replace.
static void push_metatable(lua_State *L, const char *name, const luaL_Reg *functions) {
    lua_newtable(L);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
    luaL_setfuncs(L, functions, 0);
}

void cplua_install_boxes(lua_State *L) {
    static const luaL_Reg box[] = {{"__gc", release_box}, {NULL, NULL}};
    static const luaL_Reg failure[] = {
        {"__gc", release_box}, {"__tostring", failure_text}, {"__concat", failure_concat}, {NULL, NULL}};
    static const luaL_Reg light[] = {{NULL, NULL}};
    push_metatable(L, "host function", box);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &cplua_key_box);
    push_metatable(L, "error", failure);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &cplua_key_failure);
    // Light userdata share one metatable: null and the light objects are all that scripts ever see.
    lua_pushlightuserdata(L, (void *)&cplua_key_null);
    push_metatable(L, "null", light);
    cplua_install_light_operators(L);
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}
