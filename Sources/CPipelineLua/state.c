#include "CPipelineLua.h"
