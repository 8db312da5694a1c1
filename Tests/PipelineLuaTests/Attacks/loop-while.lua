-- Expect timeLimit: a loop that calls nothing.
while true do end
