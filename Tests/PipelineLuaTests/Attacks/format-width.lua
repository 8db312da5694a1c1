-- Expect runtime: a width of 99999.
local s = string.format("%99999d", 1)
