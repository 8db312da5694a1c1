-- Expect timeLimit: coroutines in coroutines, each with its own loop.
local function nest() coroutine.wrap(nest)() end
while true do pcall(nest) end
