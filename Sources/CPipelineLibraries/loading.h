#ifndef CPIPELINE_LOADING_H
#define CPIPELINE_LOADING_H

#include <stdbool.h>
#include <stddef.h>

/// A function of a library, and where its address goes.
typedef struct cplib_symbol {
    const char *name;
    void **place;
} cplib_symbol;

/// Whether a library is there with all functions. Call once for each library, under `pthread_once`.
bool cplib_load(const char *library, const cplib_symbol *symbols, size_t count);

#define CPLIB_COUNT(array) (sizeof(array) / sizeof(array)[0])

#endif
