-- Expect timeLimit: a pattern with exponential cost.
local s = ("a"):rep(100000)
s:find(".-.-.-.-.-.-b")
