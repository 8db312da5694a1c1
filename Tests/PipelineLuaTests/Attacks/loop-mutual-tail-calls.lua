-- Expect timeLimit: two functions that pass the turn.
local b
local function a() return b() end
function b() return a() end
a()
