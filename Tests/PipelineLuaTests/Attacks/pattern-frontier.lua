-- Expect timeLimit: quadratic search with frontiers.
local s = (" a"):rep(1 << 18)
s:find("%f[%w].-%f[%W]x%f[%w].-.-zzz")
