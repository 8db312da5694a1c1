#ifndef CPIPELINE_PCRE_H
#define CPIPELINE_PCRE_H

// PCRE2 names its functions by code unit width; documents are UTF-8.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#endif
