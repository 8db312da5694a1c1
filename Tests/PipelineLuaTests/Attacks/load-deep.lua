-- Expect runtime: brackets in brackets.
assert(load("return " .. ("("):rep(100000)))
