-- Expect runtime: bytecode.
assert(load("\27Lua"))
