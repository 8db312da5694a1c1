-- Expect timeLimit: a `<` that never decides.
local m = {__lt = function() while true do end end}
local a, b = setmetatable({}, m), setmetatable({}, m)
local x = a < b
