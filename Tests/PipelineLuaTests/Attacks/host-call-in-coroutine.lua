-- Expect timeLimit: a host call in a coroutine that loops.
while true do pcall(coroutine.wrap(function() call(function() while true do end end) end)) end
