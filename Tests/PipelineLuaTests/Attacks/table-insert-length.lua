-- Expect timeLimit: an insertion before 2^60 elements.
local t = setmetatable({}, {__len = function() return 1 << 60 end})
table.insert(t, 1, 1)
