-- Expect none: nothing, repeated 2^60 times.
assert((""):rep(1 << 60) == "")
assert((""):rep(1 << 62, "") == "")
