-- Expect timeLimit: the handler runs for ever.
xpcall(error, function() while true do end end)
