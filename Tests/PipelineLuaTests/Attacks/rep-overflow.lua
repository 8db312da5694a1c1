-- Expect runtime: a string longer than there are addresses.
local s = ("xx"):rep(1 << 62)
