-- Expect runtime: a million bytes as results.
local t = {string.byte(("x"):rep(1 << 23), 1, -1)}
