-- Expect runtime: a layout of a million options.
local s = string.unpack(("<"):rep(1 << 20), "")
