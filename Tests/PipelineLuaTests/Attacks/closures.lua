-- Expect memoryLimit or timeLimit: closures in closures.
local f = function() end
while true do local g = f
  f = function() return g() end
end
