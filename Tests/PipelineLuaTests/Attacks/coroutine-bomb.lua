-- Expect memoryLimit or timeLimit: coroutines that are all kept.
local t = {}
for i = 1, math.huge do t[i] = coroutine.create(function() end) end
