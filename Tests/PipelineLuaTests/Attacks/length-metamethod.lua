-- Expect timeLimit: a `#` that never ends.
local t = setmetatable({}, {__len = function() while true do end end})
local n = #t
