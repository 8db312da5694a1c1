-- Expect timeLimit: a `__close` in a coroutine that the limit stops.
local function endless() while true do end end
while true do
  pcall(coroutine.wrap(function()
    local x <close> = setmetatable({}, {__close = endless})
    endless()
  end))
end
