#include "CPipelineModels.h"
