#ifndef CPIPELINE_LUA_INTERNAL_H
#define CPIPELINE_LUA_INTERNAL_H

#include "CPipelineLua.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdatomic.h>

/// The stop flag of a state. The time limit will set it from another thread; library functions, the allocator and the
/// trampoline are the places that read it. Nothing sets it so far.
typedef struct cplua_watch {
    _Atomic(int) tripped;
} cplua_watch;

struct cplua_host {
    size_t bytes;
    size_t peak;
    size_t limit;
    uint64_t refusals;
    /// True while host code runs, false while Lua runs. A flag and not a depth: in host, Lua, host, Lua the
    /// innermost Lua must obey the limit again.
    bool in_host;
    uint32_t generation;
    lua_State *main;
    lua_State *running;
    void *context;
    cplua_entries entries;
    cplua_class **classes;
    uint32_t class_count;
    cplua_watch watch;
    int refusal_line;
    char refusal_source[LUA_IDSIZE];
};

/// What a name means in a class: a field's number, doubled, plus one if it may be assigned; or the place of a method in
/// the field table, negated.
typedef struct cplua_slot {
    const char *key;
    int entry;
} cplua_slot;

struct cplua_class {
    uint32_t id;
    bool bound;
    int operations;
    int metatable;
    void *context;
    char *name;
    char *expired;
    int member_count;
    int method_count;
    /// Members by the address of their name. Lua keeps one copy of each short string and the field table pins it, so
    /// one comparison of addresses takes the place of a table access, a push and a conversion.
    cplua_slot *slots;
    uint32_t mask;
};

/// The userdata behind a host function or a host error. It is smaller than cplua_object, which keeps the two apart.
typedef struct cplua_box {
    void *object;
} cplua_box;

/// The box of a method knows whose it is.
typedef struct cplua_method {
    cplua_box box;
    const cplua_class *type;
} cplua_method;

/// Addresses that serve as registry keys.
extern const char cplua_key_box, cplua_key_failure, cplua_key_null, cplua_key_randomseed, cplua_key_handling;

static inline cplua_host *cplua_host_of(lua_State *L) {
    return *(cplua_host **)lua_getextraspace(L);
}

/// State of the border between host and Lua, to be put back after a crossing.
typedef struct cplua_side {
    bool in_host;
    lua_State *running;
} cplua_side;

static inline cplua_side cplua_enter_host(cplua_host *host, lua_State *L) {
    cplua_side side = {host->in_host, host->running};
    host->in_host = true;
    host->running = L;
    return side;
}

static inline cplua_side cplua_enter_lua(cplua_host *host) {
    cplua_side side = {host->in_host, host->running};
    host->in_host = false;
    return side;
}

static inline void cplua_leave(cplua_host *host, cplua_side side) {
    host->in_host = side.in_host;
    host->running = side.running;
}

static inline uint32_t cplua_slot_of(const char *key, uint32_t mask) {
    return (uint32_t)(((uintptr_t)key * 0x9E3779B97F4A7C15u) >> 40) & mask;
}

/// The slot with this very key, or an empty one.
static inline const cplua_slot *cplua_find_slot(const cplua_class *type, const char *key) {
    uint32_t place = cplua_slot_of(key, type->mask);
    while (type->slots[place].key != key && type->slots[place].key != NULL) {
        place = (place + 1) & type->mask;
    }
    return &type->slots[place];
}

/// Fills the slots from the field table at `fields`. Stack: 0.
void cplua_index_members(lua_State *L, cplua_class *type, int fields);

void *cplua_allocate(void *host, void *block, size_t old_size, size_t new_size);

/// Raises what a callback asked for, or the memory debt it made. Raises. Stack: 0 if it returns.
int cplua_settle(lua_State *L, cplua_host *host, int results);

static inline int cplua_finish(lua_State *L, cplua_host *host, int results) {
    if (results >= 0 && (host->limit == 0 || host->bytes <= host->limit)) {
        return results;
    }
    return cplua_settle(L, host, results);
}

/// A full userdata of at least the size of a box, with its metatable. Stack: +1.
void *cplua_push_box(lua_State *L, void *object, size_t size);
/// The metatables of boxes, errors and null. May raise. Stack: 0.
void cplua_install_boxes(lua_State *L);
/// The libraries, cut down to the allow-list and compared with it. May raise. Stack: 0.
void cplua_install_environment(lua_State *L);
/// Starts a walk over an object that has a length and an index. May raise. Stack: +3.
int cplua_walk(lua_State *L);

#endif
