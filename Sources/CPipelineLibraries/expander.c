#include "CPipelineLibraries.h"
#include "loading.h"

#include <pthread.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

struct cplib_expander {
    cplib_compression kind;
    bool is_within;
    const char *message;
    z_stream gzip;
    ZSTD_DStream *zstd;
};

static __typeof__(&inflateInit2_) inflate_open;
static __typeof__(&inflate) inflate_step;
static __typeof__(&inflateReset) inflate_again;
static __typeof__(&inflateEnd) inflate_close;
static __typeof__(&ZSTD_createDStream) zstd_open;
static __typeof__(&ZSTD_decompressStream) zstd_step;
static __typeof__(&ZSTD_freeDStream) zstd_close;
static __typeof__(&ZSTD_isError) zstd_failed;
static __typeof__(&ZSTD_getErrorName) zstd_message;

static pthread_once_t gzip_once = PTHREAD_ONCE_INIT, zstd_once = PTHREAD_ONCE_INIT;
static bool has_gzip, has_zstd;

static void load_gzip(void) {
    const cplib_symbol symbols[] = {{"inflateInit2_", (void **)&inflate_open},
                                    {"inflate", (void **)&inflate_step},
                                    {"inflateReset", (void **)&inflate_again},
                                    {"inflateEnd", (void **)&inflate_close}};
    has_gzip = cplib_load("libz.so.1", symbols, CPLIB_COUNT(symbols));
}

static void load_zstd(void) {
    const cplib_symbol symbols[] = {{"ZSTD_createDStream", (void **)&zstd_open},
                                    {"ZSTD_decompressStream", (void **)&zstd_step},
                                    {"ZSTD_freeDStream", (void **)&zstd_close},
                                    {"ZSTD_isError", (void **)&zstd_failed},
                                    {"ZSTD_getErrorName", (void **)&zstd_message}};
    has_zstd = cplib_load("libzstd.so.1", symbols, CPLIB_COUNT(symbols));
}

static bool begin(cplib_expander *expander) {
    if (expander->kind == CPLIB_GZIP) {
        pthread_once(&gzip_once, load_gzip);
        // 16 more than the window's logarithm: with the head of a gzip file.
        return has_gzip && inflate_open(&expander->gzip, 15 + 16, ZLIB_VERSION, sizeof(z_stream)) == Z_OK;
    }
    pthread_once(&zstd_once, load_zstd);
    expander->zstd = has_zstd ? zstd_open() : NULL;
    return expander->zstd != NULL;
}

cplib_expander *cplib_open_expander(cplib_compression kind) {
    cplib_expander *expander = calloc(1, sizeof *expander);
    if (expander == NULL) {
        return NULL;
    }
    expander->kind = kind;
    expander->message = "damaged";
    if (!begin(expander)) {
        free(expander);
        return NULL;
    }
    return expander;
}

void cplib_close_expander(cplib_expander *expander) {
    if (expander->kind == CPLIB_GZIP) {
        inflate_close(&expander->gzip);
    } else {
        zstd_close(expander->zstd);
    }
    free(expander);
}

static bool expand_gzip(cplib_expander *expander, const uint8_t *input, size_t count, size_t *consumed,
                        uint8_t *output, size_t capacity, size_t *produced) {
    z_stream *stream = &expander->gzip;
    stream->next_in = (Bytef *)input;
    stream->avail_in = (uInt)count;
    stream->next_out = output;
    stream->avail_out = (uInt)capacity;
    bool sound = true;
    while (sound && stream->avail_in > 0 && stream->avail_out > 0) {
        expander->is_within = true;
        int result = inflate_step(stream, Z_NO_FLUSH);
        if (result == Z_STREAM_END) {
            expander->is_within = false;
            sound = inflate_again(stream) == Z_OK;
        } else if (result == Z_BUF_ERROR) {
            break;
        } else {
            sound = result == Z_OK;
        }
    }
    if (!sound && stream->msg != NULL) {
        expander->message = stream->msg;
    }
    *consumed = count - stream->avail_in;
    *produced = capacity - stream->avail_out;
    return sound;
}

static bool expand_zstd(cplib_expander *expander, const uint8_t *input, size_t count, size_t *consumed,
                        uint8_t *output, size_t capacity, size_t *produced) {
    ZSTD_inBuffer in = {input, count, 0};
    ZSTD_outBuffer out = {output, capacity, 0};
    bool sound = true;
    while (sound && out.pos < out.size && (in.pos < in.size || expander->is_within)) {
        size_t before = in.pos + out.pos;
        size_t result = zstd_step(expander->zstd, &out, &in);
        sound = !zstd_failed(result);
        if (!sound) {
            expander->message = zstd_message(result);
        }
        expander->is_within = result != 0;
        if (in.pos + out.pos == before) {
            break;
        }
    }
    *consumed = in.pos;
    *produced = out.pos;
    return sound;
}

bool cplib_expand(cplib_expander *expander, const uint8_t *input, size_t count, size_t *consumed, uint8_t *output,
                  size_t capacity, size_t *produced) {
    // zlib counts in 32 bits.
    size_t most = (size_t)1 << 30;
    count = count < most ? count : most;
    capacity = capacity < most ? capacity : most;
    return expander->kind == CPLIB_GZIP
               ? expand_gzip(expander, input, count, consumed, output, capacity, produced)
               : expand_zstd(expander, input, count, consumed, output, capacity, produced);
}

bool cplib_expects_more(const cplib_expander *expander) {
    return expander->is_within;
}

const char *cplib_expander_message(const cplib_expander *expander) {
    return expander->message;
}
