-- Expect runtime: 20,000 wrapped errors, each from the `__close` of the last.
local function make(n)
  coroutine.wrap(function()
    local x <close> = setmetatable({}, {__close = function() if n > 0 then make(n - 1) end end})
    error("down")
  end)()
end
make(20000)
