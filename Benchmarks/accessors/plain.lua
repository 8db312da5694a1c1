-- lua5.4 plain.lua FOLDER RECORD LOOP TIMES: the loop over ready-made tables of the record's tokens.
local folder, record, loop, times = arg[1], arg[2], arg[3], tonumber(arg[4])
local loops = dofile(folder .. "/loops.lua")
local tokens = {}
for lemma, upos in io.open(record):read("a"):gmatch '"lemma":"([^"]*)","upos":"([^"]*)"' do
  tokens[#tokens + 1] = { lemma = lemma, upos = upos }
end
assert(#tokens == 1000, #tokens .. " tokens")
local found
for _ = 1, times do found = loops[loop](tokens) end
print(found)
