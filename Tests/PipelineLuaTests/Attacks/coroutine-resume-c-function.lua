-- Expect timeLimit: coroutines whose body is a protected call.
while true do coroutine.resume(coroutine.create(pcall), function() while true do end end) end
