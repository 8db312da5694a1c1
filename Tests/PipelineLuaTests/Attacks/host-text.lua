-- Expect memoryLimit or timeLimit: texts of a host object, all kept.
local t = {}
for i = 1, math.huge do t[i] = tostring(list) .. i end
