-- Whole expressions: what stands before a date (early, late, from, between), and two dates that make a range.
local Words = require "words"
local Numbers = require "numbers"
local Readers = require "readers"
local Parser = require "expressions"

function Parser:simple(i)
  local kind = Readers.of(self.lower[i])
  if not kind then return nil end
  for _, read in ipairs(kind.simple) do
    local node, last = self[read](self, i)
    if node then return self:with_time(node, last) end
  end
end

-- early 2020, late on Monday, mid-November, the end of the year
function Parser:modified(i)
  local lower = self.lower
  local word = lower[i]
  local inner = word:match "^mid%-(.+)$"
  if inner then
    local month = Words.months[inner]
    local year = inner:match "^[12]%d%d%d$"
    local decade = inner:match "^([12]%d%d)0s$"
    if decade then return { kind = "decade", value = decade, mod = "MID" }, i end
    if year then return { kind = "date", y = math.tointeger(tonumber(year)), mod = "MID" }, i end
    if month then
      local y, last = self:year_after(i)
      return { kind = "date", m = month, y = y, mod = "MID" }, last or i
    end
    return nil
  end
  local mod = Words.mods[word]
  if not mod and (word == "beginning" or word == "start" or word == "middle" or word == "end") and lower[i + 1] == "of" then
    mod = word == "middle" and "MID" or word == "end" and "END" or "START"
  end
  if not mod then return nil end
  local at = i + 1
  while lower[at] == "on" or lower[at] == "in" or lower[at] == "-" or lower[at] == "of" or lower[at] == "the" or lower[at] == "hours" do at = at + 1 end
  if not lower[at] then return nil end
  -- "at the end of the year" means this one
  if lower[at - 1] == "the" and lower[i + 1] == "of" and (lower[at] == "year" or lower[at] == "month" or lower[at] == "week") then
    return { kind = "offset", count = 0, unit = Words.units[lower[at]], mod = mod }, at
  end
  local year = Numbers.year(lower, at)
  if year and year >= 1500 and year <= 2100 then return { kind = "date", y = year, mod = mod }, at end
  local month = self:month(at)
  local node, last
  if month and not Numbers.day(lower, at + 1) then
    local y, year_at = self:year_after(at)
    node, last = { kind = "date", m = month, y = y }, year_at or at
  else
    node, last = self:simple(at)
  end
  if not node or node.kind == "duration" or node.kind == "set" or node.kind == "reference" then return nil end
  node.mod = mod
  return node, last
end

function Parser:single(i)
  if not self.lower[i] then return nil end
  local kind = Readers.of(self.lower[i])
  if not kind then return nil end
  if kind.modified then
    local node, last = self:modified(i)
    if node then return node, last end
  end
  return self:simple(i)
end

local function fill(from, to)
  for _, name in ipairs { "y", "m" } do
    if to[name] and not from[name] and from.kind == "date" and (name == "y" or from.d) and not from.wd then from[name] = to[name] end
  end
  if from.y and not to.y and to.kind == "date" and not to.wd then to.y = from.y end
end

local FROM_JOINTS = { to = true, ["until"] = true, through = true, till = true, ["-"] = true, ["–"] = true }
local BETWEEN_JOINTS = { ["and"] = true }

-- from 3 to 5 May; between Monday and Friday; from 2014 to 2016
function Parser:range(i)
  local lower = self.lower
  local opening = lower[i]
  local joint = opening == "from" and FROM_JOINTS or BETWEEN_JOINTS
  local at = i + 1
  if lower[at] == "the" then at = at + 1 end
  if not lower[at] then return nil end
  -- The bare day takes its month from what follows: "from 3 to 5 May".
  local day, day_at = Numbers.day(lower, at)
  if day and joint[lower[day_at + 1]] then
    local to, last = self:single(day_at + 2)
    if to and to.kind == "date" and to.d and to.m then
      return { kind = "range", from = { kind = "date", y = to.y, m = to.m, d = day }, to = to, first = at }, last
    end
    local time = self:time(day_at + 2)
    if time then
      local _, stop = self:time(day_at + 2)
      local hour = time.hour >= 12 and day < 12 and time.hour - 12 > day and day + 12 or day
      return { kind = "range", from = { kind = "time", hour = hour }, to = time, first = at }, stop
    end
  end
  local first_year, year_at = Numbers.year(lower, at)
  local second_year = first_year and joint[lower[year_at + 1]] and Numbers.year(lower, year_at + 2)
  if second_year and second_year > first_year then
    return { kind = "range", from = { kind = "date", y = first_year }, to = { kind = "date", y = second_year }, first = at }, year_at + 2
  end
  local from, from_last = self:single(at)
  if not from or from.kind == "duration" or from.kind == "set" then return nil end
  if from.kind == "range" then
    from.first = at
    return from, from_last
  end
  if not joint[lower[from_last + 1]] then return nil end
  local to_at = from_last + 2
  if lower[to_at] == "the" then to_at = to_at + 1 end
  local to, last = self:single(to_at)
  if not to or to.kind == "duration" or to.kind == "set" or to.kind == "range" then return nil end
  fill(from, to)
  return { kind = "range", from = from, to = to, first = at }, last
end

-- May 3 to May 5; Monday to Friday; 2014 to 2016
function Parser:joined(node, i, last)
  local lower = self.lower
  local joint = lower[last + 1]
  if node.kind ~= "date" or joint ~= "to" and joint ~= "–" and joint ~= "-" and joint ~= "through" and joint ~= "until" then return node, last end
  local to, stop = self:absolute(last + 2)
  if not to or to.kind ~= "date" then return node, last end
  local alike = (node.wd ~= nil) == (to.wd ~= nil) and (node.d ~= nil) == (to.d ~= nil)
  if not alike then return node, last end
  fill(node, to)
  return { kind = "range", from = node, to = to }, stop
end

-- The expression that begins at `i`: its node and last token. `node.first` says where it begins if later.
function Parser:expression(i)
  local kind = Readers.of(self.lower[i])
  if not kind then return nil end
  if kind.range then return self:range(i) end
  local node, last = self:single(i)
  if not node then return nil end
  return self:joined(node, i, last)
end

return Parser
