-- Expect timeLimit: an `==` that asks itself.
local m = {}
m.__eq = function(a, b) return a == b end
local a, b = setmetatable({}, m), setmetatable({}, m)
while true do pcall(function() return a == b end) end
