-- Expect timeLimit: a chain of 1,900 tables, walked again and again.
local t = {}
for i = 1, 1900 do t = setmetatable({}, {__index = t}) end
while true do local x = t.x end
