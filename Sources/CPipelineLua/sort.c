// table.sort: the quicksort of Lua 5.4's ltablib.c, with the same results and messages, that counts its work and so ends
// at a deadline. A lopsided input chooses its pivots by a fixed series, so that equal inputs give equal results.
//
// Copyright (C) 1994-2022 Lua.org, PUC-Rio, under the licence that stands in matcher.c.

#include "internal.h"

#include <limits.h>

typedef struct sorter {
    lua_State *L;
    cplua_host *host;
    size_t fuel;
    bool has_order;
} sorter;

typedef unsigned int place;

// Larger ranges may choose their pivot by chance.
enum { RANDOM_FROM = 100, LOPSIDED = 128 };

// Writes the two values on top. May raise. Stack: -2.
static void set_pair(lua_State *L, place i, place j) {
    lua_seti(L, 1, i);
    lua_seti(L, 1, j);
}

// Whether the value at `a` comes before the one at `b`; both count from the top. May raise. Stack: 0.
static bool is_before(sorter *s, int a, int b) {
    lua_State *L = s->L;
    cplua_spend(L, s->host, &s->fuel, 32);
    if (!s->has_order) {
        return lua_compare(L, a, b, LUA_OPLT);
    }
    lua_pushvalue(L, 2);
    lua_pushvalue(L, a - 1);
    lua_pushvalue(L, b - 2);
    lua_call(L, 2, 1);
    bool result = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return result;
}

// Splits around the pivot, which is on top and at up - 1. May raise. Stack: -1.
static place partition(sorter *s, place low, place up) {
    lua_State *L = s->L;
    place i = low, j = up - 1;
    for (;;) {
        while (lua_geti(L, 1, ++i), is_before(s, -1, -2)) {
            if (i == up - 1) {
                luaL_error(L, "invalid order function for sorting");
            }
            lua_pop(L, 1);
        }
        while (lua_geti(L, 1, --j), is_before(s, -3, -1)) {
            if (j < i) {
                luaL_error(L, "invalid order function for sorting");
            }
            lua_pop(L, 1);
        }
        if (j < i) {
            lua_pop(L, 1);
            set_pair(L, up - 1, i);
            return i;
        }
        set_pair(L, i, j);
    }
}

// Exchanges two elements that are in the wrong order. May raise. Stack: 0.
static void order_pair(sorter *s, place first, place second) {
    lua_geti(s->L, 1, first);
    lua_geti(s->L, 1, second);
    if (is_before(s, -1, -2)) {
        set_pair(s->L, first, second);
    } else {
        lua_pop(s->L, 2);
    }
}

static place choose_pivot(place low, place up, unsigned int random) {
    if (up - low < RANDOM_FROM || random == 0) {
        return (low + up) / 2;
    }
    place quarter = (up - low) / 4;
    return random % (quarter * 2) + low + quarter;
}

// May raise. Stack: 0.
static void sort_range(sorter *s, place low, place up, unsigned int random) {
    lua_State *L = s->L;
    while (low < up) {
        order_pair(s, low, up);
        if (up - low == 1) {
            return;
        }
        place pivot = choose_pivot(low, up, random), smaller;
        lua_geti(L, 1, pivot);
        lua_geti(L, 1, low);
        if (is_before(s, -2, -1)) {
            set_pair(L, pivot, low);
        } else {
            lua_pop(L, 2);
            order_pair(s, pivot, up);
        }
        if (up - low == 2) {
            return;
        }
        lua_geti(L, 1, pivot);
        lua_pushvalue(L, -1);
        lua_geti(L, 1, up - 1);
        set_pair(L, pivot, up - 1);
        pivot = partition(s, low, up);
        if (pivot - low < up - pivot) {
            sort_range(s, low, pivot - 1, random);
            smaller = pivot - low;
            low = pivot + 1;
        } else {
            sort_range(s, pivot + 1, up, random);
            smaller = up - pivot;
            up = pivot - 1;
        }
        if ((up - low) / LOPSIDED > smaller) {
            random = random * 1664525u + 1013904223u;
        }
    }
}

int cplua_sort(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    lua_Integer size = cplua_table_length(L, true, true);
    if (size < 2) {
        return 0;
    }
    luaL_argcheck(L, size < INT_MAX, 1, "array too big");
    bool has_order = !lua_isnoneornil(L, 2);
    if (has_order) {
        luaL_checktype(L, 2, LUA_TFUNCTION);
    }
    lua_settop(L, 2);
    sorter s = {L, host, CPLUA_FUEL, has_order};
    sort_range(&s, 1, (place)size, 0);
    return 0;
}
