-- Expect memoryLimit: a string of a gigabyte.
local s = ("x"):rep(1e9 // 1)
