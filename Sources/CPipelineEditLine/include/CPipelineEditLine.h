#ifndef CPIPELINE_EDIT_LINE_H
#define CPIPELINE_EDIT_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* Line editing with history and completion by libedit (BSD), loaded when it is first asked for: whoever never edits a line
   needs no library and waits for none. One terminal, so one editor; not for use from several threads. */

/* What may stand in place of line[start..<end]: lines between line ends, in memory that the caller frees, or NULL. */
typedef char *_Nullable (*cpel_completer)(void *_Nullable context, const char *_Nonnull line, size_t start, size_t end);

/* Loads the library; false where it is not installed. The completer is called while a line is read. */
bool cpel_open(const char *_Nonnull program, cpel_completer _Nonnull completer, void *_Nullable context);

/* A line without its end, in memory that the caller frees; NULL at the end of the input. */
char *_Nullable cpel_read(const char *_Nonnull prompt);

/* Adds an entry to the history. */
void cpel_remember(const char *_Nonnull line);

/* Reads the history from a file, or writes its last entries there. */
void cpel_load_history(const char *_Nonnull path);
void cpel_save_history(const char *_Nonnull path, int entries);

#endif
