#ifndef CPIPELINE_LUA_SYSTEM_H
#define CPIPELINE_LUA_SYSTEM_H

#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

#endif
