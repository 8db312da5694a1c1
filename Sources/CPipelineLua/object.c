#include "internal.h"

// The metamethods of host objects. Scripts cannot get hold of them (`__metatable` is false and there is no debug
// library), so argument 1 is always an object. Methods are ordinary values that scripts
// pass around, so they check their first argument.

// Upvalue of every metamethod.
enum { FIELDS = 1 };
// Longer strings have no single copy in Lua 5.4 (LUAI_MAXSHORTLEN).
enum { SHORT_STRING = 40 };
// Upvalues of a method.
enum { METHOD = 1, METHOD_NAME = 2 };

static const cplua_class *own_class(lua_State *L, const cplua_object *object) {
    return cplua_host_of(L)->classes[object->class_id];
}

static void check_current(lua_State *L, const cplua_class *type, const cplua_object *object) {
    if (type->bound && object->generation != cplua_host_of(L)->generation) {
        luaL_error(L, "%s", type->expired);
    }
}

static int explain(lua_State *L, const cplua_class *type, const cplua_object *object, int writing) {
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.unknown(L, type->context, object, writing);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

static int read_index(lua_State *L, const cplua_class *type, const cplua_object *object) {
    int is_integer = 0;
    lua_Integer key = lua_tointegerx(L, 2, &is_integer);
    if (!is_integer || !(type->operations & CPLUA_INDEX)) {
        return explain(L, type, object, 0);
    }
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.index(L, type->context, object, key);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

// What the name at index 2 means, or an empty slot. A long name is a copy of its own and needs the table. Stack: 0.
static cplua_slot find_member(lua_State *L, const cplua_class *type) {
    if (lua_type(L, 2) != LUA_TSTRING) {
        return (cplua_slot){NULL, 0};
    }
    const char *key = lua_tostring(L, 2);
    const cplua_slot *slot = cplua_find_slot(type, key);
    if (slot->key == NULL && lua_rawlen(L, 2) > SHORT_STRING) {
        lua_pushvalue(L, 2);
        bool found = lua_rawget(L, lua_upvalueindex(FIELDS)) == LUA_TNUMBER;
        cplua_slot member = {found ? key : NULL, (int)lua_tointeger(L, -1)};
        lua_pop(L, 1);
        return member;
    }
    return *slot;
}

static int read_key(lua_State *L) {
    const cplua_object *object = lua_touserdata(L, 1);
    const cplua_class *type = own_class(L, object);
    check_current(L, type, object);
    cplua_slot member = find_member(L, type);
    if (member.key == NULL) {
        return lua_type(L, 2) == LUA_TNUMBER ? read_index(L, type, object) : explain(L, type, object, 0);
    }
    if (member.entry < 0) {
        lua_rawgeti(L, lua_upvalueindex(FIELDS), -member.entry);
        return 1;
    }
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.read(L, type->context, object, member.entry >> 1);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

static int write_key(lua_State *L) {
    const cplua_object *object = lua_touserdata(L, 1);
    const cplua_class *type = own_class(L, object);
    check_current(L, type, object);
    cplua_slot member = find_member(L, type);
    if (member.key == NULL || member.entry < 0) {
        return explain(L, type, object, member.key == NULL ? 1 : 3);
    }
    if (!(member.entry & 1)) {
        return explain(L, type, object, 2);
    }
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.write(L, type->context, object, member.entry >> 1);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

static int operate(lua_State *L, const cplua_object *object, int operation) {
    const cplua_class *type = own_class(L, object);
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.operate(L, type->context, object, operation);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

static int length_of(lua_State *L) {
    check_current(L, own_class(L, lua_touserdata(L, 1)), lua_touserdata(L, 1));
    return operate(L, lua_touserdata(L, 1), CPLUA_LENGTH);
}

static int call_object(lua_State *L) {
    check_current(L, own_class(L, lua_touserdata(L, 1)), lua_touserdata(L, 1));
    return operate(L, lua_touserdata(L, 1), CPLUA_CALL);
}

// An expired object still has a name: error messages and logs must be able to show it.
static int text_of(lua_State *L) {
    const cplua_object *object = lua_touserdata(L, 1);
    const cplua_class *type = own_class(L, object);
    if ((type->operations & CPLUA_TOSTRING) && cplua_is_current(L, object)) {
        return operate(L, object, CPLUA_TOSTRING);
    }
    lua_pushstring(L, type->name);
    return 1;
}

// Lua calls this with any two userdata, one of which is of this class.
static int equal_objects(lua_State *L) {
    const cplua_object *left = cplua_to_object(L, 1), *right = cplua_to_object(L, 2);
    bool alike = left != NULL && right != NULL && left->class_id == right->class_id &&
                 left->generation == right->generation;
    if (alike && (own_class(L, left)->operations & CPLUA_EQUAL) && cplua_is_current(L, left)) {
        return operate(L, left, CPLUA_EQUAL);
    }
    lua_pushboolean(L, alike && left->a == right->a && left->b == right->b);
    return 1;
}

static int pairs_of(lua_State *L) {
    const cplua_class *type = own_class(L, lua_touserdata(L, 1));
    check_current(L, type, lua_touserdata(L, 1));
    if (type->operations & CPLUA_PAIRS) {
        return operate(L, lua_touserdata(L, 1), CPLUA_PAIRS);
    }
    return cplua_walk(L);
}

// Into the metatable on top, over the field table below it. Stack: 0.
static void install(lua_State *L, const char *name, lua_CFunction function) {
    lua_pushvalue(L, -2);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, -2, name);
}

void cplua_class_end(lua_State *L, cplua_class *type, int operations) {
    type->operations = operations;
    cplua_index_members(L, type, lua_absindex(L, -2));
    install(L, "__index", read_key);
    install(L, "__newindex", write_key);
    install(L, "__eq", equal_objects);
    install(L, "__tostring", text_of);
    if (operations & CPLUA_LENGTH) {
        install(L, "__len", length_of);
    }
    if (operations & CPLUA_CALL) {
        install(L, "__call", call_object);
    }
    if ((operations & CPLUA_PAIRS) || ((operations & CPLUA_LENGTH) && (operations & CPLUA_INDEX))) {
        install(L, "__pairs", pairs_of);
    }
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushstring(L, type->name);
    lua_setfield(L, -2, "__name");
    lua_pop(L, 2);
}

static int call_method(lua_State *L) {
    const cplua_method *method = lua_touserdata(L, lua_upvalueindex(METHOD));
    const cplua_class *type = method->type;
    const cplua_object *self = cplua_to_object(L, 1);
    if (self == NULL || self->class_id != type->id) {
        const char *name = lua_tostring(L, lua_upvalueindex(METHOD_NAME));
        return luaL_error(L, "calling '%s' on bad self (%s expected, got %s); write %s:%s(...)", name, type->name,
                          cplua_type_name(L, 1), type->name, name);
    }
    check_current(L, type, self);
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.method(L, method->box.object, self);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

void cplua_class_method(lua_State *L, cplua_class *type, const char *name, void *function) {
    type->member_count += 1;
    type->method_count += 1;
    cplua_method *method = cplua_push_box(L, function, sizeof *method);
    method->type = type;
    lua_pushstring(L, name);
    lua_pushcclosure(L, call_method, 2);
    lua_rawseti(L, -3, type->method_count);
    lua_pushstring(L, name);
    lua_pushinteger(L, -type->method_count);
    lua_rawset(L, -4);
}

// Upvalue 1 is the class, upvalue 2 the length. Arguments: the object and the last index.
static int walk_step(lua_State *L) {
    const cplua_class *type = lua_touserdata(L, lua_upvalueindex(1));
    const cplua_object *object = cplua_to_object(L, 1);
    if (object == NULL || object->class_id != type->id) {
        return luaL_error(L, "bad iterator state (%s expected, got %s)", type->name, cplua_type_name(L, 1));
    }
    check_current(L, type, object);
    lua_Integer next = luaL_checkinteger(L, 2) + 1;
    if (next < 1 || next > lua_tointeger(L, lua_upvalueindex(2))) {
        return 0;
    }
    cplua_host *host = cplua_host_of(L);
    lua_pushinteger(L, next);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.index(L, type->context, object, next);
    cplua_leave(host, side);
    return cplua_finish(L, host, results) + 1;
}

int cplua_walk(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    const cplua_object *object = cplua_to_object(L, 1);
    const cplua_class *type = host->classes[object->class_id];
    check_current(L, type, object);
    lua_pushlightuserdata(L, (void *)type);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.operate(L, type->context, object, CPLUA_LENGTH);
    cplua_leave(host, side);
    cplua_finish(L, host, results);
    lua_pushcclosure(L, walk_step, 2);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}
