#include "internal.h"

#include <string.h>

bool cplua_locate(lua_State *L, int level, cplua_location *location) {
    lua_Debug debug;
    if (!lua_getstack(L, level, &debug)) {
        return false;
    }
    // "L" and "f" are left out on purpose: they push, and "L" may raise.
    lua_getinfo(L, "Snl", &debug);
    location->source = debug.source;
    location->name = debug.name;
    location->line = debug.currentline;
    location->defined = debug.linedefined;
    location->is_lua = debug.what[0] != 'C';
    location->is_main = debug.what[0] == 'm';
    memcpy(location->short_source, debug.short_src, sizeof location->short_source);
    return true;
}
