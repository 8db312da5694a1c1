-- Expect runtime: 2^40 elements to sort.
table.sort(setmetatable({}, {__len = function() return 1 << 40 end}))
