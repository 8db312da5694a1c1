-- Expect timeLimit: nothing but short library calls.
while true do math.abs(-1) end
