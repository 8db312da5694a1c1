-- Expect timeLimit: a range of 2^62 empty strings.
local ok = pcall(table.concat, setmetatable({}, {__index = function() return "" end}), "", 1, 1 << 62)
