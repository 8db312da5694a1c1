#include "internal.h"

#include <stdio.h>
#include <stdlib.h>

// A growth from this size on looks at the deadline: it takes as long as thousands of instructions.
enum { LARGE = 32 << 10 };
// So much external memory drives the collector by one step.
enum { COLLECTOR_STEP = 16 << 10 };

static bool exceeds(const cplua_host *host, size_t growth) {
    return host->limit > 0 && (host->bytes > host->limit || growth > host->limit - host->bytes);
}

static void raise_peak(cplua_host *host) {
    if (host->bytes > host->peak) {
        host->peak = host->bytes;
    }
}

// Lua answers a refusal with a full collection and repeats the request. The same request again means that this did not
// help: the limit is reached, whatever the script makes of the memory error.
static void *refuse(cplua_host *host, void *block, size_t size) {
    bool repeated = host->refused && host->refused_block == block && host->refused_size == size;
    host->refusals += 1;
    host->refused = true;
    host->refused_block = block;
    host->refused_size = size;
    if (host->main == NULL || host->hit != CPLUA_NO_LIMIT) {
        return NULL;
    }
    if (repeated) {
        cplua_trip(host, CPLUA_MEMORY);
    } else {
        cplua_note_place(host);
    }
    return NULL;
}

static void *fail_allocation(cplua_host *host, void *block, size_t old_size, size_t new_size) {
    if (new_size <= old_size) {
        return block;
    }
    if (host->in_host && host->main != NULL) {
        fputs("pipeline: out of memory\n", stderr);
        abort();
    }
    return refuse(host, block, new_size);
}

// Whether Lua itself, and not the host, may have this much more.
static bool grants(cplua_host *host, bool is_object, size_t growth, size_t new_size) {
    if (host->failing > 0 && --host->failing < 2) {
        return false;
    }
    // The stack of calls grows where no hook comes by: objects that are called through each other. A new object is the
    // end of something, after which the hook comes; to refuse it would cost a collection.
    if (new_size >= LARGE && cplua_is_late(host)) {
        cplua_trip(host, CPLUA_TIME);
        return is_object && !exceeds(host, growth);
    }
    return !exceeds(host, growth);
}

void *cplua_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    cplua_host *host = context;
    // For a new object Lua passes a type tag in place of the old size.
    size_t held = block == NULL ? 0 : old_size;
    if (new_size == 0) {
        free(block);
        host->bytes -= held;
        return NULL;
    }
    bool grows = new_size > held;
    if (grows && !host->in_host && !grants(host, block == NULL && old_size != 0, new_size - held, new_size)) {
        return refuse(host, block, new_size);
    }
    void *result = realloc(block, new_size);
    if (result == NULL) {
        return fail_allocation(host, block, held, new_size);
    }
    host->refused &= !grows;
    host->bytes += new_size - held;
    raise_peak(host);
    return result;
}

size_t cplua_bytes(const cplua_host *host) {
    return host->bytes - host->external;
}

size_t cplua_external_bytes(const cplua_host *host) {
    return host->external;
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

void cplua_charge(cplua_host *host, int64_t bytes) {
    host->external += (size_t)bytes;
    host->bytes += (size_t)bytes;
    if (bytes <= 0) {
        return;
    }
    raise_peak(host);
    host->collector_debt += (size_t)bytes;
    if (host->collector_debt >= COLLECTOR_STEP) {
        int kilobytes = host->collector_debt >> 10 > 1 << 20 ? 1 << 20 : (int)(host->collector_debt >> 10);
        host->collector_debt = 0;
        lua_gc(host->running, LUA_GCSTEP, kilobytes);
    }
}
