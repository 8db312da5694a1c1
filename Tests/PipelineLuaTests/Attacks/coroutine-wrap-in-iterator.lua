-- Expect timeLimit: an iterator that is a coroutine which never ends.
for _ in coroutine.wrap(function() while true do coroutine.yield(1) end end) do end
