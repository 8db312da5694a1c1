-- Expect runtime or memoryLimit: a string of 16 MB, quoted.
local s = string.format("%q", ("\0"):rep(1 << 24))
