-- Expect timeLimit: a long list of the host, walked again and again.
while true do for i, x in ipairs(list) do end end
