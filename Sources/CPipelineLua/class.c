#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *cplua_require_memory(void *block) {
    if (block == NULL) {
        fputs("pipeline: out of memory\n", stderr);
        abort();
    }
    return block;
}

bool cplua_has_room_for_light_class(lua_State *L) {
    return cplua_host_of(L)->light_count < CPLUA_LIGHT_CLASSES;
}

cplua_class *cplua_class_begin(lua_State *L, const char *name, const char *expired, bool bound, bool light,
                               void *context) {
    cplua_host *host = cplua_host_of(L);
    cplua_class *type = cplua_require_memory(calloc(1, sizeof *type));
    size_t size = (host->class_count + 1) * sizeof *host->classes;
    host->classes = cplua_require_memory(realloc(host->classes, size));
    type->id = host->class_count;
    type->bound = bound;
    type->light = light;
    if (light) {
        type->light_number = host->light_count;
        host->light[host->light_count++] = type;
    }
    type->context = context;
    type->name = cplua_require_memory(strdup(name));
    type->expired = cplua_require_memory(strdup(expired));
    host->classes[host->class_count++] = type;
    lua_newtable(L);
    lua_pushvalue(L, -1);
    type->fields = cplua_reference(L);
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

// Fills the slots from the field table at `fields`. Stack: 0.
static void index_members(lua_State *L, cplua_class *type, int fields) {
    uint32_t size = 4;
    while (size < 3 * (uint32_t)type->member_count) {
        size *= 2;
    }
    type->mask = size - 1;
    type->slots = cplua_require_memory(calloc(size, sizeof *type->slots));
    lua_pushnil(L);
    // The table is not changed on the way, so the walk cannot raise.
    while (lua_next(L, fields)) {
        if (lua_type(L, -2) == LUA_TSTRING) {
            const void *key = lua_topointer(L, -2);
            cplua_slot *slot = (cplua_slot *)cplua_find_slot(type, key);
            *slot = (cplua_slot){.key = key, .entry = (int)lua_tointeger(L, -1)};
        }
        lua_pop(L, 1);
    }
}

void cplua_class_end(lua_State *L, cplua_class *type, int operations) {
    type->operations = operations;
    index_members(L, type, lua_absindex(L, -2));
    if (!type->light) {
        cplua_install_operators(L, operations);
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
        lua_pushstring(L, type->name);
        lua_setfield(L, -2, "__name");
    }
    lua_pop(L, 2);
}

uint32_t cplua_class_light_number(const cplua_class *type) {
    return type->light_number;
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

// Stack: +1.
static void push_block(lua_State *L, const cplua_class *type, cplua_object object, int owned) {
    cplua_object *block = lua_newuserdatauv(L, sizeof *block, owned);
    *block = object;
    lua_rawgeti(L, LUA_REGISTRYINDEX, type->metatable);
    lua_setmetatable(L, -2);
}

void cplua_push_copy(lua_State *L, cplua_object object) {
    const cplua_class *type = class_of(L, &object);
    if (type->light) {
        lua_pushlightuserdata(L, cplua_light_bits(type->light_number, object.generation, (uint32_t)object.a));
        return;
    }
    push_block(L, type, object, 0);
}

void cplua_push_owner(lua_State *L, const cplua_class *type, int64_t a, void *owned) {
    push_block(L, type, (cplua_object){type->id, cplua_host_of(L)->generation, a, 0}, 1);
    cplua_push_box(L, owned, sizeof(cplua_box));
    lua_setiuservalue(L, -2, 1);
}

bool cplua_is_owner(lua_State *L, int index) {
    if (lua_type(L, index) != LUA_TUSERDATA || lua_rawlen(L, index) != sizeof(cplua_object)) {
        return false;
    }
    bool owns = lua_getiuservalue(L, index, 1) != LUA_TNONE;
    lua_pop(L, 1);
    return owns;
}

// Every full userdata of a state is made in this library, so the size tells objects from boxes.
bool cplua_to_object(lua_State *L, int index, cplua_object *object) {
    int type = lua_type(L, index);
    if (type == LUA_TLIGHTUSERDATA) {
        uintptr_t bits = (uintptr_t)lua_touserdata(L, index);
        if (!cplua_is_light(bits)) {
            return false;
        }
        uint32_t class_id = cplua_host_of(L)->light[cplua_light_class(bits)]->id;
        *object = (cplua_object){class_id, cplua_light_generation(bits), (uint32_t)bits, 0};
        return true;
    }
    if (type != LUA_TUSERDATA || lua_rawlen(L, index) != sizeof(cplua_object)) {
        return false;
    }
    *object = *(const cplua_object *)lua_touserdata(L, index);
    return true;
}

bool cplua_is_current(lua_State *L, const cplua_object *object) {
    return !class_of(L, object)->bound || object->generation == cplua_host_of(L)->generation;
}
