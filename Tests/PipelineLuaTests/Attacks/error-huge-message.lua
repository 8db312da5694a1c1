-- Expect runtime: a message of 16 MB.
error(("x"):rep(1 << 24))
