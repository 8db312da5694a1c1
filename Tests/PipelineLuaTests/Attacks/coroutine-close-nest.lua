-- Expect runtime: 20,000 closings, each from the `__close` of the last.
local function make(n)
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, {__close = function() if n > 0 then make(n - 1) end end})
    coroutine.yield()
  end)
  coroutine.resume(co)
  local ok, problem = coroutine.close(co)
  if not ok then error(problem, 0) end
end
make(20000)
