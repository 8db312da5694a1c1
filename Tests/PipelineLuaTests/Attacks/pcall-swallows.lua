-- Expect timeLimit: each error is caught, the limit too if it can be.
while true do pcall(function() while true do end end) end
