-- Expect timeLimit: pcall taken away and put back.
local own = pcall
pcall = nil
rawset(_G, "pcall", function(f) return own(own, f) end)
while true do pcall(function() while true do end end) end
