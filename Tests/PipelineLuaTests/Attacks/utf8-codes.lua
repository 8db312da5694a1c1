-- Expect timeLimit: a walk over characters that begins again.
local s = ("ä"):rep(1000)
while true do for _ in utf8.codes(s) do end end
