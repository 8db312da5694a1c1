#include "internal.h"

#include <limits.h>

// Light objects: how they are read, and the columns that spare the reader the way into the host.

// Upvalue of the reader.
enum { POOL = 1 };

// The element of a list at an integer key. Stack: +1.
static void push_element(lua_State *L, const cplua_host *host, const cplua_class *list, lua_Integer key) {
    if (key >= 1 && key <= (lua_Integer)list->element_count) {
        lua_pushlightuserdata(
            L, cplua_light_bits(list->element->light_number, host->generation, (uint32_t)(key - 1)));
    } else {
        lua_pushnil(L);
    }
}

// Whether the column of the slot knew the value. Stack: +1 if so.
static inline bool read_column(lua_State *L, const cplua_slot *slot, uint32_t generation, uint32_t number) {
    if (slot->generation != generation || number >= slot->count) {
        return false;
    }
    uint32_t value = slot->values[number];
    if (value >= CPLUA_UNKNOWABLE) {
        return false;
    }
    switch (slot->kind) {
    case CPLUA_STRINGS:
        lua_rawgeti(L, lua_upvalueindex(POOL), value);
        return true;
    case CPLUA_INTEGERS:
        lua_pushinteger(L, value);
        return true;
    case CPLUA_FLAGS:
        lua_pushboolean(L, (value & slot->mask) != 0);
        return true;
    case CPLUA_OBJECTS:
        lua_pushlightuserdata(L, cplua_light_bits(slot->mask, generation, value));
        return true;
    }
    return false;
}

// The hot path of scripts: no check that what follows makes again, no call that it can do without.
int cplua_read_light(lua_State *L) {
    uintptr_t bits = (uintptr_t)lua_touserdata(L, 1);
    if (!cplua_is_light(bits)) {
        return luaL_error(L, "attempt to index a %s value", cplua_type_name(L, 1));
    }
    const cplua_host *host = cplua_host_of(L);
    const cplua_class *type = host->light[cplua_light_class(bits)];
    uint32_t generation = cplua_light_generation(bits);
    if (generation == host->generation) {
        const void *key = lua_topointer(L, 2);
        if (key != NULL) {
            const cplua_slot *slot = cplua_find_slot(type, key);
            // The empty slot has no column, and neither have methods.
            if (read_column(L, slot, generation, (uint32_t)bits)) {
                return 1;
            }
        } else if (type->element_generation == generation) {
            int is_integer = 0;
            lua_Integer position = lua_tointegerx(L, 2, &is_integer);
            if (is_integer) {
                push_element(L, host, type, position);
                return 1;
            }
        }
    }
    cplua_object object = {type->id, generation, (uint32_t)bits, 0};
    return cplua_read_member(L, type, &object);
}

void cplua_set_column(lua_State *L, cplua_class *type, int field, cplua_column_kind kind, const uint32_t *values,
                      uint32_t count, uint32_t mask) {
    for (uint32_t i = 0; i <= type->mask; i++) {
        cplua_slot *slot = &type->slots[i];
        if (slot->key != NULL && slot->entry >= 0 && slot->entry >> 1 == field) {
            slot->kind = kind;
            slot->values = values;
            slot->count = values == NULL ? 0 : count;
            slot->mask = mask;
            slot->generation = cplua_host_of(L)->generation;
        }
    }
}

void cplua_push_column(lua_State *L, cplua_column_kind kind, const uint32_t *values, uint32_t count, uint32_t mask) {
    lua_createtable(L, count > INT_MAX ? INT_MAX : (int)count, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, cplua_host_of(L)->pool.table);
    for (uint32_t i = 0; i < count; i++) {
        if (kind == CPLUA_FLAGS) {
            lua_pushboolean(L, (values[i] & mask) != 0);
        } else if (values[i] >= CPLUA_UNKNOWABLE) {
            lua_pushboolean(L, false);
        } else if (kind == CPLUA_INTEGERS) {
            lua_pushinteger(L, values[i]);
        } else {
            lua_rawgeti(L, -1, values[i]);
        }
        lua_rawseti(L, -3, (lua_Integer)i + 1);
    }
    lua_pop(L, 1);
}

void cplua_forget_columns(cplua_host *host) {
    for (uint32_t i = 0; i < host->class_count; i++) {
        cplua_class *type = host->classes[i];
        type->element_count = 0;
        type->element_generation = 0;
        for (uint32_t slot = 0; slot <= type->mask; slot++) {
            type->slots[slot].count = 0;
        }
    }
}

void cplua_set_elements(lua_State *L, cplua_class *list, const cplua_class *element, uint32_t count) {
    list->element = element;
    list->element_count = count;
    list->element_generation = cplua_host_of(L)->generation;
}

bool cplua_elements_are_known(const cplua_host *host, const cplua_class *type, const cplua_object *object) {
    return type->element_generation == host->generation && object->generation == host->generation;
}

// MARK: Walking

// Upvalue 1 is the class, upvalue 2 the length. Arguments: the object and the last index.
static int walk_step(lua_State *L) {
    const cplua_class *type = lua_touserdata(L, lua_upvalueindex(1));
    cplua_host *host = cplua_host_of(L);
    cplua_object object;
    if (!cplua_to_object(L, 1, &object) || object.class_id != type->id) {
        return luaL_error(L, "bad iterator state (%s expected, got %s)", type->name, cplua_type_name(L, 1));
    }
    if (type->bound && object.generation != host->generation) {
        return luaL_error(L, "%s", type->expired);
    }
    lua_Integer next = luaL_checkinteger(L, 2) + 1;
    if (next < 1 || next > lua_tointeger(L, lua_upvalueindex(2))) {
        return 0;
    }
    lua_pushinteger(L, next);
    if (cplua_elements_are_known(host, type, &object)) {
        push_element(L, host, type, next);
        return 2;
    }
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.index(L, type->context, &object, next);
    cplua_leave(host, side);
    return cplua_finish(L, host, results) + 1;
}

int cplua_walk(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    cplua_object object;
    cplua_to_object(L, 1, &object);
    const cplua_class *type = host->classes[object.class_id];
    if (type->bound && object.generation != host->generation) {
        return luaL_error(L, "%s", type->expired);
    }
    lua_pushlightuserdata(L, (void *)type);
    if (cplua_elements_are_known(host, type, &object)) {
        lua_pushinteger(L, type->element_count);
    } else {
        cplua_operate(L, type, &object, CPLUA_LENGTH);
    }
    lua_pushcclosure(L, walk_step, 2);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}
