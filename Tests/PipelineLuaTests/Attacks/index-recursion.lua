-- Expect timeLimit: an `__index` that asks for the same again.
local t = setmetatable({}, {})
getmetatable(t).__index = function(t, k) return t[k] end
while true do pcall(function() return t.x end) end
