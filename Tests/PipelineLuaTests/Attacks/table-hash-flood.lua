-- Expect memoryLimit or timeLimit: long keys, all kept.
local t = {}
local s = ("x"):rep(1000)
for i = 1, math.huge do t[s .. i] = true end
