-- Expect timeLimit: numbers with millions of digits.
local s = ("1"):rep(1 << 23)
while true do local x = tonumber(s) end
