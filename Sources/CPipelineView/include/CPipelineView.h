#ifndef CPIPELINE_VIEW_H
#define CPIPELINE_VIEW_H

#include <stddef.h>
#include <stdint.h>

/* The parts of the page that write.html and pipeline view make, embedded in the binary. */

typedef struct {
    const uint8_t *_Nonnull bytes;
    size_t size;
} cpipeline_view_part;

/* The style sheet. */
extern const cpipeline_view_part cpipeline_view_style;
/* The script: all files, in one function, in the order in which they need each other. */
extern const cpipeline_view_part cpipeline_view_script;
/* What the body begins with; records come after it. */
extern const cpipeline_view_part cpipeline_view_shell;

#endif
