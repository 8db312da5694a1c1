-- Expect runtime: every level of the handler fails.
local ok, text = xpcall(error, function(e) error(e) end)
assert(not ok)
error("ended")
