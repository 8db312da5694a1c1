#include "CPipelineLibraries.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

struct cplib_decoder {
    iconv_t content;
};

cplib_decoder *cplib_open_decoder(const char *charset) {
    iconv_t content = iconv_open("UTF-8", charset);
    if (content == (iconv_t)-1) {
        return NULL;
    }
    cplib_decoder *decoder = malloc(sizeof *decoder);
    if (decoder == NULL) {
        iconv_close(content);
        return NULL;
    }
    decoder->content = content;
    return decoder;
}

void cplib_close_decoder(cplib_decoder *decoder) {
    iconv_close(decoder->content);
    free(decoder);
}

void cplib_decode(cplib_decoder *decoder, bool is_last, const uint8_t *input, size_t count, size_t *consumed,
                  uint8_t *output, size_t capacity, size_t *produced) {
    static const char replacement[] = "\xEF\xBF\xBD";
    char *in = (char *)input, *out = (char *)output;
    size_t left = count, room = capacity;
    while (left > 0) {
        if (iconv(decoder->content, &in, &left, &out, &room) != (size_t)-1) {
            break;
        }
        bool is_wrong = errno == EILSEQ || (errno == EINVAL && is_last);
        if (!is_wrong || room < sizeof replacement - 1) {
            break;
        }
        memcpy(out, replacement, sizeof replacement - 1);
        out += sizeof replacement - 1;
        room -= sizeof replacement - 1;
        in += 1;
        left -= 1;
    }
    *consumed = count - left;
    *produced = capacity - room;
}
