-- From a node to its value: which day is meant, seen from the day of the document.
local Calendar = require "calendar"

local Resolver = {}
Resolver.__index = Resolver

-- `reference` is { y, m, d } with what is known of the document's day, or nil.
function Resolver.new(reference)
  local self = setmetatable({ reference = reference }, Resolver)
  if reference and reference.y and reference.m and reference.d then
    self.today = Calendar.day_number(reference.y, reference.m, reference.d)
  end
  return self
end

local function day_value(number) return string.format("%04d-%02d-%02d", Calendar.date(number)) end

-- WHICH YEAR, WHICH WEEK --------------------------------------------------------------------------------------------

-- The weekday that is meant: the last one if told of in the past, the next one if expected.
local function near_weekday(today, weekday, direction, tense)
  local back = (Calendar.weekday(today) - weekday) % 7
  local ahead = (weekday - Calendar.weekday(today)) % 7
  if direction == -1 then return today - (back == 0 and 7 or back) end
  if direction == 1 then return today + (ahead == 0 and 7 or ahead) end
  if direction == 0 then return today - Calendar.weekday(today) + weekday end
  if tense == "future" then return today + ahead end
  return today - back
end

-- The year of a month and day, or of a month, that stands without one.
function Resolver:year_for(node, tense)
  local reference = self.reference
  if not (reference and reference.y) then return nil end
  local y, now = reference.y, (reference.m or 6) * 100 + (reference.d or 15)
  local then_ = node.m * 100 + (node.d or reference.d or 15)
  local direction = node.direction
  if direction == 0 then return y end
  if direction == -1 or not direction and tense == "past" then
    if direction and node.m == reference.m then return y - 1 end
    return then_ > now and y - 1 or y
  end
  if direction == 1 or tense == "future" then
    if direction and node.m == reference.m then return y + 1 end
    return then_ < now and y + 1 or y
  end
  local apart = node.m - (reference.m or 6)
  return apart > 6 and y - 1 or apart < -6 and y + 1 or y
end

-- VALUES BY KIND ----------------------------------------------------------------------------------------------------

local kinds = {}

function kinds.date(self, node, tense)
  if node.d and node.m then
    if not Calendar.exists(node.y, node.m, node.d) then return nil end
    local y = node.y or self:year_for(node, tense)
    if y then return day_value(Calendar.day_number(y, node.m, node.d)) end
    return string.format("XXXX-%02d-%02d", node.m, node.d), true
  end
  if node.wd then
    if self.today then return day_value(near_weekday(self.today, node.wd, node.direction, tense)) end
    return "XXXX-WXX-" .. node.wd, true
  end
  if node.m then
    local y = node.y or self:year_for(node, tense)
    return string.format(y and "%04d-%02d" or "%s-%02d", y or "XXXX", node.m), not y
  end
  return string.format("%04d", node.y)
end

function kinds.holiday(self, node, tense)
  local holiday = node.holiday
  local function day_of(y)
    if holiday.easter then return Calendar.easter(y) + holiday.easter end
    if holiday.weekday then return Calendar.nth_weekday(y, holiday.m, holiday.weekday, holiday.nth) end
    return Calendar.day_number(y, holiday.m, holiday.d)
  end
  if node.y then return day_value(day_of(node.y)) end
  if not self.today then
    if holiday.d then return string.format("XXXX-%02d-%02d", holiday.m, holiday.d), true end
    return holiday.m and string.format("XXXX-%02d", holiday.m) or "XXXX-XX-XX", true
  end
  local y = self.reference.y
  local this = day_of(y)
  if tense == "future" and this < self.today then this = day_of(y + 1) end
  if tense ~= "future" and this > self.today then this = day_of(y - 1) end
  return day_value(this)
end

local SEASON_MONTHS = { SP = 3, SU = 6, FA = 9, WI = 12 }

function kinds.season(self, node, tense)
  local y = node.y
  local reference = self.reference
  if not y and reference and reference.y then
    local begins, month = SEASON_MONTHS[node.season], reference.m or 6
    y = reference.y
    if node.direction == 1 or tense == "future" and not node.direction then
      if begins <= month then y = y + 1 end
    elseif node.direction ~= 0 then
      -- The winter of a year is the one that begins in it.
      local over = node.direction == -1 and begins + 2 >= month or begins > month
      if over then y = y - 1 end
    end
  end
  return (y and string.format("%04d", y) or "XXXX") .. "-" .. node.season, not y
end

kinds["part-of-year"] = function(self, node, tense)
  local y = node.y
  local reference = self.reference
  if not y and reference and reference.y then
    y = reference.y + (node.direction or 0)
    if not node.direction and node.unit == "Q" and tense ~= "future" and reference.m
      and node.number > (reference.m + 2) // 3 then y = y - 1 end
  end
  return (y and string.format("%04d", y) or "XXXX") .. "-" .. node.unit .. node.number, not y
end

-- 199X is a decade and 16XX a century.
function kinds.decade(_, node) return node.value .. ("X"):rep(4 - #node.value) end

function kinds.reference(_, node) return node.value end

function kinds.time(_, node)
  return string.format("T%02d:%02d", node.hour, node.minute or 0) .. (node.zone or "")
end

-- OFFSETS, DURATIONS, SETS -----------------------------------------------------------------------------------------

local function length(count, unit)
  if unit == "DE" or unit == "CE" then
    count = count == "X" and "X" or count * (unit == "DE" and 10 or 100)
    unit = count == "X" and unit or "Y"
  elseif unit == "Q" then
    count, unit = count == "X" and "X" or count * 3, "M"
  elseif unit == "2W" then
    count, unit = count == "X" and "X" or count * 2, "W"
  end
  local number = count
  if math.type(count) == "float" then
    number = count == math.floor(count) and string.format("%d", math.floor(count)) or string.format("%.1f", count)
  end
  if unit:sub(1, 1) == "T" then return "PT" .. number .. unit:sub(2) end
  return "P" .. number .. unit
end

local by_unit = {}

function by_unit.D(day, count) return day_value(day + count) end
function by_unit.W(day, count) return string.format("%04d-W%02d", Calendar.week(day + count * 7)) end
by_unit["2W"] = function(day, count) return string.format("%04d-W%02d", Calendar.week(day + count * 14)) end
function by_unit.WE(day, count) return string.format("%04d-W%02d-WE", Calendar.week(day + count * 7)) end
function by_unit.NI(day, count) return day_value(day + count) .. "TNI" end

local function months_from(day, count)
  local y, m, d = Calendar.date(day)
  return Calendar.add_months(y, m, d, count)
end

function by_unit.M(day, count) return string.format("%04d-%02d", months_from(day, count)) end
function by_unit.Q(day, count)
  local y, m = months_from(day, count * 3)
  return string.format("%04d-Q%d", y, (m + 2) // 3)
end
function by_unit.Y(day, count) return string.format("%04d", (Calendar.date(day)) + count) end
function by_unit.DE(day, count) return string.format("%03dX", (Calendar.date(day)) // 10 + count) end
function by_unit.CE(day, count) return string.format("%02dXX", (Calendar.date(day)) // 100 + count) end

local UNKNOWN = { D = "XXXX-XX-XX", W = "XXXX-WXX", ["2W"] = "XXXX-WXX", WE = "XXXX-WXX-WE", NI = "XXXX-XX-XX", M = "XXXX-XX",
                  Q = "XXXX-QX", Y = "XXXX", DE = "XXXX", CE = "XXXX" }

function kinds.offset(self, node)
  local count = node.count
  local day = node.narrative and self.told or self.today
  if count == "X" or not UNKNOWN[node.unit] then
    return (node.sign or 1) < 0 and "PAST_REF" or "FUTURE_REF"
  end
  if count ~= math.floor(count) then return (node.sign or 1) < 0 and "PAST_REF" or "FUTURE_REF" end
  count = math.floor(count)
  if day then return by_unit[node.unit](day, count) end
  -- What is known is how far away it is.
  return UNKNOWN[node.unit], true, (count < 0 and "-" or "") .. length(math.abs(count), node.unit)
end

function kinds.duration(_, node) return length(node.count, node.unit) end

function kinds.set(_, node)
  if node.value then return node.value end
  if node.weekday then return "XXXX-WXX-" .. node.weekday end
  if node.part then return "XXXX-XX-XXT" .. node.part end
  return length(node.count, node.unit)
end

function kinds.range(self, node, tense)
  local from, unknown = self:value(node.from, tense)
  -- A range goes on from where it begins: "Monday to Friday".
  local to, unknown_too
  if node.to.wd and self.today and not node.to.d and from:find "^%d%d%d%d%-%d%d%-%d%d$" then
    local y, m, d = from:match "^(%d+)-(%d+)-(%d+)$"
    local first = Calendar.day_number(math.tointeger(tonumber(y)), math.tointeger(tonumber(m)), math.tointeger(tonumber(d)))
    to = day_value(near_weekday(first, node.to.wd, nil, "future"))
  else
    to, unknown_too = self:value(node.to, tense)
  end
  if not from or not to then return nil end
  return from .. "/" .. to, unknown or unknown_too
end

-- The value, whether it is not resolved, and how far it is from the document's day where that is unknown.
function Resolver:value(node, tense)
  local value, unknown, offset = kinds[node.kind](self, node, tense)
  if not value then return nil end
  -- An hour alone is one of the day that the text speaks of.
  local day = node.kind == "time" and (self.told or self.today)
  if day then return day_value(day) .. value end
  if node.kind ~= "time" and node.kind ~= "range" and node.kind ~= "set" then
    if node.hour then
      value = value .. kinds.time(self, node)
    elseif node.part then
      value = value .. "T" .. node.part
    end
  end
  return value, unknown or nil, offset
end

local TYPES = { duration = "DURATION", set = "SET", time = "TIME" }

function Resolver.type_of(node)
  if node.kind == "range" then return Resolver.type_of(node.from) end
  if node.hour or node.part and node.kind ~= "set" then return "TIME" end
  return TYPES[node.kind] or "DATE"
end

-- What later expressions such as "the next day" are counted from.
function Resolver:remember(value)
  local y, m, d = value:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)"
  if y then self.told = Calendar.day_number(math.tointeger(tonumber(y)), math.tointeger(tonumber(m)), math.tointeger(tonumber(d))) end
end

return Resolver
