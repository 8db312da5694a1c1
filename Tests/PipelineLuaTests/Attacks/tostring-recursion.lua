-- Expect timeLimit: a text that is made of itself.
local t = setmetatable({}, {__tostring = tostring})
while true do pcall(tostring, t) end
