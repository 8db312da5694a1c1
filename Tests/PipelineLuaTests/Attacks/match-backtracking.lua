-- Expect timeLimit: nested repetitions.
local s = ("a"):rep(50000)
s:match("a*a*a*a*a*a*b")
