-- Expect runtime: an error object whose text never ends, thrown to the host.
error(setmetatable({}, {__tostring = function() while true do end end}))
