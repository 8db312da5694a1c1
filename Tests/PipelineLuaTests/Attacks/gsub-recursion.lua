-- Expect timeLimit: callbacks that replace.
local function f(s) return (s:gsub(".", f)) end
while true do pcall(f, "abc") end
