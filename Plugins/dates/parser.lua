-- Reads the expression at a token into a node: what it says, not yet what day that is.
local Words = require "words"
local Numbers = require "numbers"
local Readers = require "readers"

local Parser = {}
Parser.__index = Parser

-- `lower` holds the words in lower case, `document` the tokens; `order` is "mdy" or "dmy" for 03/11/2020.
function Parser.new(lower, tokens, order)
  return setmetatable({ lower = lower, tokens = tokens, order = order }, Parser)
end

function Parser:capital(i) return self.tokens[i].text:find "^%u" ~= nil end

-- Whether the word before `i` makes a month, a year or a season of what may be something else.
local BEFORE_TIME = {}
for word in ("in since by of for until till during before after from between through early late mid last next this around to"):gmatch "%S+" do
  BEFORE_TIME[word] = true
end

-- MONTHS AND DAYS ---------------------------------------------------------------------------------------------------

function Parser:month(i)
  local month = Words.months[self.lower[i]]
  if month and self:capital(i) then return month, i end
end

-- ", 2020" or "2020" behind a day or a month.
function Parser:year_after(i)
  local lower = self.lower
  local year, last = Numbers.year(lower, lower[i + 1] == "," and i + 2 or i + 1)
  -- "in May, 2000 people": what follows a comma must not go on with a noun.
  if year and lower[last - 1] == "," and last < #lower and self.tokens[last + 1].xpos == "NNS" then return nil end
  return year, last
end

local DASHES = { ["-"] = true, ["–"] = true, ["—"] = true, to = true, ["and"] = true, ["until"] = true, through = true }

-- Nov. 3, 2020; Nov. 3-5; November 2020; May
function Parser:month_first(i)
  local lower = self.lower
  local month, last = self:month(i)
  if not month then return nil end
  local day, at = Numbers.day(lower, last + 1)
  if lower[last + 1] == "the" then day, at = Numbers.day(lower, last + 2) end
  if day and not Words.ordinals[lower[at]] or day and Words.units[lower[at + 1]] == nil then
    local node = { kind = "date", m = month, d = day }
    local until_day, until_at = nil, nil
    if lower[at + 1] == "-" or lower[at + 1] == "–" or lower[at + 1] == "to" then until_day, until_at = Numbers.day(lower, at + 2) end
    local year, year_at = self:year_after(until_at or at)
    node.y = year
    if until_day and until_day > day then
      return { kind = "range", from = node, to = { kind = "date", y = year, m = month, d = until_day } }, year_at or until_at
    end
    return node, year_at or at
  end
  local year, year_at
  if lower[last + 1] == "of" then year, year_at = Numbers.year(lower, last + 2) end
  if not year then year, year_at = self:year_after(last) end
  if not year and Words.doubtful_months[lower[i]] and not (i > 1 and BEFORE_TIME[lower[i - 1]]) then return nil end
  return { kind = "date", y = year, m = month }, year_at or last
end

-- 3 November 2020; the 3rd of May; 3-5 November; 3 and 5 May
function Parser:day_first(i)
  local lower = self.lower
  local day, at = Numbers.day(lower, i)
  if not day then return nil end
  local second, second_at
  if DASHES[lower[at + 1]] then second, second_at = Numbers.day(lower, at + 2) end
  local stop = second_at or at
  local month, last = self:month(lower[stop + 1] == "of" and stop + 2 or stop + 1)
  if not month then return nil end
  local year, year_at = self:year_after(last)
  local node = { kind = "date", y = year, m = month, d = day }
  if second then
    return { kind = "range", from = node, to = { kind = "date", y = year, m = month, d = second } }, year_at or last
  end
  return node, year_at or last
end

-- 2020-11-03, 2020-11-03T14:30, 03/11/2020, 3.11.2020
function Parser:numeric(i)
  local word = self.lower[i]
  local y, m, d = word:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)"
  if not y then y, m, d = word:match "^(%d%d%d%d)/(%d%d?)/(%d%d?)$" end
  if not y then
    local a, b
    a, b, y = word:match "^(%d%d?)/(%d%d?)/(%d%d%d%d)$"
    if a then
      m, d = a, b
      if tonumber(a) > 12 or self.order == "dmy" and tonumber(b) <= 12 then m, d = b, a end
    else
      d, m, y = word:match "^(%d%d?)%.(%d%d?)%.(%d%d%d%d)$"
    end
  end
  if not y then return nil end
  local node = { kind = "date", y = math.tointeger(tonumber(y)), m = math.tointeger(tonumber(m)), d = math.tointeger(tonumber(d)) }
  local hour, minute = word:match "t(%d%d):(%d%d)"
  if hour then node.hour, node.minute = math.tointeger(tonumber(hour)), math.tointeger(tonumber(minute)) end
  return node, i
end

-- Tuesday; Tuesday, Nov. 3; Tuesday night
function Parser:weekday(i)
  local lower = self.lower
  local weekday = Words.weekdays[lower[i]]
  if not weekday or not self:capital(i) then return nil end
  local at = lower[i + 1] == "," and i + 2 or i + 1
  if lower[at] == "the" then at = at + 1 end
  local node, last
  if lower[at] then
    node, last = self:day_first(at)
    if not node then node, last = self:month_first(at) end
  end
  if node and node.kind == "date" and node.d then
    node.wd = weekday
    return node, last
  end
  return { kind = "date", wd = weekday }, i
end

function Parser:holiday(i)
  local lower = self.lower
  for _, holiday in ipairs(Words.holidays) do
    local fits = true
    for k, word in ipairs(holiday) do
      if lower[i + k - 1] ~= word then
        fits = false
        break
      end
    end
    if fits and self:capital(i) then
      local last = i + #holiday - 1
      local year, year_at = self:year_after(last)
      return { kind = "holiday", holiday = holiday, y = year }, year_at or last
    end
  end
end

-- YEARS AND LONGER --------------------------------------------------------------------------------------------------

-- A number of four digits is a year where something says so: never "2,000" or "2000 people".
function Parser:bare_year(i)
  local lower = self.lower
  local year = Numbers.year(lower, i)
  if not year or year < 1500 or year > 2100 then return nil end
  local before, after = lower[i - 1], self.tokens[i + 1]
  if lower[i + 1] == "-" or lower[i + 1] == "–" then
    local tail = lower[i + 2] and lower[i + 2]:match "^%d%d$"
    local second = tail and math.tointeger(tonumber(lower[i]:sub(1, 2) .. tail)) or Numbers.year(lower, i + 2)
    if second and second > year then
      return { kind = "range", from = { kind = "date", y = year }, to = { kind = "date", y = second } }, i + 2
    end
  end
  if before and (before == "the" or before == "(" or self.tokens[i - 1].xpos == "PRP$" or self.tokens[i - 1].xpos == "POS") then
    return { kind = "date", y = year }, i
  end
  -- "for 2028", but not "for 2000 men": round numbers are sums more often than years.
  if before == "for" and year % 100 == 0 then return nil end
  local counted = after and (after.xpos == "NNS" or after.xpos == "CD" or after.text == "%" or after.is_currency)
  if before and BEFORE_TIME[before] and not counted then return { kind = "date", y = year }, i end
end

function Parser:season(i)
  local lower = self.lower
  local season = Words.seasons[lower[i]]
  local year, last = Numbers.year(lower, lower[i + 1] == "of" and i + 2 or i + 1)
  if season and year then return { kind = "season", season = season, y = year }, last end
  local before = lower[i - 1]
  if season and (before == "in" or before == "during" or before == "by" or before == "the" and BEFORE_TIME[lower[i - 2] or ""])
    and lower[i + 1] ~= "of" then
    return { kind = "season", season = season }, i
  end
end

-- Q3; Q3 2020; third quarter of 2020; first half of next year
function Parser:quarter(i)
  local lower = self.lower
  local number, last = math.tointeger(tonumber(lower[i]:match "^q([1-4])$")), i
  local unit = "Q"
  if not number then
    number = Words.ordinals[lower[i]]
    if not number then return nil end
    if lower[i + 1] == "quarter" and number <= 4 then
      last = i + 1
    elseif lower[i + 1] == "half" and number <= 2 and lower[i + 2] == "of" then
      unit, last = "H", i + 1
    else
      return nil
    end
  end
  local at = lower[last + 1] == "of" and last + 2 or last + 1
  local year, year_at = Numbers.year(lower, at)
  if year then return { kind = "part-of-year", unit = unit, number = number, y = year }, year_at end
  local direction = Words.directions[lower[at]]
  if direction and lower[at + 1] == "year" then
    return { kind = "part-of-year", unit = unit, number = number, direction = direction }, at + 1
  end
  if unit == "H" then return nil end
  return { kind = "part-of-year", unit = unit, number = number }, last
end

-- 1990s, '90s, nineties; 19th century
function Parser:decade(i)
  local lower = self.lower
  local digits = lower[i]:match "^(%d%d%d)0s$"
  if digits then return { kind = "decade", value = digits }, i end
  digits = lower[i]:match "^['’]?(%d)0s$"
  if digits then return { kind = "decade", value = (tonumber(digits) >= 3 and "19" or "20") .. digits }, i end
  if Words.decades[lower[i]] and lower[i - 1] == "the" then return { kind = "decade", value = Words.decades[lower[i]] }, i end
  local number = Numbers.day(lower, i)
  if number and lower[i + 1] == "century" and not lower[i]:match "^%d+$" then
    return { kind = "decade", value = string.format("%02d", number - 1) }, i + 1
  end
end

-- What stands for itself, without a word before it.
function Parser:absolute(i)
  local kind = self.lower[i] and Readers.of(self.lower[i])
  if not kind then return nil end
  for _, read in ipairs(kind.absolute) do
    local node, last = self[read](self, i)
    if node then return node, last end
  end
end

return Parser
