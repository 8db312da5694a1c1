-- Expect timeLimit: quadratic search for balance.
local s = ("("):rep(1 << 20)
s:find("%b()")
