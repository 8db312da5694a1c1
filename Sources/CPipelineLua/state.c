#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char cplua_key_box = 0, cplua_key_failure = 0, cplua_key_null = 0, cplua_key_randomseed = 0,
           cplua_key_handling = 0, cplua_key_limit = 0;

static _Thread_local size_t bytes_left;

// Reaching this is a defect of the binding: there is no frame left that could take the error.
static int panic(lua_State *L) {
    const char *message = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "error object is not a string";
    fprintf(stderr, "pipeline: unprotected error in Lua: %s\n", message);
    abort();
}

// Stack: 0. May raise.
static int set_up(lua_State *L) {
    // Lua 5.4.4 may create this message unprotected; a pinned copy is found without an allocation.
    lua_pushliteral(L, "error in error handling");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &cplua_key_handling);
    cplua_open_pool(L);
    cplua_install_boxes(L);
    cplua_install_environment(L);
    return 0;
}

static cplua_host *give_up(cplua_host *host, char *message, size_t capacity) {
    const char *text = "not enough memory";
    if (host->main != NULL && lua_type(host->main, -1) == LUA_TSTRING) {
        text = lua_tostring(host->main, -1);
    }
    snprintf(message, capacity, "%s", text);
    cplua_close(host);
    return NULL;
}

cplua_host *cplua_open(size_t limit, const cplua_entries *entries, void *context, char *message, size_t capacity,
                       int *status) {
    cplua_host *host = calloc(1, sizeof *host);
    *status = LUA_ERRMEM;
    if (host == NULL) {
        return NULL;
    }
    host->entries = *entries;
    host->context = context;
    host->limit = limit;
    host->failing = cplua_take_failing();
    host->generation = 1;
    host->main = lua_newstate(cplua_allocate, host);
    host->in_host = true;
    if (host->main == NULL) {
        return give_up(host, message, capacity);
    }
    host->running = host->main;
    *(cplua_host **)lua_getextraspace(host->main) = host;
    lua_atpanic(host->main, panic);
    lua_pushcfunction(host->main, set_up);
    *status = cplua_invoke(host->main, 0, 0);
    if (host->hit == CPLUA_MEMORY) {
        *status = LUA_ERRMEM;
    }
    return *status == LUA_OK ? host : give_up(host, message, capacity);
}

void cplua_close(cplua_host *host) {
    if (host->main != NULL) {
        host->in_host = true;
        host->running = host->main;
        lua_close(host->main);
    }
    bytes_left = host->bytes - host->external;
    cplua_unwatch(host);
    for (uint32_t i = 0; i < host->class_count; i++) {
        free(host->classes[i]->slots);
        free(host->classes[i]->name);
        free(host->classes[i]->expired);
        free(host->classes[i]);
    }
    free(host->classes);
    cplua_close_pool(host);
    free(host);
}

size_t cplua_bytes_left(void) {
    return bytes_left;
}

lua_State *cplua_running(const cplua_host *host) {
    return host->running;
}

void *cplua_context(lua_State *L) {
    return cplua_host_of(L)->context;
}

void cplua_advance_generation(cplua_host *host, uint32_t steps) {
    uint32_t generation = (host->generation + steps) & CPLUA_GENERATION_MASK;
    if (generation < host->generation) {
        // The numbers come round again, so nothing may be left that was known under them.
        cplua_forget_columns(host);
    }
    host->generation = generation;
}

uint32_t cplua_generation(const cplua_host *host) {
    return host->generation;
}
