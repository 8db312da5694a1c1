-- Expect timeLimit: a list of the host, joined again and again.
while true do pcall(table.concat, list, " ", 1, 100000) end
