-- Expect timeLimit: an anchored pattern with exponential cost.
(("a"):rep(50000)):gsub("^a-a-a-a-a-b", "")
