#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void remember_refusal(cplua_host *host) {
    host->refusals += 1;
    host->refusal_line = 0;
    // Both calls only read; a memory error carries no position of its own, so this is the one chance to learn it.
    lua_Debug debug;
    for (int level = 0; lua_getstack(host->running, level, &debug); level++) {
        lua_getinfo(host->running, "Sl", &debug);
        if (debug.currentline > 0) {
            host->refusal_line = debug.currentline;
            memcpy(host->refusal_source, debug.short_src, sizeof host->refusal_source);
            return;
        }
    }
}

static bool exceeds(const cplua_host *host, size_t growth) {
    return host->limit > 0 && (host->bytes > host->limit || growth > host->limit - host->bytes);
}

static void *fail_allocation(cplua_host *host, void *block, size_t old_size, size_t new_size) {
    if (new_size <= old_size) {
        return block;
    }
    if (host->in_host) {
        fputs("pipeline: out of memory\n", stderr);
        abort();
    }
    return NULL;
}

void *cplua_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    cplua_host *host = context;
    // For a new block Lua passes a type tag in place of the old size.
    size_t held = block == NULL ? 0 : old_size;
    if (new_size == 0) {
        free(block);
        host->bytes -= held;
        return NULL;
    }
    if (new_size > held && !host->in_host && exceeds(host, new_size - held)) {
        remember_refusal(host);
        return NULL;
    }
    void *result = realloc(block, new_size);
    if (result == NULL) {
        return fail_allocation(host, block, held, new_size);
    }
    host->bytes += new_size - held;
    if (host->bytes > host->peak) {
        host->peak = host->bytes;
    }
    return result;
}

size_t cplua_bytes(const cplua_host *host) {
    return host->bytes;
}

size_t cplua_peak_bytes(const cplua_host *host) {
    return host->peak;
}

uint64_t cplua_refusals(const cplua_host *host) {
    return host->refusals;
}

void cplua_set_limit(cplua_host *host, size_t limit) {
    host->limit = limit;
}

int cplua_refusal_line(const cplua_host *host) {
    return host->refusal_line;
}

const char *cplua_refusal_source(const cplua_host *host) {
    return host->refusal_source;
}

void cplua_collect(cplua_host *host) {
    lua_gc(host->running, LUA_GCCOLLECT);
    // What the first round finalized is freed by the second.
    lua_gc(host->running, LUA_GCCOLLECT);
}

bool cplua_can_afford(lua_State *L, size_t bytes) {
    cplua_host *host = cplua_host_of(L);
    if (!exceeds(host, bytes)) {
        return true;
    }
    lua_gc(L, LUA_GCCOLLECT);
    return !exceeds(host, bytes);
}
