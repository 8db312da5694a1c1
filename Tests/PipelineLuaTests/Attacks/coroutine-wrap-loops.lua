-- Expect timeLimit: the same by wrap, caught.
while true do pcall(coroutine.wrap(function() while true do end end)) end
