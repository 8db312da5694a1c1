// Libraries of the system that are loaded when something first needs them, so that a run that reads plain text does not
// pay for them at its start: zlib, libzstd and libxml2. Also character sets, which the C library knows.

#ifndef CPIPELINE_LIBRARIES_H
#define CPIPELINE_LIBRARIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Compressed streams

typedef enum cplib_compression {
    CPLIB_GZIP = 1,
    CPLIB_ZSTD = 2,
} cplib_compression;

typedef struct cplib_expander cplib_expander;

/// NULL if the library is missing or there is no memory.
cplib_expander *_Nullable cplib_open_expander(cplib_compression kind);
void cplib_close_expander(cplib_expander *_Nonnull expander);
/// Expands as much as fits; members that follow each other count as one stream. False if the input is damaged.
bool cplib_expand(cplib_expander *_Nonnull expander, const uint8_t *_Nullable input, size_t count,
                  size_t *_Nonnull consumed, uint8_t *_Nonnull output, size_t capacity, size_t *_Nonnull produced);
/// Whether a member is unfinished: at the end of the input something is missing then.
bool cplib_expects_more(const cplib_expander *_Nonnull expander);
/// What is wrong with the input.
const char *_Nonnull cplib_expander_message(const cplib_expander *_Nonnull expander);

// MARK: Character sets

typedef struct cplib_decoder cplib_decoder;

/// A decoder from a character set to UTF-8, by any name that `iconv -l` lists; NULL if there is none of that name.
cplib_decoder *_Nullable cplib_open_decoder(const char *_Nonnull charset);
void cplib_close_decoder(cplib_decoder *_Nonnull decoder);
/// Decodes as much as fits; what belongs to no character becomes U+FFFD. At the end of a part that ends within a
/// character, `consumed` falls short by its bytes, unless it is the last part.
void cplib_decode(cplib_decoder *_Nonnull decoder, bool is_last, const uint8_t *_Nullable input, size_t count,
                  size_t *_Nonnull consumed, uint8_t *_Nonnull output, size_t capacity, size_t *_Nonnull produced);

// MARK: HTML

/// What comes next in a page, in document order.
typedef enum cplib_event {
    CPLIB_FINISHED = 0,
    CPLIB_BEGIN = 1,
    CPLIB_END = 2,
    CPLIB_TEXT = 3,
} cplib_event;

typedef struct cplib_page cplib_page;

/// A page as browsers understand it, however broken; NULL if libxml2 is missing, there is no memory or the page is of more
/// than 2 GB. `charset` comes before what the page says of itself.
cplib_page *_Nullable cplib_open_page(const uint8_t *_Nullable bytes, size_t count, const char *_Nullable charset);
void cplib_close_page(cplib_page *_Nonnull page);
/// Goes a step on.
cplib_event cplib_next(cplib_page *_Nonnull page);
/// The name of the present element, also at its end.
const char *_Nonnull cplib_name(const cplib_page *_Nonnull page);
/// The present text, in UTF-8.
const char *_Nonnull cplib_text(const cplib_page *_Nonnull page);
/// An attribute of the present element, in UTF-8, valid until the next call; NULL if it has none.
const char *_Nullable cplib_attribute(cplib_page *_Nonnull page, const char *_Nonnull name);
/// Whether libxml2 is there.
bool cplib_has_pages(void);

#endif
