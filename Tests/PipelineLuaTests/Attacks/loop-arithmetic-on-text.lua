-- Expect timeLimit: numbers read from text for ever.
local x = "1"
while true do x = x + "2" - "2" x = tostring(x):sub(1, 1) end
