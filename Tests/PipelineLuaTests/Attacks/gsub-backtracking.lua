-- Expect timeLimit: the same in a replacement.
(("a"):rep(50000)):gsub("a-a-a-a-a-b", "")
