-- Expect timeLimit: sources that are compiled for ever.
local s = ("local x = {1, 2, 3} "):rep(150)
while true do load(s) end
