#include "CPipelineEditLine.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* What is used of <editline/readline.h>, which need not be installed. */
typedef char *generator(const char *text, int state);
typedef char **attempt(const char *text, int start, int end);
typedef int hook(void);

static struct {
    char *(*read)(const char *prompt);
    int (*add_history)(const char *line);
    int (*read_history)(const char *path);
    int (*write_history)(const char *path);
    void (*stifle_history)(int entries);
    void (*prepare_terminal)(int meta);
    char **(*matches)(const char *text, generator *next);
    char **line;
    int *is_over;
} library;

static cpel_completer completer;
static void *completer_context;
static char *candidates;
static char *rest;

static char *next_candidate(const char *text, int state) {
    (void)text;
    if (state == 0) {
        rest = candidates;
    }
    if (rest == NULL || *rest == '\0') {
        return NULL;
    }
    size_t length = strcspn(rest, "\n");
    char *candidate = strndup(rest, length);
    rest += length + (rest[length] == '\n' ? 1 : 0);
    return candidate;
}

static char **complete(const char *text, int start, int end) {
    /* Names of files are no answer where nothing fits. */
    *library.is_over = 1;
    free(candidates);
    candidates = completer(completer_context, *library.line, (size_t)start, (size_t)end);
    return candidates == NULL ? NULL : library.matches(text, next_candidate);
}

/* The library shows its prompt first and takes the terminal over after it: keys in between, Ctrl-D above all, would be lost. */
static int take_terminal(void) {
    library.prepare_terminal(1);
    return 0;
}

static bool find(void *handle, const char *name, void *target) {
    void *symbol = dlsym(handle, name);
    memcpy(target, &symbol, sizeof symbol);
    return symbol != NULL;
}

static bool load(const char *program) {
    void *handle = dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        return false;
    }
    const char **name, **breaks;
    attempt **function;
    hook **before_input;
    if (!find(handle, "readline", &library.read) || !find(handle, "add_history", &library.add_history) ||
        !find(handle, "read_history", &library.read_history) || !find(handle, "write_history", &library.write_history) ||
        !find(handle, "stifle_history", &library.stifle_history) ||
        !find(handle, "rl_completion_matches", &library.matches) || !find(handle, "rl_line_buffer", &library.line) ||
        !find(handle, "rl_attempted_completion_over", &library.is_over) || !find(handle, "rl_readline_name", &name) ||
        !find(handle, "rl_basic_word_break_characters", &breaks) ||
        !find(handle, "rl_attempted_completion_function", &function) ||
        !find(handle, "rl_prep_terminal", &library.prepare_terminal) ||
        !find(handle, "rl_pre_input_hook", &before_input)) {
        dlclose(handle);
        return false;
    }
    *name = program;
    *breaks = " \t\n\"'[]()<>=|&!,:{}";
    *function = complete;
    *before_input = take_terminal;
    return true;
}

bool cpel_open(const char *program, cpel_completer function, void *context) {
    completer = function;
    completer_context = context;
    return library.read != NULL || load(program);
}

char *cpel_read(const char *prompt) { return library.read(prompt); }

void cpel_remember(const char *line) { library.add_history(line); }

void cpel_load_history(const char *path) { library.read_history(path); }

void cpel_save_history(const char *path, int entries) {
    library.stifle_history(entries);
    library.write_history(path);
}
