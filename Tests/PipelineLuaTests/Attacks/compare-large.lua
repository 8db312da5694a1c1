-- Expect timeLimit: long strings compared.
local s = ("\0"):rep(1 << 23)
local r = s .. "x"
while true do local x = s < r end
