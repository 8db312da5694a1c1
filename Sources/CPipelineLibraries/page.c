#include "CPipelineLibraries.h"
#include "loading.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

// As the library is loaded when it runs, its headers are not needed: these functions and numbers have been the same since
// libxml2 2.6, and all types are opaque here.
enum { RECOVER = 1 << 0, NO_ERRORS = 1 << 5, NO_WARNINGS = 1 << 6, NO_NETWORK = 1 << 11 };
enum { ELEMENT = 1, TEXT = 3, CDATA = 4, WHITESPACE = 13, SIGNIFICANT_WHITESPACE = 14, END_ELEMENT = 15 };

static void (*prepare)(void);
static void *(*read_memory)(const char *bytes, int count, const char *url, const char *charset, int options);
static void (*free_tree)(void *tree);
static void *(*walk)(void *tree);
static void (*free_walk)(void *walker);
static int (*step)(void *walker);
static int (*node_type)(void *walker);
static int (*is_empty)(void *walker);
static const char *(*name_of)(void *walker);
static const char *(*value_of)(void *walker);
static char *(*attribute_of)(void *walker, const char *name);
static void (**free_text)(void *text);

struct cplib_page {
    void *tree;
    void *walker;
    char *attribute;
    /// Whether the element at hand is empty and its end comes next.
    bool ends_at_once;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool is_loaded;

static void load(void) {
    const cplib_symbol symbols[] = {
        {"xmlInitParser", (void **)&prepare},
        {"htmlReadMemory", (void **)&read_memory},
        {"xmlFreeDoc", (void **)&free_tree},
        {"xmlReaderWalker", (void **)&walk},
        {"xmlFreeTextReader", (void **)&free_walk},
        {"xmlTextReaderRead", (void **)&step},
        {"xmlTextReaderNodeType", (void **)&node_type},
        {"xmlTextReaderIsEmptyElement", (void **)&is_empty},
        {"xmlTextReaderConstName", (void **)&name_of},
        {"xmlTextReaderConstValue", (void **)&value_of},
        {"xmlTextReaderGetAttribute", (void **)&attribute_of},
        {"xmlFree", (void **)&free_text},
    };
    is_loaded = cplib_load("libxml2.so.2", symbols, CPLIB_COUNT(symbols));
    if (is_loaded) {
        prepare();
    }
}

bool cplib_has_pages(void) {
    pthread_once(&once, load);
    return is_loaded;
}

cplib_page *cplib_open_page(const uint8_t *bytes, size_t count, const char *charset) {
    if (!cplib_has_pages() || count > INT_MAX) {
        return NULL;
    }
    cplib_page *page = calloc(1, sizeof *page);
    if (page == NULL) {
        return NULL;
    }
    int options = RECOVER | NO_ERRORS | NO_WARNINGS | NO_NETWORK;
    page->tree = read_memory((const char *)bytes, (int)count, NULL, charset, options);
    // An empty page has no tree.
    page->walker = page->tree == NULL ? NULL : walk(page->tree);
    return page;
}

static void forget_attribute(cplib_page *page) {
    if (page->attribute != NULL) {
        (*free_text)(page->attribute);
        page->attribute = NULL;
    }
}

void cplib_close_page(cplib_page *page) {
    forget_attribute(page);
    if (page->walker != NULL) {
        free_walk(page->walker);
    }
    if (page->tree != NULL) {
        free_tree(page->tree);
    }
    free(page);
}

cplib_event cplib_next(cplib_page *page) {
    if (page->ends_at_once) {
        page->ends_at_once = false;
        return CPLIB_END;
    }
    while (page->walker != NULL && step(page->walker) == 1) {
        switch (node_type(page->walker)) {
        case ELEMENT:
            page->ends_at_once = is_empty(page->walker) == 1;
            return CPLIB_BEGIN;
        case END_ELEMENT:
            return CPLIB_END;
        case TEXT:
        case CDATA:
        case WHITESPACE:
        case SIGNIFICANT_WHITESPACE:
            return CPLIB_TEXT;
        }
    }
    return CPLIB_FINISHED;
}

const char *cplib_name(const cplib_page *page) {
    const char *name = name_of(page->walker);
    return name == NULL ? "" : name;
}

const char *cplib_text(const cplib_page *page) {
    const char *text = value_of(page->walker);
    return text == NULL ? "" : text;
}

const char *cplib_attribute(cplib_page *page, const char *name) {
    forget_attribute(page);
    page->attribute = attribute_of(page->walker, name);
    return page->attribute;
}
