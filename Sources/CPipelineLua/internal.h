#ifndef CPIPELINE_LUA_INTERNAL_H
#define CPIPELINE_LUA_INTERNAL_H

#include "CPipelineLua.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdatomic.h>

/// Where a state and the watchdog meet. `word` is 0 without a deadline, the deadline in nanoseconds of the monotonic
/// clock, or, once a limit has been passed, the cplua_limit negated: one load tells whether a script may go on.
typedef struct cplua_watch {
    _Atomic(int64_t) word;
    /// The kernel's number of the thread that runs the state, for the signal.
    _Atomic(int) thread;
    struct cplua_watch *next;
    bool listed;
} cplua_watch;

/// Strings that cross once: numbers by content here, and the strings by number in a Lua table, which readers have as
/// their upvalue. Bounded, so that a long stream keeps it flat.
typedef struct cplua_pool {
    char *bytes;
    uint32_t *ends;
    uint32_t *slots;
    uint32_t count;
    int table;
    /// Strings that are kept for the present document.
    uint32_t kept;
} cplua_pool;

/// A thread of Lua that waits for a coroutine, on the C stack of the one that resumed it.
typedef struct cplua_resumer {
    lua_State *thread;
    const struct cplua_resumer *outer;
} cplua_resumer;

struct cplua_host {
    /// What counts toward the limit: the blocks of Lua and what the host was charged for.
    size_t bytes;
    size_t external;
    size_t peak;
    size_t limit;
    uint64_t refusals;
    /// True while host code runs, false while Lua runs. A flag and not a depth: in host, Lua, host, Lua the
    /// innermost Lua must obey the limit again. Volatile, because the signal handler reads it on the same thread.
    volatile bool in_host;
    uint32_t generation;
    lua_State *main;
    /// The thread of Lua that runs; volatile for the same reason.
    lua_State *volatile running;
    const cplua_resumer *resumer;
    void *context;
    cplua_entries entries;
    cplua_class **classes;
    uint32_t class_count;
    /// The classes of light objects by their number in the object.
    cplua_class *light[8];
    uint32_t light_count;
    /// The metatable that all light userdata share, null among them.
    int light_metatable;
    cplua_pool pool;
    cplua_watch watch;
    /// The limit that has stopped a script; the state is spent then.
    cplua_limit hit;
    int slices;
    /// The work that slices share their time and output with, 0 for none; when the present one began, and what those
    /// before it took.
    uint64_t turn;
    int64_t begun;
    int64_t taken;
    size_t output;
    size_t output_limit;
    size_t collector_debt;
    /// Nested closings of coroutines.
    int closing;
    /// The request that the allocator refused last, unless a later one was granted.
    bool refused;
    void *refused_block;
    size_t refused_size;
    /// Counts down to an allocation that fails, for tests.
    int64_t failing;
};

/// What a name means in a class: a field's number, doubled, plus one if it may be assigned; or the place of a method in
/// the field table, negated.
///
/// The column of a field stands beside its name: reading one is a chain of loads, and each link counts.
typedef struct cplua_slot {
    const void *key;
    int entry;
    cplua_column_kind kind;
    const uint32_t *values;
    uint32_t count;
    uint32_t mask;
    uint32_t generation;
} cplua_slot;

struct cplua_class {
    uint32_t id;
    bool bound;
    bool light;
    uint32_t light_number;
    int operations;
    int metatable;
    /// The table of fields and methods.
    int fields;
    void *context;
    char *name;
    char *expired;
    int member_count;
    int method_count;
    /// Members by the address of their name. Lua keeps one copy of each short string and the field table pins it, so
    /// one comparison of addresses takes the place of a table access, a push and a conversion.
    cplua_slot *slots;
    uint32_t mask;
    const cplua_class *element;
    uint32_t element_count;
    uint32_t element_generation;
};

// A light object is a light userdata: bit 63, which no address of a process has, three bits for the class, 28 for the
// generation, 32 for the number of the object.
enum { CPLUA_LIGHT_CLASSES = 8 };
#define CPLUA_GENERATION_MASK 0x0FFFFFFFu

static inline bool cplua_is_light(uintptr_t bits) {
    return bits >> 63 != 0;
}

static inline uint32_t cplua_light_class(uintptr_t bits) {
    return (uint32_t)(bits >> 60) & (CPLUA_LIGHT_CLASSES - 1);
}

static inline uint32_t cplua_light_generation(uintptr_t bits) {
    return (uint32_t)(bits >> 32) & CPLUA_GENERATION_MASK;
}

static inline void *cplua_light_bits(uint32_t light_class, uint32_t generation, uint32_t number) {
    return (void *)((uintptr_t)1 << 63 | (uintptr_t)light_class << 60 | (uintptr_t)generation << 32 | number);
}

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
extern const char cplua_key_box, cplua_key_failure, cplua_key_null, cplua_key_randomseed, cplua_key_handling,
    cplua_key_limit;

static inline cplua_host *cplua_host_of(lua_State *L) {
    return *(cplua_host **)lua_getextraspace(L);
}

/// Makes `thread` the one that runs, for `L`, which waits in `waiting`.
static inline void cplua_switch(cplua_host *host, lua_State *L, lua_State *thread, cplua_resumer *waiting) {
    *waiting = (cplua_resumer){L, host->resumer};
    host->resumer = waiting;
    host->running = thread;
}

static inline void cplua_switch_back(cplua_host *host, const cplua_resumer *waiting) {
    host->resumer = waiting->outer;
    host->running = waiting->thread;
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

static inline uint32_t cplua_slot_of(const void *key, uint32_t mask) {
    return (uint32_t)(((uintptr_t)key * 0x9E3779B97F4A7C15u) >> 40) & mask;
}

/// The slot with this very key, or an empty one.
static inline const cplua_slot *cplua_find_slot(const cplua_class *type, const void *key) {
    uint32_t place = cplua_slot_of(key, type->mask);
    while (type->slots[place].key != key && type->slots[place].key != NULL) {
        place = (place + 1) & type->mask;
    }
    return &type->slots[place];
}

void *cplua_allocate(void *host, void *block, size_t old_size, size_t new_size);

/// Marks the state as spent, remembers where the script is, and arms the hook that stops it. The first limit counts.
/// Stack: 0.
void cplua_trip(cplua_host *host, cplua_limit limit);
/// Remembers where the script is, for the error of a limit; C functions in a coroutine count as their resumer's. Stack: 0.
void cplua_note_place(cplua_host *host);
/// Raises the limit that was passed, or the time limit. Raises.
int cplua_raise_limit(lua_State *L, cplua_host *host);
/// The hook that stops a script, armed with count 1 once a limit has been passed.
void cplua_stop(lua_State *L, lua_Debug *debug);
/// Makes `host` the state that runs on this system thread, or none; gives the one before.
cplua_host *cplua_bind(cplua_host *host);
/// How many allocations a state that opens now may make until one fails, 0 for all. For tests.
int64_t cplua_take_failing(void);
/// Takes the state out of the watchdog's list.
void cplua_unwatch(cplua_host *host);

/// Whether a limit has been passed: the question that everything that may run long asks.
static inline bool cplua_is_late(const cplua_host *host) {
    return atomic_load_explicit(&host->watch.word, memory_order_relaxed) < 0;
}

/// May raise. Stack: 0.
static inline void cplua_check(lua_State *L, cplua_host *host) {
    if (__builtin_expect(cplua_is_late(host), 0)) {
        cplua_raise_limit(L, host);
    }
}

/// How much work of a C loop passes between two looks at the flag: some 20 µs.
enum { CPLUA_FUEL = 8192 };

/// Counts work of a loop in C that may run long. May raise. Stack: 0.
static inline void cplua_spend(lua_State *L, cplua_host *host, size_t *fuel, size_t work) {
    if (__builtin_expect(work >= *fuel, 0)) {
        *fuel = CPLUA_FUEL;
        cplua_check(L, host);
    } else {
        *fuel -= work;
    }
}

/// Raises what a callback asked for, or the limit that it passed. Raises. Stack: 0 if it returns.
int cplua_settle(lua_State *L, cplua_host *host, int results);

static inline int cplua_finish(lua_State *L, cplua_host *host, int results) {
    if (results >= 0 && !cplua_is_late(host) && (host->limit == 0 || host->bytes <= host->limit)) {
        return results;
    }
    return cplua_settle(L, host, results);
}

/// Compiles text in small pieces, so that a deadline ends it. Stack: +1, the function or the error.
int cplua_compile(lua_State *L, const char *bytes, size_t count, const char *name);

/// A full userdata of at least the size of a box, with its metatable. Stack: +1.
void *cplua_push_box(lua_State *L, void *object, size_t size);
/// The metatables of boxes, errors and null. May raise. Stack: 0.
void cplua_install_boxes(lua_State *L);
/// The libraries, cut down to the allow-list and compared with it. May raise. Stack: 0.
void cplua_install_environment(lua_State *L);
/// Puts a closure over the original in its place; the table is on top. May raise. Stack: 0.
void cplua_wrap(lua_State *L, const char *name, lua_CFunction function);
/// Calls, coroutines, strings and tables in a form that a limit can stop. May raise. Stack: 0.
void cplua_install_calls(lua_State *L);
void cplua_install_coroutines(lua_State *L);
void cplua_install_matching(lua_State *L);
void cplua_install_strings(lua_State *L);
void cplua_install_tables(lua_State *L);
int cplua_sort(lua_State *L);
/// The length of argument 1, which must be a table or have the metamethods that make it one. May raise. Stack: 0.
lua_Integer cplua_table_length(lua_State *L, bool reads, bool writes);
/// Starts a walk over an object that has a length and an index. May raise. Stack: +3.
int cplua_walk(lua_State *L);
/// Puts the metamethods of objects into the metatable on top. May raise. Stack: 0.
void cplua_install_operators(lua_State *L, int operations);
/// Reads the member at stack index 2 by way of the host. May raise. Stack: +1, on whatever.
int cplua_read_member(lua_State *L, const cplua_class *type, const cplua_object *object);
/// The metamethod of light objects that reads. May raise. Stack: +1.
int cplua_read_light(lua_State *L);
/// Lets the host carry out an operator. May raise. Stack: +results.
int cplua_operate(lua_State *L, const cplua_class *type, const cplua_object *object, int operation);
/// Every reader goes to the host again. Stack: 0.
void cplua_forget_columns(cplua_host *host);
/// Whether the object is a list whose length and elements need no host. Stack: 0.
bool cplua_elements_are_known(const cplua_host *host, const cplua_class *type, const cplua_object *object);
/// The metamethods of light objects, in the metatable on top. May raise. Stack: 0.
void cplua_install_light_operators(lua_State *L);
/// The table of pooled strings. May raise. Stack: 0.
void cplua_open_pool(lua_State *L);
void cplua_close_pool(cplua_host *host);
/// Memory of the machine; ends the process where there is none.
void *cplua_require_memory(void *block);

#endif
