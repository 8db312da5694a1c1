#include "internal.h"

// The metamethods of host objects. Scripts cannot get hold of them (`__metatable` is false and there is no debug
// library), so argument 1 is always an object, or null, which shares its metatable with the light ones. Methods are
// ordinary values that scripts pass around, so they check their first argument.

// Longer strings have no single copy in Lua 5.4 (LUAI_MAXSHORTLEN).
enum { SHORT_STRING = 40 };
// Upvalues of a method.
enum { METHOD = 1, METHOD_NAME = 2 };

// The object at argument 1. Raises for null.
static cplua_object self_of(lua_State *L, const char *action) {
    cplua_object object;
    if (!cplua_to_object(L, 1, &object)) {
        luaL_error(L, "attempt to %s a %s value", action, cplua_type_name(L, 1));
    }
    return object;
}

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

// What a name means.
typedef struct cplua_member {
    const void *key;
    int entry;
} cplua_member;

// What the key at index 2 means, without a key if nothing. A long name is a copy of its own and needs the table. Stack: 0.
static cplua_member find_member(lua_State *L, const cplua_class *type) {
    const void *key = lua_topointer(L, 2);
    if (key == NULL) {
        return (cplua_member){NULL, 0};
    }
    const cplua_slot *slot = cplua_find_slot(type, key);
    if (slot->key == NULL && lua_type(L, 2) == LUA_TSTRING && lua_rawlen(L, 2) > SHORT_STRING) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, type->fields);
        lua_pushvalue(L, 2);
        bool found = lua_rawget(L, -2) == LUA_TNUMBER;
        cplua_member member = {found ? key : NULL, (int)lua_tointeger(L, -1)};
        lua_pop(L, 2);
        return member;
    }
    return (cplua_member){slot->key, slot->entry};
}

int cplua_read_member(lua_State *L, const cplua_class *type, const cplua_object *object) {
    check_current(L, type, object);
    cplua_member member = find_member(L, type);
    if (member.key == NULL) {
        return lua_type(L, 2) == LUA_TNUMBER ? read_index(L, type, object) : explain(L, type, object, 0);
    }
    if (member.entry < 0) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, type->fields);
        lua_rawgeti(L, -1, -member.entry);
        return 1;
    }
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.read(L, type->context, object, member.entry >> 1);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

static int read_key(lua_State *L) {
    const cplua_object *object = lua_touserdata(L, 1);
    return cplua_read_member(L, own_class(L, object), object);
}

static int write_key(lua_State *L) {
    cplua_object object = self_of(L, "index");
    const cplua_class *type = own_class(L, &object);
    check_current(L, type, &object);
    cplua_member member = find_member(L, type);
    if (member.key == NULL || member.entry < 0) {
        return explain(L, type, &object, member.key == NULL ? 1 : 3);
    }
    if (!(member.entry & 1)) {
        return explain(L, type, &object, 2);
    }
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.write(L, type->context, &object, member.entry >> 1);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

int cplua_operate(lua_State *L, const cplua_class *type, const cplua_object *object, int operation) {
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.operate(L, type->context, object, operation);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

// The metatable of light objects is one for all classes, so what a class lacks is found out here.
static int operate_if_offered(lua_State *L, int operation, const char *action) {
    cplua_object object = self_of(L, action);
    const cplua_class *type = own_class(L, &object);
    check_current(L, type, &object);
    if (!(type->operations & operation)) {
        return luaL_error(L, "attempt to %s a %s value", action, type->name);
    }
    return cplua_operate(L, type, &object, operation);
}

static int length_of(lua_State *L) {
    cplua_object object;
    if (cplua_to_object(L, 1, &object)) {
        const cplua_class *type = own_class(L, &object);
        if (cplua_elements_are_known(cplua_host_of(L), type, &object)) {
            lua_pushinteger(L, type->element_count);
            return 1;
        }
    }
    return operate_if_offered(L, CPLUA_LENGTH, "get length of");
}

static int call_object(lua_State *L) {
    return operate_if_offered(L, CPLUA_CALL, "call");
}

// An expired object still has a name: error messages and logs must be able to show it.
static int text_of(lua_State *L) {
    cplua_object object;
    if (!cplua_to_object(L, 1, &object)) {
        lua_pushstring(L, cplua_type_name(L, 1));
        return 1;
    }
    const cplua_class *type = own_class(L, &object);
    if ((type->operations & CPLUA_TOSTRING) && cplua_is_current(L, &object)) {
        return cplua_operate(L, type, &object, CPLUA_TOSTRING);
    }
    lua_pushstring(L, type->name);
    return 1;
}

// Lua calls this with any two full userdata, one of which is of this class.
static int equal_objects(lua_State *L) {
    cplua_object left, right;
    bool alike = cplua_to_object(L, 1, &left) && cplua_to_object(L, 2, &right) && left.class_id == right.class_id &&
                 left.generation == right.generation;
    if (alike && (own_class(L, &left)->operations & CPLUA_EQUAL) && cplua_is_current(L, &left)) {
        return cplua_operate(L, own_class(L, &left), &left, CPLUA_EQUAL);
    }
    lua_pushboolean(L, alike && left.a == right.a && left.b == right.b);
    return 1;
}

static int pairs_of(lua_State *L) {
    cplua_object object = self_of(L, "iterate over");
    const cplua_class *type = own_class(L, &object);
    check_current(L, type, &object);
    bool is_list = (type->operations & CPLUA_LENGTH) && (type->operations & CPLUA_INDEX);
    return is_list && !(type->operations & CPLUA_PAIRS) ? cplua_walk(L)
                                                        : operate_if_offered(L, CPLUA_PAIRS, "iterate over");
}

// Lua itself calls every light userdata "userdata".
static int refuse_concat(lua_State *L) {
    int operand = lua_type(L, 1) == LUA_TLIGHTUSERDATA ? 1 : 2;
    return luaL_error(L, "attempt to concatenate a %s value", cplua_type_name(L, operand));
}

// Into the metatable on top. Stack: 0.
static void install(lua_State *L, const char *name, lua_CFunction function) {
    lua_pushcfunction(L, function);
    lua_setfield(L, -2, name);
}

void cplua_install_operators(lua_State *L, int operations) {
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
}

void cplua_install_light_operators(lua_State *L) {
    static const luaL_Reg operators[] = {{"__newindex", write_key}, {"__tostring", text_of}, {"__len", length_of},
                                         {"__call", call_object},   {"__pairs", pairs_of},
                                         {"__concat", refuse_concat}, {NULL, NULL}};
    luaL_setfuncs(L, operators, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, cplua_host_of(L)->pool.table);
    lua_pushcclosure(L, cplua_read_light, 1);
    lua_setfield(L, -2, "__index");
}

static int call_method(lua_State *L) {
    const cplua_method *method = lua_touserdata(L, lua_upvalueindex(METHOD));
    const cplua_class *type = method->type;
    cplua_object self;
    if (!cplua_to_object(L, 1, &self) || self.class_id != type->id) {
        const char *name = lua_tostring(L, lua_upvalueindex(METHOD_NAME));
        return luaL_error(L, "calling '%s' on bad self (%s expected, got %s); write %s:%s(...)", name, type->name,
                          cplua_type_name(L, 1), type->name, name);
    }
    check_current(L, type, &self);
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.method(L, method->box.object, &self);
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
