-- Expect timeLimit: an `__index` that never answers.
local t = setmetatable({}, {__index = function() while true do end end})
local x = t.x
