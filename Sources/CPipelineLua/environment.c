#include "internal.h"

#include <string.h>

// Everything that a script can reach. What Lua or its packager adds beyond these names is removed, and the result is
// compared with the lists once more, so a change in the library is an error at start and not a hole.

static const char *const base_names[] = {
    "_G",       "_VERSION", "assert", "coroutine",    "error",    "getmetatable", "ipairs", "load", "math",
    "next",     "pairs",    "pcall",  "rawequal",     "rawget",   "rawlen",       "rawset", "select",
    "setmetatable", "string", "table", "tonumber",    "tostring", "type",         "utf8",   "xpcall", NULL};
static const char *const string_names[] = {"byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match",
                                           "pack", "packsize", "rep", "reverse", "sub", "unpack", "upper", NULL};
static const char *const table_names[] = {"concat", "insert", "move", "pack", "remove", "sort", "unpack", NULL};
static const char *const math_names[] = {
    "abs",   "acos", "asin",       "atan", "ceil",       "cos",  "deg", "exp",    "floor",      "fmod", "huge", "log",
    "max",   "maxinteger", "min",  "mininteger", "modf", "pi",   "rad", "random", "randomseed", "sin",  "sqrt", "tan",
    "tointeger", "type", "ult", NULL};
static const char *const utf8_names[] = {"char", "charpattern", "codepoint", "codes", "len", "offset", NULL};
static const char *const coroutine_names[] = {"close", "create", "isyieldable", "resume", "running",
                                              "status", "wrap", "yield", NULL};

typedef struct library {
    const char *name;
    lua_CFunction open;
    const char *const *allowed;
} library;

// The base library comes last: it is the table that holds the others.
static const library libraries[] = {
    {"string", luaopen_string, string_names}, {"table", luaopen_table, table_names},
    {"math", luaopen_math, math_names},       {"utf8", luaopen_utf8, utf8_names},
    {"coroutine", luaopen_coroutine, coroutine_names}, {LUA_GNAME, luaopen_base, base_names}};
enum { LIBRARY_COUNT = sizeof libraries / sizeof *libraries };

static bool is_allowed(const char *const *allowed, const char *name) {
    for (; *allowed != NULL; allowed++) {
        if (strcmp(*allowed, name) == 0) {
            return true;
        }
    }
    return false;
}

// The table on top loses every key outside the list. Stack: 0.
static void keep_only(lua_State *L, const char *const *allowed) {
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pop(L, 1);
        if (lua_type(L, -1) != LUA_TSTRING || !is_allowed(allowed, lua_tostring(L, -1))) {
            lua_pushvalue(L, -1);
            lua_pushnil(L);
            lua_rawset(L, -4);
        }
    }
}

// Raises unless the table on top has exactly the keys of the list. Stack: 0.
static void compare(lua_State *L, const char *library, const char *const *allowed) {
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pop(L, 1);
        if (lua_type(L, -1) != LUA_TSTRING || !is_allowed(allowed, lua_tostring(L, -1))) {
            luaL_error(L, "the environment has '%s' in '%s', which is not on the list", luaL_tolstring(L, -1, NULL),
                       library);
        }
    }
    for (; *allowed != NULL; allowed++) {
        lua_pushstring(L, *allowed);
        if (lua_rawget(L, -2) == LUA_TNIL) {
            luaL_error(L, "the environment lacks '%s' in '%s'", *allowed, library);
        }
        lua_pop(L, 1);
    }
}

static int refuse_load(lua_State *L) {
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
}

// load(text [, name [, mode [, env]]]): strings only, text only.
static int load_text(lua_State *L) {
    size_t count = 0;
    luaL_checktype(L, 1, LUA_TSTRING);
    const char *text = lua_tolstring(L, 1, &count);
    const char *name = luaL_optstring(L, 2, text);
    if (strchr(luaL_optstring(L, 3, "t"), 't') == NULL) {
        lua_pushliteral(L, "only text can be loaded");
        return refuse_load(L);
    }
    bool has_environment = !lua_isnone(L, 4);
    int status = cplua_compile(L, text, count, name);
    cplua_check(L, cplua_host_of(L));
    if (status != LUA_OK) {
        return refuse_load(L);
    }
    if (has_environment) {
        lua_pushvalue(L, 4);
        lua_setupvalue(L, -2, 1);
    }
    return 1;
}

// Lua marks an object for finalization only if `__gc` stands in the metatable at this moment, so the check is complete.
static int set_metatable(lua_State *L) {
    int type = lua_type(L, 2);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) {
        return luaL_error(L, "cannot change a protected metatable");
    }
    lua_settop(L, 2);
    if (type == LUA_TTABLE) {
        lua_pushliteral(L, "__gc");
        if (lua_rawget(L, 2) != LUA_TNIL) {
            return luaL_error(L, "'__gc' is not available to scripts");
        }
        lua_settop(L, 2);
    }
    lua_setmetatable(L, 1);
    return 1;
}

// Upvalue 1: the original. Without an argument it would take the seed from the clock.
static int seed_random(lua_State *L) {
    luaL_checkany(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

// Upvalue 1: the original, which would read one element past the end of a list that is strict about its range.
static int ipairs_of(lua_State *L) {
    cplua_object object;
    if (cplua_to_object(L, 1, &object)) {
        int needed = CPLUA_LENGTH | CPLUA_INDEX;
        if ((cplua_host_of(L)->classes[object.class_id]->operations & needed) == needed) {
            return cplua_walk(L);
        }
    }
    luaL_checkany(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
}

void cplua_wrap(lua_State *L, const char *name, lua_CFunction function) {
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, name);
}

static void replace_functions(lua_State *L) {
    static const luaL_Reg replacements[] = {{"load", load_text}, {"setmetatable", set_metatable}, {NULL, NULL}};
    lua_pushglobaltable(L);
    luaL_setfuncs(L, replacements, 0);
    cplua_wrap(L, "ipairs", ipairs_of);
    lua_getfield(L, -1, "math");
    lua_getfield(L, -1, "randomseed");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &cplua_key_randomseed);
    cplua_wrap(L, "randomseed", seed_random);
    lua_pop(L, 2);
}

static void protect_strings(lua_State *L) {
    lua_pushliteral(L, "");
    if (!lua_getmetatable(L, -1)) {
        luaL_error(L, "strings have no metatable");
    }
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

void cplua_install_environment(lua_State *L) {
    for (int i = 0; i < LIBRARY_COUNT; i++) {
        luaL_requiref(L, libraries[i].name, libraries[i].open, 1);
        keep_only(L, libraries[i].allowed);
        lua_pop(L, 1);
    }
    replace_functions(L);
    cplua_install_calls(L);
    cplua_install_coroutines(L);
    cplua_install_matching(L);
    cplua_install_strings(L);
    cplua_install_tables(L);
    protect_strings(L);
    for (int i = 0; i < LIBRARY_COUNT; i++) {
        lua_getglobal(L, libraries[i].name);
        compare(L, libraries[i].name, libraries[i].allowed);
        lua_pop(L, 1);
    }
}
