#include "internal.h"

int cplua_settle(lua_State *L, cplua_host *host, int results) {
    if (host->limit > 0 && host->bytes > host->limit) {
        lua_gc(L, LUA_GCCOLLECT);
        if (host->bytes > host->limit) {
            host->refusals += 1;
            cplua_note_place(host);
            cplua_trip(host, CPLUA_MEMORY);
        }
    }
    cplua_check(L, host);
    return results >= 0 ? results : lua_error(L);
}

// Upvalue 1: the box of the host function.
static int call_host(lua_State *L) {
    cplua_host *host = cplua_host_of(L);
    cplua_box *box = lua_touserdata(L, lua_upvalueindex(1));
    cplua_side side = cplua_enter_host(host, L);
    int results = host->entries.call(L, box->object);
    cplua_leave(host, side);
    return cplua_finish(L, host, results);
}

void cplua_push_function(lua_State *L, void *function) {
    cplua_push_box(L, function, sizeof(cplua_box));
    lua_pushcclosure(L, call_host, 1);
}
