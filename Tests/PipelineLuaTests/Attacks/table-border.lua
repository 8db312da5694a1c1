-- Expect timeLimit: a table of 63 elements whose border is 2^62.
local s = "return {"
for i = 0, 62 do s = s .. "[1 << " .. i .. "] = true, " end
local t = load(s .. "}")()
assert(#t > 1 << 40)
table.insert(t, 1, 1)
