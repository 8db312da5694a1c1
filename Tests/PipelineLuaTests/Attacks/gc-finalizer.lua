-- Expect runtime: a finalizer, which would run outside of all limits.
setmetatable({}, {__gc = function() while true do end end})
