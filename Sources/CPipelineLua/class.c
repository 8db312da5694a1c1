#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *require_memory(void *block) {
    if (block == NULL) {
        fputs("pipeline: out of memory\n", stderr);
        abort();
    }
    return block;
}

cplua_class *cplua_class_begin(lua_State *L, const char *name, const char *expired, bool bound, void *context) {
    cplua_host *host = cplua_host_of(L);
    cplua_class *type = require_memory(calloc(1, sizeof *type));
    size_t size = (host->class_count + 1) * sizeof *host->classes;
    host->classes = require_memory(realloc(host->classes, size));
    type->id = host->class_count;
    type->bound = bound;
    type->context = context;
    type->name = require_memory(strdup(name));
    type->expired = require_memory(strdup(expired));
    host->classes[host->class_count++] = type;
    lua_newtable(L);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    type->metatable = cplua_reference(L);
    return type;
}

void cplua_class_field(lua_State *L, cplua_class *type, const char *name, int field, bool writable) {
    lua_pushstring(L, name);
    lua_pushinteger(L, (lua_Integer)field * 2 + writable);
    lua_rawset(L, -4);
    type->member_count += 1;
}

void cplua_index_members(lua_State *L, cplua_class *type, int fields) {
    uint32_t size = 4;
    while (size < 3 * (uint32_t)type->member_count) {
        size *= 2;
    }
    type->mask = size - 1;
    type->slots = require_memory(calloc(size, sizeof *type->slots));
    lua_pushnil(L);
    // The table is not changed on the way, so the walk cannot raise.
    while (lua_next(L, fields)) {
        if (lua_type(L, -2) == LUA_TSTRING) {
            const char *key = lua_tostring(L, -2);
            cplua_slot *slot = (cplua_slot *)cplua_find_slot(type, key);
            *slot = (cplua_slot){key, (int)lua_tointeger(L, -1)};
        }
        lua_pop(L, 1);
    }
}

uint32_t cplua_class_id(const cplua_class *type) {
    return type->id;
}

// The class of the object at `index` among those of its state. Stack: 0.
static const cplua_class *class_of(lua_State *L, const cplua_object *object) {
    return cplua_host_of(L)->classes[object->class_id];
}

void cplua_push_object(lua_State *L, const cplua_class *type, int64_t a, int64_t b) {
    cplua_push_copy(L, (cplua_object){type->id, cplua_host_of(L)->generation, a, b});
}

void cplua_push_copy(lua_State *L, cplua_object object) {
    cplua_object *copy = lua_newuserdatauv(L, sizeof *copy, 0);
    *copy = object;
    lua_rawgeti(L, LUA_REGISTRYINDEX, class_of(L, &object)->metatable);
    lua_setmetatable(L, -2);
}

// Every full userdata of a state is made in this library, so the size tells objects from boxes.
const cplua_object *cplua_to_object(lua_State *L, int index) {
    if (lua_type(L, index) != LUA_TUSERDATA || lua_rawlen(L, index) != sizeof(cplua_object)) {
        return NULL;
    }
    return lua_touserdata(L, index);
}

bool cplua_is_current(lua_State *L, const cplua_object *object) {
    return !class_of(L, object)->bound || object->generation == cplua_host_of(L)->generation;
}
