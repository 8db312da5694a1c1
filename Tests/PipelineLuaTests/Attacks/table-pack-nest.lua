-- Expect memoryLimit or timeLimit: tables in tables.
local t = {}
while true do t = table.pack(t, t, t, t) end
