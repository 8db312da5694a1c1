#ifndef CPIPELINE_SQLITE_H
#define CPIPELINE_SQLITE_H

#include <sqlite3.h>

#endif
