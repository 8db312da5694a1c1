-- Expect timeLimit: an error object whose text never ends.
local e = setmetatable({}, {__tostring = function() while true do end end})
while true do pcall(error, e) tostring(e) end
