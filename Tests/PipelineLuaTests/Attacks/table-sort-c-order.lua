-- Expect timeLimit: C functions as order and as elements.
table.sort(setmetatable({}, {__len = function() return (1 << 31) - 2 end, __index = rawlen, __newindex = rawequal}), rawequal)
