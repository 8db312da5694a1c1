-- Expect timeLimit: the same in an iterator.
for _ in (("a"):rep(50000)):gmatch("a-a-a-a-a-b") do end
