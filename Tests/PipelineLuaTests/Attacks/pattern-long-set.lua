-- Expect timeLimit: a set of a million characters at each place.
local s = ("a"):rep(1 << 18)
s:find("[" .. ("bc"):rep(1 << 19) .. "]")
