-- Expect timeLimit: a handler that is a protected call.
while true do xpcall(function() while true do end end, pcall, function() while true do end end) end
