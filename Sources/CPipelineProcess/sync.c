#define _GNU_SOURCE

#include "CPipelineProcess.h"

#include <errno.h>
#include <unistd.h>

int pipeline_process_sync_all(int descriptor) { return syncfs(descriptor) == 0 ? 0 : errno; }
