-- Numbers, days of a month, years and times of day at a token. Each gives a value and the last token it takes, or nil.
local Words = require "words"

local Numbers = {}

function Numbers.count(lower, i)
  local word = lower[i]
  if not word then return nil end
  local digits = math.tointeger(tonumber(word:match "^%d+$"))
  if digits then
    return digits, i
  end
  local decimal = tonumber(word:match "^%d+%.%d+$")
  if decimal then return decimal, i end
  if word == "a" or word == "an" then
    local after = lower[i + 1]
    if after == "couple" then return 2, lower[i + 2] == "of" and i + 2 or i + 1 end
    if after == "dozen" then return 12, i + 1 end
    if after == "few" then return "X", i + 1 end
    if after == "half" then return 1.5, i + 1 end
    return 1, i
  end
  if word == "half" then
    local after = lower[i + 1]
    return 0.5, (after == "a" or after == "an") and i + 1 or i
  end
  local value = Words.numbers[word]
  if value then
    -- "twenty-five", "two dozen", "two and a half"
    local tail = value >= 20 and value < 100 and lower[i + 1] == "-" and Words.numbers[lower[i + 2]]
    if tail and tail < 10 then return value + tail, i + 2 end
    if lower[i + 1] == "dozen" then return value * 12, i + 1 end
    if lower[i + 1] == "and" and lower[i + 2] == "a" and lower[i + 3] == "half" then return value + 0.5, i + 3 end
    return value, i
  end
  if Words.vague[word] then return "X", lower[i + 1] == "of" and i + 1 or i end
  return nil
end

-- 3, 3rd, third, the 3rd
function Numbers.day(lower, i)
  local word = lower[i]
  if not word then return nil end
  local day = word:match "^(%d%d?)$" or word:match "^(%d%d?)[snrt][tdh]$"
  day = day and math.tointeger(tonumber(day)) or Words.ordinals[word]
  if day and day >= 1 and day <= 31 then return day, i end
end

function Numbers.year(lower, i)
  local word = lower[i]
  if not word or #word ~= 4 then return nil end
  local year = math.tointeger(tonumber(word:match "^[12]%d%d%d$"))
  if year and year >= 1000 and year <= 2199 then return year, i end
end

local HALVES = { ["a.m."] = 0, am = 0, ["a.m"] = 0, ["p.m."] = 12, pm = 12, ["p.m"] = 12 }
local ZONES = { gmt = "Z", utc = "Z", z = "Z", est = "-05:00", edt = "-04:00", cet = "+01:00", cest = "+02:00", bst = "+01:00", msk = "+03:00" }

-- Behind the digits: "p.m.", "o'clock", "hours", "GMT", "local time".
local IN_THE = { morning = 0, afternoon = 12, evening = 12 }

local function clock_end(lower, time, i, sure)
  local half = HALVES[lower[i + 1]]
  if half then
    if time.hour < 1 or time.hour > 12 then return nil end
    time.hour = time.hour % 12 + half
    i, sure = i + 1, true
  elseif lower[i + 1] == "o'clock" or lower[i + 1] == "o’clock" then
    i, sure = i + 1, true
  end
  -- "five in the morning"
  local part = lower[i + 1] == "in" and lower[i + 2] == "the" and IN_THE[lower[i + 3]]
  if part and time.hour >= 1 and time.hour <= 12 then
    time.hour = time.hour % 12 + part
    i, sure = i + 3, true
  end
  local zone = ZONES[lower[i + 1]]
  if zone then
    time.zone = zone
    i, sure = i + 1, true
  elseif lower[i + 1] == "local" and lower[i + 2] == "time" then
    i, sure = i + 2, true
  end
  if sure then return time, i end
end

-- 14:30, 2.30 pm, 3 p.m., 5 o'clock, 0800 GMT
function Numbers.clock(lower, i)
  local word = lower[i]
  local hour, minute = word:match "^(%d%d?):(%d%d)$"
  local sure = hour ~= nil
  if not hour then hour, minute = word:match "^(%d%d?)%.(%d%d)$" end
  if not hour and #word == 4 and ZONES[lower[i + 1]] then hour, minute = word:match "^(%d%d)(%d%d)$" end
  hour = hour or word:match "^%d%d?$" or (lower[i + 1] == "o'clock" or lower[i + 1] == "o’clock" or lower[i + 1] == "in") and Words.numbers[word]
  if not hour then return nil end
  local time = { hour = math.tointeger(tonumber(hour)), minute = minute and math.tointeger(tonumber(minute)) or nil }
  if time.hour > 24 or (time.minute or 0) > 59 then return nil end
  return clock_end(lower, time, i, sure)
end

return Numbers
