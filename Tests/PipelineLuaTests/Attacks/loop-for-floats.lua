-- Expect timeLimit: a numeric loop that never gets on.
for x = 2^53, math.huge do end
