-- Expect timeLimit: an order that catches everything.
local t = {}
for i = 1, 1000 do t[i] = i end
table.sort(t, function() pcall(function() while true do end end) return false end)
while true do end
