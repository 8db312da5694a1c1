-- Expect runtime: 2^40 results.
local x = {table.unpack({}, 1, 1 << 40)}
