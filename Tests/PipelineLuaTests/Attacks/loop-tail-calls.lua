-- Expect timeLimit: calls that leave no level behind.
local function f() return f() end
f()
