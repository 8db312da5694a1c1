#include "loading.h"

#include <dlfcn.h>

bool cplib_load(const char *library, const cplib_symbol *symbols, size_t count) {
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        *symbols[i].place = dlsym(handle, symbols[i].name);
        if (*symbols[i].place == NULL) {
            return false;
        }
    }
    return true;
}
