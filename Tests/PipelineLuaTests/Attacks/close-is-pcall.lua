-- Expect timeLimit: a `__close` that is a protected call.
local x <close> = setmetatable({}, {__close = pcall, __call = function() while true do end end})
while true do end
