-- Expect timeLimit: a hundred `__close` that catch and loop.
local function endless() while true do pcall(function() while true do end end) end end
local function nest(n)
  local x <close> = setmetatable({}, {__close = endless})
  if n > 0 then nest(n - 1) end
  endless()
end
nest(100)
