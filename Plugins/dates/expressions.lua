-- Expressions that lead to a date: "last month", "two days ago", "from 3 to 5 May", "Tuesday night", durations and sets.
local Words = require "words"
local Numbers = require "numbers"
local Parser = require "parser"

-- last month, next Tuesday, this summer, the following day, the past three days
function Parser:directed(i)
  local lower = self.lower
  local word = lower[i]
  local direction = Words.directions[word]
  if not direction then return nil end
  local next_word = lower[i + 1]
  -- "the next day" is counted from what was told, "next week" from now.
  local narrative = Words.narrative[word]
    or word == "next" and (next_word == "day" or Words.parts[next_word] or lower[i - 1] == "the" and Words.units[next_word]) or nil
  if not next_word then return nil end

  local weekday = Words.weekdays[next_word]
  if weekday then return { kind = "date", wd = weekday, direction = direction }, i + 1 end
  local month = self:month(i + 1)
  if month then return { kind = "date", m = month, direction = direction }, i + 1 end
  if Words.seasons[next_word] then return { kind = "season", season = Words.seasons[next_word], direction = direction }, i + 1 end
  if Words.parts[next_word] and (word == "last" or word == "this" or narrative) then
    narrative = narrative and true
    return { kind = "offset", count = (word == "last" and -1 or narrative and direction or 0), unit = "D",
             part = Words.parts[next_word], narrative = narrative }, i + 1
  end
  local unit = Words.units[next_word]
  if word == "past" and unit and not Words.plural_units[next_word] and unit:sub(1, 1) ~= "T" then
    return { kind = "duration", count = 1, unit = unit, directed = true }, i + 1
  end
  if unit and not Words.plural_units[next_word] and unit:sub(1, 1) ~= "T" then
    if next_word == "quarter" or word == "past" or word == "coming" or word == "upcoming" then narrative = nil end
    if unit == "D" and word == "last" then return nil end
    return { kind = "offset", count = direction, unit = unit, narrative = narrative and true }, i + 1
  end
  -- "the past three days", "the next few weeks", "recent days": how long, counted from now.
  local count, at = Numbers.count(lower, i + 1)
  if direction ~= 0 and (count and count ~= 1 or Words.plural_units[next_word]) then
    at = count and at or i
    local length = Words.units[lower[at + 1]]
    if length and Words.plural_units[lower[at + 1]] then return { kind = "duration", count = count or "X", unit = length, directed = true }, at + 1 end
  end
end

local AGO = { ago = -1, earlier = -1, before = -1, later = 1, after = 1, hence = 1, afterwards = 1 }

-- three days, a two-day, a month-long; two days ago, a week later, two weeks from now
function Parser:counted(i)
  local lower = self.lower
  local count, at = Numbers.count(lower, i)
  if not count then return nil end
  local article = lower[i] == "a" or lower[i] == "an"
  local hyphen = lower[at + 1] == "-"
  local unit_at = hyphen and at + 2 or at + 1
  if lower[unit_at] == "more" or lower[unit_at] == "full" or lower[unit_at] == "long" or lower[unit_at] == "consecutive" then
    unit_at = unit_at + 1
  end
  local unit = Words.units[lower[unit_at]]
  if not unit or unit == "WE" and hyphen then return nil end
  local after = lower[unit_at + 1]
  -- Ages and rates are neither: "a 45-year-old", "aged 30 years", "3 years old".
  if after == "-" and lower[unit_at + 2] == "old" or after == "old" then return nil end
  if lower[i - 1] == "aged" then return nil end
  if article and hyphen then return nil end

  local sign = AGO[after]
  if sign and (after == "ago" or after == "earlier" or after == "later" or after == "hence"
               or lower[unit_at + 2] == nil or lower[unit_at + 2] == "," or lower[unit_at + 2] == ".") then
    return { kind = "offset", count = count ~= "X" and count * sign or count, sign = sign, unit = unit,
             narrative = after ~= "ago" and after ~= "hence" }, unit_at + 1
  end
  if after == "from" and lower[unit_at + 2] == "now" then
    return { kind = "offset", count = count, sign = 1, unit = unit }, unit_at + 2
  end
  if unit == "WE" or unit == "NI" and (article or lower[i] == "one") then return nil end
  if article and lower[at] == lower[i] then
    -- "a day", "a year": a length where a preposition says so, a rate after a number ("twice a week").
    local before = lower[i - 1]
    if before == "twice" or before == "once" or before == "times" then return nil end
    local length = before == "for" or before == "within" or before == "in" or before == "than" or before == "over" or before == "under"
      or before == "after" and after ~= nil and (unit == "DE" or unit == "CE" or unit:sub(1, 1) == "T")
    if not length then return nil end
  end
  return { kind = "duration", count = count, unit = unit, adjective = hyphen }, unit_at
end

-- month-long, weeks-long, day-long
function Parser:long(i)
  local lower = self.lower
  local unit = Words.units[lower[i]]
  if unit and lower[i + 1] == "-" and lower[i + 2] == "long" then
    return { kind = "duration", count = Words.plural_units[lower[i]] and "X" or 1, unit = unit }, i + 2
  end
  if unit and Words.plural_units[lower[i]] and lower[i - 1] == "for" then return { kind = "duration", count = "X", unit = unit }, i end
end

-- every day, each Monday, twice a week, daily, Mondays
function Parser:set(i)
  local lower = self.lower
  local word = lower[i]
  if Words.sets[word] then return { kind = "set", value = Words.sets[word] }, i end
  local weekday = Words.weekdays_plural[word]
  if weekday then return { kind = "set", weekday = weekday }, i end
  if word == "every" or word == "each" then
    weekday = Words.weekdays[lower[i + 1]]
    if weekday then return { kind = "set", weekday = weekday }, i + 1 end
    local part = Words.parts[lower[i + 1]]
    if part then return { kind = "set", part = part }, i + 1 end
    local count, at = 1, i
    if lower[i + 1] == "other" then count, at = 2, i + 1
    elseif Words.numbers[lower[i + 1]] or lower[i + 1] and lower[i + 1]:find "^%d+$" then count, at = Numbers.count(lower, i + 1) end
    local unit = Words.units[lower[at + 1]]
    if unit and #unit <= 2 and unit ~= "WE" and unit ~= "NI" then return { kind = "set", count = count, unit = unit }, at + 1 end
  end
  if (word == "twice" or word == "once") and (lower[i + 1] == "a" or lower[i + 1] == "every") then
    local unit = Words.units[lower[i + 2]]
    if unit and unit ~= "WE" and unit ~= "NI" then
      return { kind = "set", count = 1, unit = unit, times = word == "twice" and 2 or 1 }, i + 2
    end
  end
end

local DEICTIC = { today = 0, yesterday = -1, tomorrow = 1, tonight = 0, overnight = 0 }

function Parser:deictic(i)
  local lower = self.lower
  local word = lower[i]
  local offset = DEICTIC[word]
  if offset then
    local part = (word == "tonight" or word == "overnight") and "NI" or nil
    if Words.parts[lower[i + 1]] and not part then
      return { kind = "offset", count = offset, unit = "D", part = Words.parts[lower[i + 1]] }, i + 1
    end
    return { kind = "offset", count = offset, unit = "D", part = part }, i
  end
  if word == "the" and lower[i + 1] == "day" then
    if lower[i + 2] == "before" and lower[i + 3] == "yesterday" then return { kind = "offset", count = -2, unit = "D" }, i + 3 end
    if lower[i + 2] == "after" and lower[i + 3] == "tomorrow" then return { kind = "offset", count = 2, unit = "D" }, i + 3 end
    if lower[i + 2] == "before" then return { kind = "offset", count = -1, unit = "D", narrative = true }, i + 2 end
    if lower[i + 2] == "after" then return { kind = "offset", count = 1, unit = "D", narrative = true }, i + 2 end
  end
  if word == "that" and (lower[i + 1] == "day" or lower[i + 1] == "night" or lower[i + 1] == "week" or lower[i + 1] == "year") then
    local unit = lower[i + 1] == "night" and "D" or Words.units[lower[i + 1]]
    return { kind = "offset", count = 0, unit = unit, narrative = true, part = lower[i + 1] == "night" and "NI" or nil }, i + 1
  end
  if word == "in" or word == "of" then
    if lower[i + 1] == "the" and (lower[i + 2] == "past" or lower[i + 2] == "future") and not Words.units[lower[i + 3]]
      and not Words.numbers[lower[i + 3]] then
      return { kind = "reference", value = lower[i + 2] == "past" and "PAST_REF" or "FUTURE_REF", from = i + 1 }, i + 2
    end
    if lower[i + 1] == "recent" and Words.plural_units[lower[i + 2]] then
      return { kind = "reference", value = "PAST_REF", from = i + 1 }, i + 2
    end
    if lower[i + 1] == "the" and lower[i + 2] == "coming" and Words.plural_units[lower[i + 3]] then
      return { kind = "reference", value = "FUTURE_REF", from = i + 1 }, i + 3
    end
  end
  if Words.references[word] then return { kind = "reference", value = Words.references[word] }, i end
  -- "Earlier, the ministry …" looks back without saying how far.
  if word == "earlier" and lower[i + 1] == "," then return { kind = "reference", value = "PAST_REF" }, i end
end

-- 3 p.m., noon, midnight; of a day that is not said
function Parser:time(i)
  local lower = self.lower
  local clock, last = Numbers.clock(lower, i)
  if clock then return { kind = "time", hour = clock.hour, minute = clock.minute, zone = clock.zone }, last end
  if lower[i] == "noon" or lower[i] == "midday" then return { kind = "time", hour = 12 }, i end
  if lower[i] == "midnight" then return { kind = "time", hour = 0 }, i end
end

-- A date with the part of the day or the hour behind it: Tuesday night, Tuesday at 3 p.m.
function Parser:with_time(node, last)
  local lower = self.lower
  local dated = node.kind == "offset" and node.unit == "D" or node.kind == "holiday" or node.kind == "date" and (node.d or node.wd)
  if not dated or node.hour then return node, last end
  local part = Words.parts[lower[last + 1]]
  if part and not node.part then
    node.part, last = part, last + 1
  end
  local at = lower[last + 1] == "," and last + 2 or last + 1
  if lower[at] == "at" or lower[at] == "around" then at = at + 1 end
  if lower[at] and (at > last + 1 or lower[at]:find "^%d") then
    local time, stop = self:time(at)
    if time then
      node.hour, node.minute, node.zone = time.hour, time.minute, time.zone
      last = stop
    end
  end
  return node, last
end

-- 3 p.m. on Tuesday; the morning of 3 May
function Parser:time_before(i)
  local lower = self.lower
  local time, last = self:time(i)
  local part
  if not time and lower[i] == "the" and Words.parts[lower[i + 1]] and lower[i + 2] == "of" then part, last = Words.parts[lower[i + 1]], i + 1 end
  if not time and not part then return nil end
  local at = last + 1
  if lower[at] == "on" or lower[at] == "of" or lower[at] == "," then at = at + 1 end
  local node, stop
  if lower[at] then
    node, stop = self:deictic(at)
    if not node then node, stop = self:absolute(at) end
  end
  local dated = node and (node.kind == "offset" or node.kind == "date" and (node.d or node.wd))
  if dated then
    if time then node.hour, node.minute, node.zone = time.hour, time.minute, time.zone end
    node.part = part or node.part
    return node, stop
  end
  if time then return time, last end
end

return Parser
