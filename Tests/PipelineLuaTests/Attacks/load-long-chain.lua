-- Expect timeLimit: a source whose compilation takes quadratic time.
local s = "local x = 1 return " .. ("x or "):rep(1 << 20) .. "x"
local f = load(s)
