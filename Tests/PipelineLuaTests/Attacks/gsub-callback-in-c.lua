-- Expect timeLimit: callbacks that are C functions.
while true do (("a"):rep(100000)):gsub(".", string.upper) end
