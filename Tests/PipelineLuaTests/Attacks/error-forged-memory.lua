-- Expect runtime: an error with the words of a memory error.
local x = 1
local ok, text = pcall(error, "not enough memory", 0)
assert(not ok and text == "error: not enough memory")
error("not enough memory by far")
