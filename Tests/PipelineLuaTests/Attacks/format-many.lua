-- Expect timeLimit: conversions that print 300 digits each.
local t = {}
for i = 1, 50000 do t[i] = 1e308 end
local f = ("%.99f"):rep(50000)
while true do pcall(string.format, f, table.unpack(t)) end
