-- Expect timeLimit: a `__close` runs while the limit passes through.
local function endless() while true do end end
do local x <close> = setmetatable({}, {__close = endless})
  endless()
end
