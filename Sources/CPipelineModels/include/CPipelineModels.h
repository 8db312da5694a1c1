#ifndef CPIPELINE_MODELS_H
#define CPIPELINE_MODELS_H

#include "CPipelineVectors.h"

#include <stddef.h>
#include <stdint.h>

/* Trained models, embedded in the binary and read in place. Data/README.md says where each comes from. */

extern const uint8_t *_Nonnull const cpipeline_english_tagger;
extern const size_t cpipeline_english_tagger_size;

extern const uint8_t *_Nonnull const cpipeline_english_entities;
extern const size_t cpipeline_english_entities_size;

#endif
