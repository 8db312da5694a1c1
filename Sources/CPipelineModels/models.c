#include "CPipelineModels.h"

/* Aligned, because the sections of a model are read as arrays of numbers where they stand. */
_Alignas(64) static const uint8_t english_tagger[] = {
#embed "Data/english-tagger.model"
};

const uint8_t *_Nonnull const cpipeline_english_tagger = english_tagger;
const size_t cpipeline_english_tagger_size = sizeof english_tagger;

_Alignas(64) static const uint8_t english_entities[] = {
#embed "Data/english-entities.model"
};

const uint8_t *_Nonnull const cpipeline_english_entities = english_entities;
const size_t cpipeline_english_entities_size = sizeof english_entities;
