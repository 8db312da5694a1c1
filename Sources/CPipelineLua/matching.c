#define _GNU_SOURCE
#include "matcher.h"

#include <ctype.h>
#include <string.h>

// string.find, match, gmatch and gsub over the matcher, after Lua 5.4's lstrlib.c; the licence stands in matcher.c.

// A start position as scripts give it, clipped to 1 from below.
static size_t start_position(lua_Integer position, size_t length) {
    if (position > 0) {
        return (size_t)position;
    }
    if (position == 0 || position < -(lua_Integer)length) {
        return 1;
    }
    return length + (size_t)position + 1;
}

static bool is_plain(const char *pattern, size_t size) {
    for (size_t done = 0; done <= size; done += strlen(pattern + done) + 1) {
        if (strpbrk(pattern + done, "^$*+?.([%-") != NULL) {
            return false;
        }
    }
    return true;
}

// memmem is linear, but slow to start.
static const char *find_bytes(const char *text, size_t length, const char *pattern, size_t size) {
    enum { SHORT = 4096 };
    if (size > length || length * size > SHORT) {
        return memmem(text, length, pattern, size);
    }
    const char *last = text + length - size;
    while (text <= last && (text = memchr(text, *pattern, (size_t)(last - text) + 1)) != NULL) {
        if (memcmp(text, pattern, size) == 0) {
            return text;
        }
        text++;
    }
    return NULL;
}

// Stack: +2, or +1 with nil.
static int find_plain(lua_State *L, const char *text, size_t length, size_t from, const char *pattern, size_t size) {
    const char *found = size == 0 ? text + from : find_bytes(text + from, length - from, pattern, size);
    if (found == NULL) {
        luaL_pushfail(L);
        return 1;
    }
    lua_pushinteger(L, found - text + 1);
    lua_pushinteger(L, found - text + (ptrdiff_t)size);
    return 2;
}

// Stack: +results.
static int find_pattern(lua_State *L, const char *text, size_t length, size_t from, bool find) {
    size_t size;
    const char *pattern = lua_tolstring(L, 2, &size);
    bool anchored = *pattern == '^';
    matcher m;
    cplua_prepare(&m, L, text, length, pattern, size);
    pattern += anchored;
    const char *s = text + from;
    do {
        const char *end = cplua_match(&m, s, pattern);
        if (end != NULL && find) {
            lua_pushinteger(L, s - text + 1);
            lua_pushinteger(L, end - text);
            return cplua_push_captures(&m, NULL, NULL) + 2;
        }
        if (end != NULL) {
            return cplua_push_captures(&m, s, end);
        }
    } while (s++ < m.end && !anchored);
    luaL_pushfail(L);
    return 1;
}

static int search(lua_State *L, bool find) {
    size_t length, size;
    cplua_check(L, cplua_host_of(L));
    const char *text = luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &size);
    size_t from = start_position(luaL_optinteger(L, 3, 1), length) - 1;
    if (from > length) {
        luaL_pushfail(L);
        return 1;
    }
    if (find && (lua_toboolean(L, 4) || is_plain(pattern, size))) {
        return find_plain(L, text, length, from, pattern, size);
    }
    return find_pattern(L, text, length, from, find);
}

static int find(lua_State *L) {
    return search(L, true);
}

static int match(lua_State *L) {
    return search(L, false);
}

// MARK: gmatch

typedef struct iteration {
    matcher m;
    const char *next;
    const char *pattern;
    const char *last;
} iteration;

// Upvalues: the text, the pattern, the iteration.
static int next_match(lua_State *L) {
    iteration *state = lua_touserdata(L, lua_upvalueindex(3));
    state->m.L = L;
    for (const char *s = state->next; s <= state->m.end; s++) {
        const char *end = cplua_match(&state->m, s, state->pattern);
        if (end != NULL && end != state->last) {
            state->next = state->last = end;
            return cplua_push_captures(&state->m, s, end);
        }
    }
    return 0;
}

static int match_all(lua_State *L) {
    size_t length, size;
    cplua_check(L, cplua_host_of(L));
    const char *text = luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &size);
    size_t from = start_position(luaL_optinteger(L, 3, 1), length) - 1;
    lua_settop(L, 2);
    iteration *state = lua_newuserdatauv(L, sizeof *state, 0);
    cplua_prepare(&state->m, L, text, length, pattern, size);
    state->next = text + (from > length ? length + 1 : from);
    state->pattern = pattern;
    state->last = NULL;
    lua_pushcclosure(L, next_match, 3);
    return 1;
}

// MARK: gsub

// Adds the replacement string, which is argument 3, with its captures. May raise. Stack: 0.
static void add_string(matcher *m, luaL_Buffer *buffer, const char *s, const char *end) {
    size_t length;
    const char *text = lua_tolstring(m->L, 3, &length), *stop = text + length, *escape;
    while ((escape = memchr(text, '%', (size_t)(stop - text))) != NULL) {
        luaL_addlstring(buffer, text, (size_t)(escape - text));
        char what = escape[1];
        const char *captured;
        if (what == '%') {
            luaL_addchar(buffer, '%');
        } else if (what == '0') {
            luaL_addlstring(buffer, s, (size_t)(end - s));
        } else if (isdigit((unsigned char)what)) {
            ptrdiff_t size = cplua_get_capture(m, what - '1', s, end, &captured);
            if (size == CAPTURE_POSITION) {
                luaL_addvalue(buffer);
            } else {
                luaL_addlstring(buffer, captured, (size_t)size);
            }
        } else {
            luaL_error(m->L, "invalid use of '%c' in replacement string", '%');
        }
        text = escape + 2;
        cplua_spend(m->L, m->host, &m->fuel, 1);
    }
    luaL_addlstring(buffer, text, (size_t)(stop - text));
}

// Adds what stands for one match; false if the match itself stays. May raise. Stack: 0.
static bool add_replacement(matcher *m, luaL_Buffer *buffer, const char *s, const char *end, int type) {
    lua_State *L = m->L;
    if (type == LUA_TFUNCTION) {
        lua_pushvalue(L, 3);
        int count = cplua_push_captures(m, s, end);
        lua_call(L, count, 1);
    } else if (type == LUA_TTABLE) {
        cplua_push_capture(m, 0, s, end);
        lua_gettable(L, 3);
    } else {
        add_string(m, buffer, s, end);
        return true;
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(buffer, s, (size_t)(end - s));
        return false;
    }
    if (!lua_isstring(L, -1)) {
        luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    }
    luaL_addvalue(buffer);
    return true;
}

// Replaces at most `limit` matches in the subject of `m`. May raise. Stack: +1, the number of matches being in `count`.
static void substitute(matcher *m, const char *pattern, int type, lua_Integer limit, lua_Integer *count) {
    bool anchored = *pattern == '^', changed = false;
    const char *s = m->start, *last = NULL;
    luaL_Buffer buffer;
    luaL_buffinit(m->L, &buffer);
    pattern += anchored;
    *count = 0;
    while (*count < limit) {
        const char *end = cplua_match(m, s, pattern);
        if (end != NULL && end != last) {
            *count += 1;
            changed |= add_replacement(m, &buffer, s, end, type);
            s = last = end;
        } else if (s < m->end) {
            luaL_addchar(&buffer, *s++);
        } else {
            break;
        }
        if (anchored) {
            break;
        }
    }
    if (!changed) {
        lua_pushvalue(m->L, 1);
        return;
    }
    luaL_addlstring(&buffer, s, (size_t)(m->end - s));
    luaL_pushresult(&buffer);
}

static int replace_all(lua_State *L) {
    size_t length, size;
    cplua_check(L, cplua_host_of(L));
    const char *text = luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &size);
    int type = lua_type(L, 3);
    lua_Integer limit = luaL_optinteger(L, 4, (lua_Integer)length + 1), count;
    bool fits = type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE;
    luaL_argexpected(L, fits, 3, "string/function/table");
    matcher m;
    cplua_prepare(&m, L, text, length, pattern, size);
    substitute(&m, pattern, type, limit, &count);
    lua_pushinteger(L, count);
    return 2;
}

void cplua_install_matching(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"find", find}, {"match", match}, {"gmatch", match_all}, {"gsub", replace_all}, {NULL, NULL}};
    lua_getglobal(L, "string");
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}
