-- Expect memoryLimit or timeLimit: a table that grows in protected calls.
local t = {}
while true do pcall(function() for i = 1, math.huge do t[#t + 1] = {} end end) end
