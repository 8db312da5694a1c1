-- Expect runtime: more code points than results.
local s = ("ä"):rep(1 << 21)
local t = {utf8.codepoint(s, 1, -1)}
