-- Expect timeLimit: nothing but short host calls.
while true do echo(1) end
