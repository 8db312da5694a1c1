-- Expect outputLimit: more output than a slice may make.
while true do pcall(write, ("x"):rep(1000)) end
