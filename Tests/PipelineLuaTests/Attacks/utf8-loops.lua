-- Expect timeLimit: characters counted for ever.
local s = ("ä"):rep(1 << 22)
while true do utf8.len(s) end
