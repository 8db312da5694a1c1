#ifndef CPIPELINE_LUA_MATCHER_H
#define CPIPELINE_LUA_MATCHER_H

#include "internal.h"

/// Lengths that say something else about a capture.
enum { CAPTURE_OPEN = -1, CAPTURE_POSITION = -2 };
/// How deep a match may nest, and how many captures a pattern may have.
enum { MATCH_DEPTH = 200, MOST_CAPTURES = 32 };

typedef struct capture {
    const char *start;
    ptrdiff_t length;
} capture;

/// One subject with one pattern.
typedef struct matcher {
    lua_State *L;
    cplua_host *host;
    const char *start;
    const char *end;
    const char *pattern_end;
    size_t fuel;
    int depth;
    int level;
    capture captures[MOST_CAPTURES];
} matcher;

/// Stack: 0.
void cplua_prepare(matcher *m, lua_State *L, const char *subject, size_t length, const char *pattern, size_t size);
/// The end of the match of `p` that begins at `s`, or NULL. May raise. Stack: 0.
const char *cplua_match(matcher *m, const char *s, const char *p);
/// The length of a capture, with its text; for a position, the position. May raise. Stack: 0, or +1 with the position.
ptrdiff_t cplua_get_capture(matcher *m, int number, const char *s, const char *end, const char **text);
/// May raise. Stack: +1.
void cplua_push_capture(matcher *m, int number, const char *s, const char *end);
/// All captures; the whole match if there are none and `s` is not NULL. May raise. Stack: +count.
int cplua_push_captures(matcher *m, const char *s, const char *end);

#endif
