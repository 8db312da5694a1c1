#include "internal.h"

// The metamethods of host objects. Scripts cannot get hold of them (`__metatable` is false and there is no debug
// library), so argument 1 is always an object of the class in the upvalue. Methods are ordinary values that scripts
// pass around, so they check their first argument.

// Upvalues of every metamethod.
enum { CLASS = 1, FIELDS = 2 };
// Upvalues of a method.
enum { METHOD_CLASS = 1, METHOD_BOX = 2, METHOD_NAME = 3 };

static const cplua_class *own_class(lua_State *L) {
    return lua_touserdata(L, lua_upvalueindex(CLASS));
}

static void check_current(lua_State *L, const cplua_class *type, const cplua_object *object) {
    if (type->bound && object->generation != cplua_host_of(L)->generation) {
        luaL_error(L, "%s", type->expired);
    }
}

static int explain(lua_State *L, const cplua_class *type, const cplua_object *object, int writing) {
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->callbacks.unknown(L, type->context, object, writing);
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
    int results = host->callbacks.index(L, type->context, object, key);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

static int read_key(lua_State *L) {
    const cplua_class *type = own_class(L);
    const cplua_object *object = lua_touserdata(L, 1);
    check_current(L, type, object);
    if (lua_type(L, 2) == LUA_TNUMBER) {
        return read_index(L, type, object);
    }
    lua_pushvalue(L, 2);
    int found = lua_rawget(L, lua_upvalueindex(FIELDS));
    if (found == LUA_TFUNCTION) {
        return 1;
    }
    if (found != LUA_TNUMBER) {
        lua_settop(L, 2);
        return explain(L, type, object, 0);
    }
    int field = (int)(lua_tointeger(L, -1) >> 1);
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->callbacks.read(L, type->context, object, field);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

static int write_key(lua_State *L) {
    const cplua_class *type = own_class(L);
    const cplua_object *object = lua_touserdata(L, 1);
    check_current(L, type, object);
    lua_pushvalue(L, 2);
    int found = lua_rawget(L, lua_upvalueindex(FIELDS));
    lua_Integer entry = lua_tointeger(L, -1);
    lua_settop(L, 3);
    if (found != LUA_TNUMBER) {
        return explain(L, type, object, found == LUA_TFUNCTION ? 3 : 1);
    }
    if (!(entry & 1)) {
        return explain(L, type, object, 2);
    }
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->callbacks.write(L, type->context, object, (int)(entry >> 1));
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

static int operate(lua_State *L, const cplua_object *object, int operation) {
    const cplua_class *type = own_class(L);
    cplua_host *host = cplua_host_of(L);
    cplua_side side = cplua_enter_host(host, L);
    int results = host->callbacks.operate(L, type->context, object, operation);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

static int length_of(lua_State *L) {
    check_current(L, own_class(L), lua_touserdata(L, 1));
    return operate(L, lua_touserdata(L, 1), CPLUA_LENGTH);
}

static int call_object(lua_State *L) {
    check_current(L, own_class(L), lua_touserdata(L, 1));
    return operate(L, lua_touserdata(L, 1), CPLUA_CALL);
}

// An expired object still has a name: error messages and logs must be able to show it.
static int text_of(lua_State *L) {
    const cplua_class *type = own_class(L);
    const cplua_object *object = lua_touserdata(L, 1);
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
    if (alike && (own_class(L)->operations & CPLUA_EQUAL) && cplua_is_current(L, left)) {
        return operate(L, left, CPLUA_EQUAL);
    }
    lua_pushboolean(L, alike && left->a == right->a && left->b == right->b);
    return 1;
}

static int pairs_of(lua_State *L) {
    const cplua_class *type = own_class(L);
    check_current(L, type, lua_touserdata(L, 1));
    if (type->operations & CPLUA_PAIRS) {
        return operate(L, lua_touserdata(L, 1), CPLUA_PAIRS);
    }
    return cplua_walk(L);
}

// Stack: +1, the closure over class and field table; both stand below the metatable.
static void install(lua_State *L, cplua_class *type, const char *name, lua_CFunction function) {
    lua_pushlightuserdata(L, type);
    lua_pushvalue(L, -3);
    lua_pushcclosure(L, function, 2);
    lua_setfield(L, -2, name);
}

void cplua_class_end(lua_State *L, cplua_class *type, int operations) {
    type->operations = operations;
    install(L, type, "__index", read_key);
    install(L, type, "__newindex", write_key);
    install(L, type, "__eq", equal_objects);
    install(L, type, "__tostring", text_of);
    if (operations & CPLUA_LENGTH) {
        install(L, type, "__len", length_of);
    }
    if (operations & CPLUA_CALL) {
        install(L, type, "__call", call_object);
    }
    if ((operations & CPLUA_PAIRS) || ((operations & CPLUA_LENGTH) && (operations & CPLUA_INDEX))) {
        install(L, type, "__pairs", pairs_of);
    }
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushstring(L, type->name);
    lua_setfield(L, -2, "__name");
    lua_pop(L, 2);
}

static int call_method(lua_State *L) {
    const cplua_class *type = lua_touserdata(L, lua_upvalueindex(METHOD_CLASS));
    const cplua_object *self = cplua_to_object(L, 1);
    if (self == NULL || self->class_id != type->id) {
        const char *method = lua_tostring(L, lua_upvalueindex(METHOD_NAME));
        return luaL_error(L, "calling '%s' on bad self (%s expected, got %s); write %s:%s(...)", method, type->name,
                          cplua_type_name(L, 1), type->name, method);
    }
    check_current(L, type, self);
    cplua_host *host = cplua_host_of(L);
    cplua_box *box = lua_touserdata(L, lua_upvalueindex(METHOD_BOX));
    cplua_side side = cplua_enter_host(host, L);
    int results = host->callbacks.method(L, box->object, self);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

void cplua_class_method(lua_State *L, cplua_class *type, const char *name, void *function) {
    lua_pushstring(L, name);
    lua_pushlightuserdata(L, type);
    cplua_push_box(L, function);
    lua_pushvalue(L, -3);
    lua_pushcclosure(L, call_method, 3);
    lua_rawset(L, -4);
}

// Upvalue 1 is the class, upvalue 2 the length. Arguments: the object and the last index.
static int walk_step(lua_State *L) {
    const cplua_class *type = own_class(L);
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
    int results = host->callbacks.index(L, type->context, object, next);
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
    int results = host->callbacks.operate(L, type->context, object, CPLUA_LENGTH);
    cplua_leave(host, side);
    cplua_finish(L, host, results);
    lua_pushcclosure(L, walk_step, 2);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}
