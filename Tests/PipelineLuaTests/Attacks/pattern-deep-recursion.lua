-- Expect runtime: more captures than a pattern may have.
local ok, text = pcall(string.find, ("a"):rep(1000), ("("):rep(1000))
assert(text:find("too many captures"))
local s = ("a"):rep(1 << 18)
s:find(("a?"):rep(300) .. ("-"):rep(1))
error("ended")
