-- Days of the Gregorian calendar as numbers: 0 is 1 January 1970. Nothing here knows what day it is today.
local Calendar = {}

-- March comes first in these years, so that the leap day is the last day of one.
function Calendar.day_number(year, month, day)
  local y = month <= 2 and year - 1 or year
  local era = y // 400
  local year_of_era = y - era * 400
  local day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
  local day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
  return era * 146097 + day_of_era - 719468
end

-- Year, month and day of a number.
function Calendar.date(number)
  local z = number + 719468
  local era = z // 146097
  local day_of_era = z - era * 146097
  local year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
  local day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
  local mp = (5 * day_of_year + 2) // 153
  local month = mp < 10 and mp + 3 or mp - 9
  local year = year_of_era + era * 400 + (month <= 2 and 1 or 0)
  return year, month, day_of_year - (153 * mp + 2) // 5 + 1
end

-- 1 is Monday, 7 is Sunday.
function Calendar.weekday(number) return (number + 3) % 7 + 1 end

local LENGTHS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

function Calendar.is_leap(year) return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) end

function Calendar.days_in_month(year, month)
  return month == 2 and Calendar.is_leap(year) and 29 or LENGTHS[month]
end

-- Whether there is such a day; without a year, whether there can be one.
function Calendar.exists(year, month, day)
  return month >= 1 and month <= 12 and day >= 1 and day <= Calendar.days_in_month(year or 2000, month)
end

-- Year and number of the ISO week, whose Thursday decides to which year it belongs.
function Calendar.week(number)
  local thursday = number - Calendar.weekday(number) + 4
  local year = Calendar.date(thursday)
  return year, (thursday - Calendar.day_number(year, 1, 1)) // 7 + 1
end

-- The same day of another month, or that month's last one: a month after 31 January is the end of February.
function Calendar.add_months(year, month, day, count)
  local months = year * 12 + month - 1 + count
  local y, m = months // 12, months % 12 + 1
  return y, m, math.min(day, Calendar.days_in_month(y, m))
end

-- The n-th given weekday of a month; counted from its end if n is negative.
function Calendar.nth_weekday(year, month, weekday, n)
  if n > 0 then
    local first = Calendar.day_number(year, month, 1)
    return first + (weekday - Calendar.weekday(first)) % 7 + (n - 1) * 7
  end
  local last = Calendar.day_number(year, month, Calendar.days_in_month(year, month))
  return last - (Calendar.weekday(last) - weekday) % 7 + (n + 1) * 7
end

-- Easter Sunday of the western churches (the anonymous Gregorian computus).
function Calendar.easter(year)
  local a, b, c = year % 19, year // 100, year % 100
  local h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
  local l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
  local m = (a + 11 * h + 22 * l) // 451
  local month = (h + l - 7 * m + 114) // 31
  return Calendar.day_number(year, month, (h + l - 7 * m + 114) % 31 + 1)
end

return Calendar
