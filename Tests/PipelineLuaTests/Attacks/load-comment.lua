-- Expect none: a comment of 8 MB.
assert(load("--" .. ("x"):rep(1 << 23)))
