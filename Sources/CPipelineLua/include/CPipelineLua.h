#ifndef CPIPELINE_LUA_H
#define CPIPELINE_LUA_H
#endif
