// Pattern matching for string.find, match, gmatch and gsub: the algorithm of Lua 5.4's lstrlib.c, with the same results
// and messages, in a form that counts its work and so ends at a deadline. Plain search is linear.
//
// Copyright (C) 1994-2022 Lua.org, PUC-Rio.
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
// documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
// rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
// persons to whom the Software is furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
// Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
// WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
// COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
// OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

#include "matcher.h"

#include <ctype.h>
#include <string.h>

static const char *match_item(matcher *m, const char *s, const char *p);

static inline void spend(matcher *m, size_t work) {
    cplua_spend(m->L, m->host, &m->fuel, work);
}

static inline int byte_at(const char *s) {
    return (unsigned char)*s;
}

// MARK: Single characters

// The end of the single character class that begins at `p`.
static const char *class_end(matcher *m, const char *p) {
    const char *start = p;
    if (*p++ == '%') {
        if (p == m->pattern_end) {
            luaL_error(m->L, "malformed pattern (ends with '%%')");
        }
        return p + 1;
    }
    if (*start != '[') {
        return p;
    }
    if (*p == '^') {
        p++;
    }
    // A ']' at the first place stands for itself.
    do {
        if (p == m->pattern_end) {
            luaL_error(m->L, "malformed pattern (missing ']')");
        }
        if (*p++ == '%' && p < m->pattern_end) {
            p++;
        }
    } while (*p != ']');
    spend(m, (size_t)(p - start));
    return p + 1;
}

static bool is_in_class(int c, int class) {
    bool result;
    switch (tolower(class)) {
    case 'a': result = isalpha(c); break;
    case 'c': result = iscntrl(c); break;
    case 'd': result = isdigit(c); break;
    case 'g': result = isgraph(c); break;
    case 'l': result = islower(c); break;
    case 'p': result = ispunct(c); break;
    case 's': result = isspace(c); break;
    case 'u': result = isupper(c); break;
    case 'w': result = isalnum(c); break;
    case 'x': result = isxdigit(c); break;
    case 'z': result = c == 0; break;
    default: return class == c;
    }
    return isupper(class) ? !result : result;
}

// `p` is at the '[' and `last` at the ']'.
static bool is_in_set(int c, const char *p, const char *last) {
    bool found = true;
    if (p[1] == '^') {
        found = false;
        p++;
    }
    while (++p < last) {
        if (*p == '%') {
            p++;
            if (is_in_class(c, byte_at(p))) {
                return found;
            }
        } else if (p[1] == '-' && p + 2 < last) {
            p += 2;
            if (byte_at(p - 2) <= c && c <= byte_at(p)) {
                return found;
            }
        } else if (byte_at(p) == c) {
            return found;
        }
    }
    return !found;
}

static inline bool matches_one(matcher *m, const char *s, const char *p, const char *end) {
    if (s >= m->end) {
        return false;
    }
    switch (*p) {
    case '.': return true;
    case '%': return is_in_class(byte_at(s), byte_at(p + 1));
    case '[': spend(m, (size_t)(end - p)); return is_in_set(byte_at(s), p, end - 1);
    default: return byte_at(p) == byte_at(s);
    }
}

// MARK: Items

static const char *match_balance(matcher *m, const char *s, const char *p) {
    if (p >= m->pattern_end - 1) {
        luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
    }
    if (*s != *p) {
        return NULL;
    }
    int depth = 1;
    while (++s < m->end) {
        spend(m, 1);
        if (*s == p[1]) {
            if (--depth == 0) {
                return s + 1;
            }
        } else if (*s == p[0]) {
            depth++;
        }
    }
    return NULL;
}

static const char *expand_most(matcher *m, const char *s, const char *p, const char *end) {
    ptrdiff_t count = 0;
    while (matches_one(m, s + count, p, end)) {
        count++;
    }
    spend(m, (size_t)count);
    for (; count >= 0; count--) {
        const char *result = match_item(m, s + count, end + 1);
        if (result != NULL) {
            return result;
        }
    }
    return NULL;
}

static const char *expand_least(matcher *m, const char *s, const char *p, const char *end) {
    for (;;) {
        const char *result = match_item(m, s, end + 1);
        if (result != NULL) {
            return result;
        }
        if (!matches_one(m, s, p, end)) {
            return NULL;
        }
        s++;
    }
}

static const char *start_capture(matcher *m, const char *s, const char *p, ptrdiff_t kind) {
    if (m->level >= MOST_CAPTURES) {
        luaL_error(m->L, "too many captures");
    }
    m->captures[m->level++] = (capture){s, kind};
    const char *result = match_item(m, s, p);
    if (result == NULL) {
        m->level--;
    }
    return result;
}

static const char *end_capture(matcher *m, const char *s, const char *p) {
    int open = m->level - 1;
    while (open >= 0 && m->captures[open].length != CAPTURE_OPEN) {
        open--;
    }
    if (open < 0) {
        luaL_error(m->L, "invalid pattern capture");
    }
    m->captures[open].length = s - m->captures[open].start;
    const char *result = match_item(m, s, p);
    if (result == NULL) {
        m->captures[open].length = CAPTURE_OPEN;
    }
    return result;
}

static const char *match_capture(matcher *m, const char *s, int digit) {
    int number = digit - '1';
    if (number < 0 || number >= m->level || m->captures[number].length == CAPTURE_OPEN) {
        luaL_error(m->L, "invalid capture index %%%d", number + 1);
    }
    size_t length = (size_t)m->captures[number].length;
    spend(m, length / 16);
    bool same = (size_t)(m->end - s) >= length && memcmp(m->captures[number].start, s, length) == 0;
    return same ? s + length : NULL;
}

// Whether the border that `%f[set]` asks for is at `s`; moves `p` behind it.
static bool is_frontier(matcher *m, const char *s, const char **p) {
    const char *set = *p + 2;
    if (*set != '[') {
        luaL_error(m->L, "missing '[' after '%%f' in pattern");
    }
    *p = class_end(m, set);
    int before = s == m->start ? 0 : byte_at(s - 1);
    return !is_in_set(before, set, *p - 1) && is_in_set(byte_at(s), set, *p - 1);
}

// What a step of the loop in match_item leaves to do: go on at the new place, or this is the result.
typedef enum progress { GO_ON, DONE } progress;

static progress match_single(matcher *m, const char **s, const char **p) {
    const char *end = class_end(m, *p);
    char suffix = *end;
    if (!matches_one(m, *s, *p, end)) {
        if (suffix == '*' || suffix == '?' || suffix == '-') {
            *p = end + 1;
            return GO_ON;
        }
        *s = NULL;
        return DONE;
    }
    const char *result;
    switch (suffix) {
    case '?':
        result = match_item(m, *s + 1, end + 1);
        *p = end + 1;
        *s = result != NULL ? result : *s;
        return result != NULL ? DONE : GO_ON;
    case '+': *s = expand_most(m, *s + 1, *p, end); return DONE;
    case '*': *s = expand_most(m, *s, *p, end); return DONE;
    case '-': *s = expand_least(m, *s, *p, end); return DONE;
    default: *s += 1; *p = end; return GO_ON;
    }
}

static progress match_escape(matcher *m, const char **s, const char **p) {
    switch ((*p)[1]) {
    case 'b':
        *s = match_balance(m, *s, *p + 2);
        *p += 4;
        return *s != NULL ? GO_ON : DONE;
    case 'f':
        if (is_frontier(m, *s, p)) {
            return GO_ON;
        }
        *s = NULL;
        return DONE;
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        *s = match_capture(m, *s, byte_at(*p + 1));
        *p += 2;
        return *s != NULL ? GO_ON : DONE;
    default: return match_single(m, s, p);
    }
}

static progress match_step(matcher *m, const char **s, const char **p) {
    switch (**p) {
    case '(':
        *s = (*p)[1] == ')' ? start_capture(m, *s, *p + 2, CAPTURE_POSITION) : start_capture(m, *s, *p + 1, CAPTURE_OPEN);
        return DONE;
    case ')': *s = end_capture(m, *s, *p + 1); return DONE;
    case '$':
        if (*p + 1 != m->pattern_end) {
            return match_single(m, s, p);
        }
        *s = *s == m->end ? *s : NULL;
        return DONE;
    case '%': return match_escape(m, s, p);
    default: return match_single(m, s, p);
    }
}

static const char *match_item(matcher *m, const char *s, const char *p) {
    if (m->depth-- == 0) {
        luaL_error(m->L, "pattern too complex");
    }
    do {
        spend(m, 1);
    } while (p != m->pattern_end && match_step(m, &s, &p) == GO_ON);
    m->depth++;
    return s;
}

// MARK: Interface

void cplua_prepare(matcher *m, lua_State *L, const char *subject, size_t length, const char *pattern, size_t size) {
    m->L = L;
    m->host = cplua_host_of(L);
    m->start = subject;
    m->end = subject + length;
    m->pattern_end = pattern + size;
    m->fuel = CPLUA_FUEL;
}

const char *cplua_match(matcher *m, const char *s, const char *p) {
    m->level = 0;
    m->depth = MATCH_DEPTH;
    return match_item(m, s, p);
}

ptrdiff_t cplua_get_capture(matcher *m, int number, const char *s, const char *end, const char **text) {
    if (number >= m->level) {
        if (number != 0) {
            luaL_error(m->L, "invalid capture index %%%d", number + 1);
        }
        *text = s;
        return end - s;
    }
    ptrdiff_t length = m->captures[number].length;
    *text = m->captures[number].start;
    if (length == CAPTURE_OPEN) {
        luaL_error(m->L, "unfinished capture");
    } else if (length == CAPTURE_POSITION) {
        lua_pushinteger(m->L, *text - m->start + 1);
    }
    return length;
}

void cplua_push_capture(matcher *m, int number, const char *s, const char *end) {
    const char *text;
    ptrdiff_t length = cplua_get_capture(m, number, s, end, &text);
    if (length != CAPTURE_POSITION) {
        lua_pushlstring(m->L, text, (size_t)length);
    }
}

int cplua_push_captures(matcher *m, const char *s, const char *end) {
    int count = m->level == 0 && s != NULL ? 1 : m->level;
    luaL_checkstack(m->L, count, "too many captures");
    for (int number = 0; number < count; number++) {
        cplua_push_capture(m, number, s, end);
    }
    return count;
}
