-- Expect timeLimit: a callback that catches everything.
(("a"):rep(1000)):gsub(".", function() pcall(function() while true do end end) end)
while true do end
