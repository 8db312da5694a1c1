-- Expect timeLimit: nested closings that catch what stops them.
local function make(n)
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, {__close = function() if n > 0 then pcall(make, n - 1) end end})
    coroutine.yield()
  end)
  coroutine.resume(co)
  pcall(coroutine.close, co)
end
while true do make(20000) end
