-- Expect timeLimit: host calls in host calls.
local function f() call(f) end
while true do pcall(f) end
