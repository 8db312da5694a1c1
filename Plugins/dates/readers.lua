-- Which readers of the parser can do anything with a word. Most words lead to none, and are passed over at the cost of one
-- look-up.
local Words = require "words"

local Readers = {}

local function set(text)
  local result = {}
  for word in text:gmatch "%S+" do result[word] = true end
  return result
end

local TIMES = set "noon midday midnight the"
local DEICTIC = set "today yesterday tomorrow tonight overnight the that in of earlier"
local REPEATED = set "every each twice once"
local ENDS = set "beginning start middle end"
local ARTICLES = set "a an half"
local HOLIDAYS = {}
for _, holiday in ipairs(Words.holidays) do HOLIDAYS[holiday[1]] = true end

local function is_day(word) return word:find "^%d%d?$" or word:find "^%d%d?[snrt][tdh]$" or Words.ordinals[word] end

-- In the order in which they are tried.
local TESTS = {
  { "time_before", function(word) return TIMES[word] or word:find "^%d%d?$" or word:find "^%d%d?[:.]%d%d$" or word:find "^%d%d%d%d$" or Words.numbers[word] end },
  { "directed", function(word) return Words.directions[word] end },
  { "deictic", function(word) return DEICTIC[word] or Words.references[word] end },
  { "set", function(word) return Words.sets[word] or Words.weekdays_plural[word] or REPEATED[word] end },
  { "numeric", function(word) return word:find "^%d+[-/.]%d+[-/.]%d" end },
  { "weekday", function(word) return Words.weekdays[word] end },
  { "holiday", function(word) return HOLIDAYS[word] end },
  { "month_first", function(word) return Words.months[word] end },
  { "day_first", is_day },
  { "decade", function(word) return word:find "%d0s$" or Words.decades[word] or is_day(word) and not word:find "^%d+$" end },
  { "season", function(word) return Words.seasons[word] end },
  { "quarter", function(word) return Words.ordinals[word] or word:find "^q[1-4]$" end },
  { "bare_year", function(word) return word:find "^[12]%d%d%d$" end },
  { "counted", function(word) return word:find "^%d+%.?%d*$" or Words.numbers[word] or Words.vague[word] or ARTICLES[word] end },
  { "long", function(word) return Words.units[word] end },
}
local ABSOLUTE = set "numeric weekday holiday month_first day_first decade season quarter bare_year"

local function classify(word)
  local simple, absolute = {}, {}
  for _, test in ipairs(TESTS) do
    if test[2](word) then
      simple[#simple + 1] = test[1]
      if ABSOLUTE[test[1]] then absolute[#absolute + 1] = test[1] end
    end
  end
  local modified = Words.mods[word] or ENDS[word] or word:find "^mid%-" ~= nil
  local range = word == "from" or word == "between"
  -- A small number, or a word for one, says nothing by itself.
  local number = word:find "^%d%d?%d?$" ~= nil or word:find "^%d+%.%d+$" ~= nil or Words.numbers[word] ~= nil or Words.vague[word] ~= nil
    or Words.ordinals[word] ~= nil
  return (#simple > 0 or modified or range)
         and { simple = simple, absolute = absolute, modified = modified, range = range, number = number } or false
end

-- What is known of words; false for one that opens no expression. Bounded, since a stream of documents has no last word.
Readers.kinds = {}
local known = 0

function Readers.of(word)
  local kind = Readers.kinds[word]
  if kind ~= nil then return kind end
  kind = classify(word)
  if known == 50000 then
    for old in pairs(Readers.kinds) do Readers.kinds[old] = nil end
    known = 0
  end
  known = known + 1
  Readers.kinds[word] = kind
  return kind
end

return Readers
