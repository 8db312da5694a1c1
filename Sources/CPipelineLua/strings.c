#include "internal.h"

#include <string.h>

// The rest of `string`, and `utf8` and `tonumber`: the functions of Lua, which end by themselves because memory bounds
// their arguments, behind a look at the flag and at what they would take too long for.

/// Where the functions of Lua are; the same in all states.
typedef struct originals {
    lua_CFunction format, pack, packsize, unpack;
} originals;

static const originals *originals_of(lua_State *L) {
    return lua_touserdata(L, lua_upvalueindex(1));
}

// MARK: rep

// Fills `count` copies with `separator` between them into the buffer at `target`.
static void fill(char *target, const char *text, size_t length, const char *separator, size_t gap, size_t count) {
    size_t unit = length + gap, total = unit * count - gap;
    memcpy(target, text, length);
    if (count == 1) {
        return;
    }
    memcpy(target + length, separator, gap);
    for (size_t done = unit; done < total; done += done) {
        memcpy(target + done, target, done < total - done ? done : total - done);
    }
}

static int repeat(lua_State *L) {
    cplua_check(L, cplua_host_of(L));
    size_t length, gap;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer count = luaL_checkinteger(L, 2);
    const char *separator = luaL_optlstring(L, 3, "", &gap);
    if (count <= 0 || length + gap == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if (length + gap < length || length + gap > (size_t)LUA_MAXINTEGER / (size_t)count) {
        return luaL_error(L, "resulting string too large");
    }
    luaL_Buffer buffer;
    size_t total = (length + gap) * (size_t)count - gap;
    // A buffer of Lua is refused without a collection, which may make the room.
    cplua_can_afford(L, total < SIZE_MAX / 2 ? 2 * total : total);
    fill(luaL_buffinitsize(L, &buffer, total), text, length, separator, gap, (size_t)count);
    luaL_pushresultsize(&buffer, total);
    return 1;
}

// MARK: format

// A format with more arguments than this is done in pieces; each conversion may take microseconds.
enum { CONVERSIONS = 64 };
// Quoting takes long for what it does.
enum { QUOTABLE = 1 << 20 };

// May raise. Stack: 0.
static void check_quoted(lua_State *L) {
    size_t total = 0;
    for (int i = 2; i <= lua_gettop(L); i++) {
        total += lua_type(L, i) == LUA_TSTRING ? lua_rawlen(L, i) : 0;
    }
    if (total > QUOTABLE) {
        luaL_error(L, "strings are too long to be quoted by '%%q' (1 MB at most)");
    }
}

// The end of a piece of the format with at most CONVERSIONS conversions, whose number is in `count`.
static const char *piece_end(const char *format, const char *end, int *count) {
    *count = 0;
    while (format < end && *count < CONVERSIONS) {
        if (*format++ == '%') {
            if (*format == '%') {
                format++;
                continue;
            }
            format += strspn(format, "-+ #0123456789.");
            format += format < end;
            *count += 1;
        }
    }
    return format;
}

// May raise. Stack: +1.
static int format_in_pieces(lua_State *L, const char *format, size_t size) {
    const char *end = format + size;
    int argument = 2, top = lua_gettop(L);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    while (format < end) {
        int count;
        const char *stop = piece_end(format, end, &count);
        cplua_check(L, cplua_host_of(L));
        luaL_checkstack(L, count + 4, NULL);
        lua_pushcfunction(L, originals_of(L)->format);
        lua_pushlstring(L, format, (size_t)(stop - format));
        int given = 0;
        for (; given < count && argument <= top; given++) {
            lua_pushvalue(L, argument++);
        }
        lua_call(L, given + 1, 1);
        luaL_addvalue(&buffer);
        format = stop;
    }
    luaL_pushresult(&buffer);
    return 1;
}

static int format_text(lua_State *L) {
    cplua_check(L, cplua_host_of(L));
    size_t size;
    const char *format = luaL_checklstring(L, 1, &size);
    if (memchr(format, 'q', size) != NULL) {
        check_quoted(L);
    }
    return lua_gettop(L) <= CONVERSIONS ? originals_of(L)->format(L) : format_in_pieces(L, format, size);
}

// MARK: pack

// Each option takes time, also where it takes no bytes. May raise. Stack: 0.
static void check_layout(lua_State *L) {
    enum { LONGEST = 64 << 10 };
    size_t size = 0;
    cplua_check(L, cplua_host_of(L));
    luaL_checklstring(L, 1, &size);
    luaL_argcheck(L, size <= LONGEST, 1, "format string is too long (64 KB at most)");
}

static int pack(lua_State *L) {
    check_layout(L);
    return originals_of(L)->pack(L);
}

static int pack_size(lua_State *L) {
    check_layout(L);
    return originals_of(L)->packsize(L);
}

static int unpack(lua_State *L) {
    check_layout(L);
    return originals_of(L)->unpack(L);
}

// Stack: 0.
static lua_CFunction original(lua_State *L, const char *name) {
    lua_getfield(L, -1, name);
    lua_CFunction function = lua_tocfunction(L, -1);
    lua_pop(L, 1);
    return function;
}

void cplua_install_strings(lua_State *L) {
    static const luaL_Reg functions[] = {{"rep", repeat},          {"format", format_text}, {"pack", pack},
                                         {"packsize", pack_size}, {"unpack", unpack},      {NULL, NULL}};
    lua_getglobal(L, "string");
    originals found = {original(L, "format"), original(L, "pack"), original(L, "packsize"), original(L, "unpack")};
    originals *kept = lua_newuserdatauv(L, sizeof *kept, 0);
    *kept = found;
    luaL_setfuncs(L, functions, 1);
    lua_pop(L, 1);
}
