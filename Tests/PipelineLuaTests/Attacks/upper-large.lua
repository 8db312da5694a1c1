-- Expect timeLimit: long strings, again and again.
local s = ("x"):rep(1 << 24)
while true do s = s:upper() end
