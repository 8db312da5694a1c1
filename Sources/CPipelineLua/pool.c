#include "internal.h"

#include <stdlib.h>
#include <string.h>

// Strings of documents that scripts read again and again: a hash over the bytes gives a number, and the number is the
// place of the ready Lua string. What is long or rare is not worth a place.

enum { LONGEST = 40, CAPACITY = 1 << 14, SLOTS = CAPACITY * 2 };
// Kept strings have the numbers above those of the pool.
enum { MOST_KEPT = 16 };

void cplua_open_pool(lua_State *L) {
    lua_newtable(L);
    cplua_host_of(L)->pool.table = cplua_reference(L);
}

void cplua_close_pool(cplua_host *host) {
    free(host->pool.bytes);
    free(host->pool.ends);
    free(host->pool.slots);
}

static void allocate(cplua_pool *pool) {
    pool->bytes = cplua_require_memory(malloc((size_t)CAPACITY * LONGEST));
    pool->ends = cplua_require_memory(calloc(CAPACITY + 1, sizeof *pool->ends));
    pool->slots = cplua_require_memory(calloc(SLOTS, sizeof *pool->slots));
}

// Eight bytes at a time; tokens are short, so most take one step.
static uint32_t hash(const char *bytes, size_t count) {
    uint64_t hash = count;
    while (count >= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
        bytes += 8;
        count -= 8;
    }
    uint64_t rest = 0;
    for (size_t i = 0; i < count; i++) {
        rest = rest << 8 | (unsigned char)bytes[i];
    }
    hash = (hash ^ rest) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(hash >> 32);
}

// The new string's number. Stack: 0.
static uint32_t add(lua_State *L, cplua_pool *pool, uint32_t slot, const char *bytes, size_t count) {
    uint32_t number = ++pool->count;
    uint32_t start = pool->ends[number - 1];
    memcpy(pool->bytes + start, bytes, count);
    pool->ends[number] = start + (uint32_t)count;
    pool->slots[slot] = number;
    lua_rawgeti(L, LUA_REGISTRYINDEX, pool->table);
    lua_pushlstring(L, bytes, count);
    lua_rawseti(L, -2, number);
    lua_pop(L, 1);
    return number;
}

uint32_t cplua_intern(lua_State *L, const char *bytes, size_t count) {
    cplua_pool *pool = &cplua_host_of(L)->pool;
    if (count > LONGEST) {
        return CPLUA_UNKNOWABLE;
    }
    if (pool->slots == NULL) {
        allocate(pool);
    }
    uint32_t slot = hash(bytes, count) & (SLOTS - 1);
    for (; pool->slots[slot] != 0; slot = (slot + 1) & (SLOTS - 1)) {
        uint32_t number = pool->slots[slot], start = pool->ends[number - 1];
        if (pool->ends[number] - start == count && memcmp(pool->bytes + start, bytes, count) == 0) {
            return number;
        }
    }
    return pool->count < CAPACITY ? add(L, pool, slot, bytes, count) : CPLUA_UNKNOWABLE;
}

uint32_t cplua_keep(lua_State *L, const char *bytes, size_t count) {
    cplua_pool *pool = &cplua_host_of(L)->pool;
    if (pool->kept == MOST_KEPT) {
        return CPLUA_UNKNOWABLE;
    }
    uint32_t number = CAPACITY + ++pool->kept;
    lua_rawgeti(L, LUA_REGISTRYINDEX, pool->table);
    lua_pushlstring(L, bytes, count);
    lua_rawseti(L, -2, number);
    lua_pop(L, 1);
    return number;
}

// Empties `count` places of the table, down from `last`. Stack: 0.
static void drop(lua_State *L, const cplua_pool *pool, uint32_t last, uint32_t count) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, pool->table);
    for (; count > 0; count--) {
        lua_pushnil(L);
        lua_rawseti(L, -2, last--);
    }
    lua_pop(L, 1);
}

void cplua_push_interned(lua_State *L, uint32_t number) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, cplua_host_of(L)->pool.table);
    lua_rawgeti(L, -1, number);
    lua_remove(L, -2);
}

bool cplua_make_room_in_pool(lua_State *L) {
    cplua_pool *pool = &cplua_host_of(L)->pool;
    if (pool->kept > 0) {
        drop(L, pool, CAPACITY + pool->kept, pool->kept);
        pool->kept = 0;
    }
    if (pool->count <= CAPACITY / 2) {
        return false;
    }
    memset(pool->slots, 0, SLOTS * sizeof *pool->slots);
    drop(L, pool, pool->count, pool->count);
    pool->count = 0;
    return true;
}
