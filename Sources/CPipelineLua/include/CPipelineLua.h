#ifndef CPIPELINE_LUA_H
#define CPIPELINE_LUA_H

// The C side of the Lua binding: everything that may leave by longjmp stays behind these functions.
//
// Three rules hold for the whole interface:
//  1. None of these functions leaves by longjmp when it is called from the host. What may raise runs under lua_pcallk
//     and gives a status (LUA_OK, LUA_ERRRUN, LUA_ERRMEM, LUA_ERRSYNTAX, LUA_ERRERR).
//  2. While host code runs, the allocator does not refuse; the debt is checked when control goes back to Lua. The host
//     may therefore push values without a protected call. Only memory errors of the machine remain; they end the
//     process.
//  3. Each function states its stack effect: "Stack: +1" means that one value is pushed.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

/// Book-keeping of one Lua universe: memory, generation, entries of the host. Opaque to the host.
typedef struct cplua_host cplua_host;

/// What one kind of host object answers to. Opaque to the host, freed with the state.
typedef struct cplua_class cplua_class;

/// The whole content of a host object. `a` and `b` mean what its class wants them to mean; a light object, which is a
/// number and no block of memory, has an `a` from 0 to UINT32_MAX and no `b`.
typedef struct cplua_object {
    uint32_t class_id;
    uint32_t generation;
    int64_t a;
    int64_t b;
} cplua_object;

/// Operators that a class may implement besides fields and methods.
typedef enum cplua_operation {
    CPLUA_LENGTH = 1,
    CPLUA_CALL = 2,
    CPLUA_TOSTRING = 4,
    CPLUA_EQUAL = 8,
    CPLUA_PAIRS = 16,
    CPLUA_INDEX = 32,
} cplua_operation;

/// What a script may have run into.
typedef enum cplua_limit {
    CPLUA_NO_LIMIT = 0,
    CPLUA_TIME = 1,
    CPLUA_MEMORY = 2,
    CPLUA_OUTPUT = 3,
} cplua_limit;

/// How Lua enters the host. Each `int` callback gives the number of results on top of the stack, or -1 with the error
/// value on top; the error is raised in C after the callback has returned. None may call a raising function of Lua.
typedef struct cplua_entries {
    int (*_Nonnull call)(lua_State *_Nonnull, void *_Nonnull function);
    int (*_Nonnull method)(lua_State *_Nonnull, void *_Nonnull function, const cplua_object *_Nonnull self);
    int (*_Nonnull read)(lua_State *_Nonnull, void *_Nonnull type, const cplua_object *_Nonnull self, int field);
    int (*_Nonnull write)(lua_State *_Nonnull, void *_Nonnull type, const cplua_object *_Nonnull self, int field);
    int (*_Nonnull index)(lua_State *_Nonnull, void *_Nonnull type, const cplua_object *_Nonnull self, lua_Integer key);
    int (*_Nonnull operate)(lua_State *_Nonnull, void *_Nonnull type, const cplua_object *_Nonnull self, int operation);
    /// The key stands at stack index 2. `writing` is 1 for an unknown field, 2 for a read-only one, 3 for a method.
    int (*_Nonnull unknown)(lua_State *_Nonnull, void *_Nonnull type, const cplua_object *_Nonnull self, int writing);
    /// An error is on its way to the host, or a limit was passed, and the stack that led to it still stands.
    void (*_Nonnull trace)(lua_State *_Nonnull, bool limit);
    /// Lua has dropped the last reference to a host value.
    void (*_Nonnull release)(lua_State *_Nonnull, void *_Nonnull);
} cplua_entries;

// MARK: State

/// A new universe with the default-deny environment, or NULL with the status in `status`. The limit is in bytes, 0 for
/// none. `context` comes back from cplua_context.
cplua_host *_Nullable cplua_open(size_t limit, const cplua_entries *_Nonnull entries, void *_Nonnull context,
                                 char *_Nonnull message, size_t capacity, int *_Nonnull status);

/// Runs the remaining finalizers, which release host values, and frees everything.
void cplua_close(cplua_host *_Nonnull host);

/// The thread that runs now: the main one, or the coroutine that called the host. Stack: 0.
lua_State *_Nonnull cplua_running(const cplua_host *_Nonnull host);
void *_Nonnull cplua_context(lua_State *_Nonnull L);

size_t cplua_bytes(const cplua_host *_Nonnull host);
size_t cplua_peak_bytes(const cplua_host *_Nonnull host);
/// How often the allocator has refused since the state was opened, also where a collection then made room. A script may
/// catch a memory error; this count tells.
uint64_t cplua_refusals(const cplua_host *_Nonnull host);
void cplua_set_limit(cplua_host *_Nonnull host, size_t limit);
/// Whether `bytes` more fit under the limit, after a full collection if need be. Stack: 0.
bool cplua_can_afford(lua_State *_Nonnull L, size_t bytes);
/// A full collection. Stack: 0.
void cplua_collect(cplua_host *_Nonnull host);
/// Counts host memory that lives through objects of Lua; negative when it is freed. Positive charges drive the
/// collector in proportion and may run finalizers. Stack: 0.
void cplua_charge(cplua_host *_Nonnull host, int64_t bytes);
size_t cplua_external_bytes(const cplua_host *_Nonnull host);

/// Ends the life of every object of a generation-bound class made so far. Generations are counted modulo 2^28, which is
/// what a light object has room for.
void cplua_advance_generation(cplua_host *_Nonnull host, uint32_t steps);
uint32_t cplua_generation(const cplua_host *_Nonnull host);

// MARK: Limits

/// Begins a slice: the work that shares one deadline and one count of output; a slice within a slice belongs to it.
/// 0 means no limit; a deadline is kept to some 10 ms. Slices of one turn that follow each other share the limits; turn
/// 0 shares nothing. False if the system has no thread for the watchdog.
bool cplua_open_slice(cplua_host *_Nonnull host, uint64_t turn, int64_t nanoseconds, size_t output);
void cplua_close_slice(cplua_host *_Nonnull host);
/// Counts output of the slice; false if that is more than it may make, and the script ends then.
bool cplua_count_output(cplua_host *_Nonnull host, size_t bytes);
/// The limit that has stopped a script of this state. The state is spent then: it runs nothing any more.
cplua_limit cplua_hit_limit(const cplua_host *_Nonnull host);
/// Whether a script of this state has passed a limit, or is past its deadline and about to be stopped.
bool cplua_is_past_limit(const cplua_host *_Nonnull host);
/// The next state opened by this thread fails the n-th allocation that Lua makes, and its repetition. For tests.
void cplua_fail_allocation(int64_t n);
/// The bytes that the state closed last on this thread still held, which is 0. For tests.
size_t cplua_bytes_left(void);

// MARK: Protected calls

/// Compiles text, never bytecode. Stack: +1, the function or the error.
int cplua_load(lua_State *_Nonnull L, const char *_Nullable bytes, size_t count, const char *_Nonnull name);

/// Calls the function under its arguments; `results` may be LUA_MULTRET. In a spent state it runs nothing and gives
/// LUA_ERRRUN. Stack: -(arguments + 1), then +results or the error.
int cplua_invoke(lua_State *_Nonnull L, int arguments, int results);

/// One step through the table at `table`, the key on top. Stack: -1 +2, two nils at the end; or the error.
int cplua_next(lua_State *_Nonnull L, int table);

/// The text of the value on top as `tostring` gives it, which may run code of the script. Stack: -1 +1, the text or the
/// error.
int cplua_to_text(lua_State *_Nonnull L);

/// Seeds math.random. Stack: 0, or +1 with the error.
int cplua_seed_random(lua_State *_Nonnull L, uint64_t seed);

// MARK: Values

/// Takes the value on top into the registry. Stack: -1.
int cplua_reference(lua_State *_Nonnull L);
/// Stack: 0.
void cplua_release_reference(cplua_host *_Nonnull host, int slot);
/// Stack: +1.
void cplua_push_reference(lua_State *_Nonnull L, int slot);
/// Stack: +1.
void cplua_push_globals(lua_State *_Nonnull L);
/// The values of the named fields of the table at `table`, nil for absent ones, in the order of the names. No metamethod
/// runs. Gives how many entries of the table have another key. Stack: +count.
int cplua_spread(lua_State *_Nonnull L, int table, const char *_Nonnull const *_Nonnull names, int count);
/// The sentinel that stands for a null of the outside world. Stack: +1.
void cplua_push_null(lua_State *_Nonnull L);
/// Stack: 0.
bool cplua_is_null(lua_State *_Nonnull L, int index);
/// The name of the type as messages show it; `__name` is read raw, no code runs. Stack: 0. The text belongs to Lua and
/// lives as long as the value.
const char *_Nonnull cplua_type_name(lua_State *_Nonnull L, int index);

// MARK: Host functions and errors

/// A function that enters the host with `function`, which is released when Lua drops it. Stack: +1.
void cplua_push_function(lua_State *_Nonnull L, void *_Nonnull function);
/// An error value that carries a host error; `message` is what scripts read. Stack: +1.
void cplua_push_failure(lua_State *_Nonnull L, void *_Nonnull error, const char *_Nullable message, size_t length);
/// The host error in the value at `index`, or NULL. Stack: 0.
void *_Nullable cplua_to_failure(lua_State *_Nonnull L, int index);

// MARK: Host objects

/// Whether a state has room for one more class of light objects; there may be eight. Stack: 0.
bool cplua_has_room_for_light_class(lua_State *_Nonnull L);
/// Begins a class. Stack: +2, its field table and its metatable, on which the next functions work.
cplua_class *_Nonnull cplua_class_begin(lua_State *_Nonnull L, const char *_Nonnull name, const char *_Nonnull expired,
                                        bool bound, bool light, void *_Nonnull context);
/// Stack: 0.
void cplua_class_field(lua_State *_Nonnull L, cplua_class *_Nonnull type, const char *_Nonnull name, int field,
                       bool writable);
/// Stack: 0.
void cplua_class_method(lua_State *_Nonnull L, cplua_class *_Nonnull type, const char *_Nonnull name,
                        void *_Nonnull function);
/// Installs the operators in the mask `operations` and closes the class. Stack: -2.
void cplua_class_end(lua_State *_Nonnull L, cplua_class *_Nonnull type, int operations);
/// What stands for a light class in its objects and in columns.
uint32_t cplua_class_light_number(const cplua_class *_Nonnull type);
uint32_t cplua_class_id(const cplua_class *_Nonnull type);

/// A new object of the current generation. Stack: +1.
void cplua_push_object(lua_State *_Nonnull L, const cplua_class *_Nonnull type, int64_t a, int64_t b);
/// A new object of the current generation that owns something of the host, which `release` is given when the object
/// goes. Stack: +1.
void cplua_push_owner(lua_State *_Nonnull L, const cplua_class *_Nonnull type, int64_t a, void *_Nonnull owned);
/// Whether the value at `index` is an object that owns something. Stack: 0.
bool cplua_is_owner(lua_State *_Nonnull L, int index);
/// An object as it was read before, generation included. Stack: +1.
void cplua_push_copy(lua_State *_Nonnull L, cplua_object object);
/// Copies the object at `index`; false for any other value. Stack: 0.
bool cplua_to_object(lua_State *_Nonnull L, int index, cplua_object *_Nonnull object);
/// Whether the object may still be used. Stack: 0.
bool cplua_is_current(lua_State *_Nonnull L, const cplua_object *_Nonnull object);

// MARK: Columns

/// How Lua reads a field of light objects without entering the host.
typedef enum cplua_column_kind {
    /// The values are numbers of the string pool.
    CPLUA_STRINGS = 1,
    /// The values are integers.
    CPLUA_INTEGERS = 2,
    /// The field is true where the value shares a bit with the mask.
    CPLUA_FLAGS = 3,
    /// The values are numbers of light objects, whose class is the mask, as `cplua_class_light_number` gives it.
    CPLUA_OBJECTS = 4,
} cplua_column_kind;

/// Values that the host has to be asked for: not known yet, and not to be known by a number.
#define CPLUA_UNKNOWN UINT32_MAX
#define CPLUA_UNKNOWABLE (UINT32_MAX - 1)

/// Lets Lua read `field` of the objects 0 ..< count from `values` for the rest of this generation. The values belong to
/// the host and may change at any time. Stack: 0.
void cplua_set_column(lua_State *_Nonnull L, cplua_class *_Nonnull type, int field, cplua_column_kind kind,
                      const uint32_t *_Nullable values, uint32_t count, uint32_t mask);

/// A list of what `count` values of a column of strings, integers or flags mean, with false where the host has to be
/// asked. Stack: +1.
void cplua_push_column(lua_State *_Nonnull L, cplua_column_kind kind, const uint32_t *_Nullable values, uint32_t count,
                       uint32_t mask);

/// Makes objects of `list` lists of `count` light objects of `element` for the rest of this generation: length,
/// elements and walks no longer enter the host. Stack: 0.
void cplua_set_elements(lua_State *_Nonnull L, cplua_class *_Nonnull list, const cplua_class *_Nonnull element,
                        uint32_t count);

/// The number of a string in the pool, which is given one if it is new; CPLUA_UNKNOWABLE for a long string and where
/// the pool is full. Numbers ascend from 1. Stack: 0.
uint32_t cplua_intern(lua_State *_Nonnull L, const char *_Nullable bytes, size_t count);
/// The number of a string of any length that is kept until room is made in the pool next; CPLUA_UNKNOWABLE where too
/// many are kept. Stack: 0.
uint32_t cplua_keep(lua_State *_Nonnull L, const char *_Nullable bytes, size_t count);
/// Stack: +1.
void cplua_push_interned(lua_State *_Nonnull L, uint32_t number);
/// Lets the kept strings go, and empties the pool if it is more than half full: whether it did. Columns of strings have to
/// be set anew then. Stack: 0.
bool cplua_make_room_in_pool(lua_State *_Nonnull L);

// MARK: Places in scripts

/// Where one call level stands. The pointers live as long as the level.
typedef struct cplua_location {
    const char *_Nullable source;
    const char *_Nullable name;
    char short_source[LUA_IDSIZE];
    int line;
    int defined;
    bool is_lua;
    bool is_main;
} cplua_location;

/// Fills `location` for a call level, 0 being the running function; false above the last. Stack: 0.
bool cplua_locate(lua_State *_Nonnull L, int level, cplua_location *_Nonnull location);

#endif
