-- Expect runtime or memoryLimit or timeLimit: a function without an end.
local function f() return 1 + f() end
f()
