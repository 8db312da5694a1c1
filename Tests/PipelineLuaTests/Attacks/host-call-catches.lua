-- Expect timeLimit: a loop behind a host call, caught.
while true do pcall(call, function() while true do end end) end
