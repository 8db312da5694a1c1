-- Expect timeLimit: a coroutine that never comes back.
coroutine.resume(coroutine.create(function() while true do end end))
while true do end
