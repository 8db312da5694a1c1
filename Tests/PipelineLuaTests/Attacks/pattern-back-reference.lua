-- Expect timeLimit: a long capture compared at each place.
local s = ("a"):rep(1 << 18)
s:find("(a*)%1b")
