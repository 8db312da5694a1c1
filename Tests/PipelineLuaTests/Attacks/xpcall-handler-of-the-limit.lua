-- Expect timeLimit: a handler waits for the limit and goes on.
xpcall(function() while true do end end, function() while true do end end)
while true do end
