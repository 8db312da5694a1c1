#include "internal.h"

#include <limits.h>

// concat, insert, move, remove and unpack of `table` as Lua 5.4 has them, metamethods included, with a look at the flag on
// the way: `__len` and ranges can make any of them run for years.

// Raises unless the argument is a table, or has the metamethods that make it one. Stack: 0.
static void check_access(lua_State *L, int index, bool reads, bool writes, bool measures) {
    if (lua_type(L, index) == LUA_TTABLE) {
        return;
    }
    int found = 0;
    if (lua_getmetatable(L, index)) {
        const char *const names[] = {reads ? "__index" : NULL, writes ? "__newindex" : NULL, measures ? "__len" : NULL};
        bool complete = true;
        for (int i = 0; i < 3; i++) {
            if (names[i] != NULL) {
                lua_pushstring(L, names[i]);
                complete = lua_rawget(L, -2 - found) != LUA_TNIL && complete;
                found++;
            }
        }
        lua_pop(L, found + 1);
        if (complete) {
            return;
        }
    }
    luaL_checktype(L, index, LUA_TTABLE);
}

lua_Integer cplua_table_length(lua_State *L, bool reads, bool writes) {
    cplua_check(L, cplua_host_of(L));
    check_access(L, 1, reads, writes, true);
    return luaL_len(L, 1);
}

static int insert(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    size_t fuel = CPLUA_FUEL;
    lua_Integer position, end = (lua_Integer)((lua_Unsigned)cplua_table_length(L, true, true) + 1);
    switch (lua_gettop(L)) {
    case 2: position = end; break;
    case 3:
        position = luaL_checkinteger(L, 2);
        luaL_argcheck(L, (lua_Unsigned)position - 1u < (lua_Unsigned)end, 2, "position out of bounds");
        for (lua_Integer i = end; i > position; i--) {
            lua_geti(L, 1, i - 1);
            lua_seti(L, 1, i);
            cplua_spend(L, host, &fuel, 16);
        }
        break;
    default: return luaL_error(L, "wrong number of arguments to 'insert'");
    }
    lua_seti(L, 1, position);
    return 0;
}

static int remove_element(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    size_t fuel = CPLUA_FUEL;
    lua_Integer size = cplua_table_length(L, true, true), position = luaL_optinteger(L, 2, size);
    if (position != size) {
        luaL_argcheck(L, (lua_Unsigned)position - 1u <= (lua_Unsigned)size, 1, "position out of bounds");
    }
    lua_geti(L, 1, position);
    for (; position < size; position++) {
        lua_geti(L, 1, position + 1);
        lua_seti(L, 1, position);
        cplua_spend(L, host, &fuel, 16);
    }
    lua_pushnil(L);
    lua_seti(L, 1, position);
    return 1;
}

// May raise. Stack: 0.
static void move_range(lua_State *L, lua_Integer first, lua_Integer last, lua_Integer to, int target) {
    cplua_host *host = cplua_host_of(L);
    size_t fuel = CPLUA_FUEL;
    if (to > last || to <= first || (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ))) {
        for (lua_Integer i = 0; i <= last - first; i++) {
            lua_geti(L, 1, first + i);
            lua_seti(L, target, to + i);
            cplua_spend(L, host, &fuel, 16);
        }
    } else {
        for (lua_Integer i = last - first; i >= 0; i--) {
            lua_geti(L, 1, first + i);
            lua_seti(L, target, to + i);
            cplua_spend(L, host, &fuel, 16);
        }
    }
}

static int move(lua_State *L) {
    cplua_check(L, cplua_host_of(L));
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    check_access(L, 1, true, false, false);
    check_access(L, target, false, true, false);
    if (last >= first) {
        luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
        luaL_argcheck(L, to <= LUA_MAXINTEGER - (last - first + 1) + 1, 4, "destination wrap around");
        move_range(L, first, last, to, target);
    }
    lua_pushvalue(L, target);
    return 1;
}

// May raise. Stack: 0.
static void add_element(lua_State *L, luaL_Buffer *buffer, lua_Integer index) {
    lua_geti(L, 1, index);
    if (!lua_isstring(L, -1)) {
        luaL_error(L, "invalid value (%s) at index %I in table for 'concat'", luaL_typename(L, -1), (LUAI_UACINT)index);
    }
    luaL_addvalue(buffer);
}

static int concat(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    size_t gap, fuel = CPLUA_FUEL;
    lua_Integer size = cplua_table_length(L, true, false);
    const char *separator = luaL_optlstring(L, 2, "", &gap);
    lua_Integer i = luaL_optinteger(L, 3, 1), last = luaL_optinteger(L, 4, size);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (; i < last; i++) {
        add_element(L, &buffer, i);
        luaL_addlstring(&buffer, separator, gap);
        cplua_spend(L, host, &fuel, 16);
    }
    if (i == last) {
        add_element(L, &buffer, i);
    }
    luaL_pushresult(&buffer);
    return 1;
}

static int unpack(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    size_t fuel = CPLUA_FUEL;
    cplua_check(L, host);
    lua_Integer i = luaL_optinteger(L, 2, 1);
    lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
    if (i > last) {
        return 0;
    }
    lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)i;
    if (count >= (unsigned int)INT_MAX || !lua_checkstack(L, (int)count + 1)) {
        return luaL_error(L, "too many results to unpack");
    }
    for (; i < last; i++) {
        lua_geti(L, 1, i);
        cplua_spend(L, host, &fuel, 16);
    }
    lua_geti(L, 1, last);
    return (int)count + 1;
}

void cplua_install_tables(lua_State *L) {
    static const luaL_Reg functions[] = {{"concat", concat},         {"insert", insert}, {"move", move},
                                         {"remove", remove_element}, {"sort", cplua_sort}, {"unpack", unpack},
                                         {NULL, NULL}};
    lua_getglobal(L, "table");
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}
