-- The words that dates are made of.
local Words = {}

local function map(text, value)
  local result = {}
  for word, of in text:gmatch "(%S+)=(%S+)" do result[word] = value and value(of) or of end
  return result
end

Words.months = map([[
  january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 october=10 november=11 december=12
  jan.=1 feb.=2 mar.=3 apr.=4 jun.=6 jul.=7 aug.=8 sep.=9 sept.=9 oct.=10 nov.=11 dec.=12
  jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12
]], math.tointeger)

-- These are other words or names as well: alone they need a sign that a month is meant.
Words.doubtful_months = { march = true, may = true, jan = true, mar = true, jun = true, dec = true, sep = true, oct = true,
                          apr = true, jul = true, aug = true, nov = true, feb = true, august = true, april = true, june = true }

Words.weekdays = map([[
  monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7
  mon.=1 tue.=2 tues.=2 wed.=3 weds.=3 thu.=4 thur.=4 thurs.=4 fri.=5 sat.=6 sun.=7
]], math.tointeger)

Words.weekdays_plural = map([[
  mondays=1 tuesdays=2 wednesdays=3 thursdays=4 fridays=5 saturdays=6 sundays=7
]], math.tointeger)

-- Units with the letter that they have in a duration; those of a time stand behind a T.
Words.units = map [[
  second=TS seconds=TS minute=TM minutes=TM min.=TM mins=TM hour=TH hours=TH hr=TH hrs=TH day=D days=D week=W weeks=W
  fortnight=2W fortnights=2W month=M months=M quarter=Q quarters=Q year=Y years=Y decade=DE decades=DE century=CE centuries=CE
  weekend=WE weekends=WE night=NI nights=NI
]]

Words.plural_units = {}
for word in ("seconds minutes hours days weeks months years decades centuries"):gmatch "%S+" do Words.plural_units[word] = true end

Words.numbers = map([[
  one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14
  fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70
  eighty=80 ninety=90 hundred=100
]], math.tointeger)

-- How many is not said.
Words.vague = { several = true, few = true, many = true, some = true, couple = true, dozens = true, hundreds = true,
                recent = true, coming = true, numerous = true }

Words.ordinals = map([[
  first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12
  thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20
  twenty-first=21 thirtieth=30 thirty-first=31
]], math.tointeger)

Words.seasons = { spring = "SP", summer = "SU", autumn = "FA", fall = "FA", winter = "WI" }

Words.parts = { morning = "MO", afternoon = "AF", evening = "EV", night = "NI", noon = "MI", midday = "MI", dawn = "MO",
                dusk = "EV", midnight = "NI", daybreak = "MO", nightfall = "NI" }

Words.parts_plural = { mornings = "MO", afternoons = "AF", evenings = "EV", nights = "NI" }

Words.directions = { last = -1, previous = -1, past = -1, preceding = -1, this = 0, current = 0, next = 1, coming = 1, following = 1,
                     upcoming = 1, same = 0 }

-- Counted from what the text has told last, and not from the day of the document.
Words.narrative = { previous = true, preceding = true, following = true, same = true }

Words.mods = { early = "START", late = "END", mid = "MID" }

Words.decades = map([[
  twenties=192 thirties=193 forties=194 fifties=195 sixties=196 seventies=197 eighties=198 nineties=199
]])

Words.sets = { daily = "P1D", nightly = "P1D", weekly = "P1W", biweekly = "P2W", fortnightly = "P2W", monthly = "P1M", quarterly = "P3M",
               yearly = "P1Y", annually = "P1Y", annual = "P1Y", hourly = "PT1H" }

Words.references = { recently = "PAST_REF", lately = "PAST_REF", previously = "PAST_REF", formerly = "PAST_REF", currently = "PRESENT_REF",
                     nowadays = "PRESENT_REF", now = "PRESENT_REF", soon = "FUTURE_REF", shortly = "FUTURE_REF" }

-- Days that have a name: month and day, a rule of weekdays, or a distance from Easter.
Words.holidays = {
  { "christmas", "eve", m = 12, d = 24 }, { "christmas", "day", m = 12, d = 25 }, { "christmas", m = 12, d = 25 },
  { "boxing", "day", m = 12, d = 26 }, { "new", "year", "'s", "eve", m = 12, d = 31 }, { "new", "year", "’s", "eve", m = 12, d = 31 },
  { "new", "year", "'s", "day", m = 1, d = 1 }, { "new", "year", "’s", "day", m = 1, d = 1 }, { "new", "year", "'s", m = 1, d = 1 },
  { "halloween", m = 10, d = 31 }, { "valentine", "'s", "day", m = 2, d = 14 }, { "bastille", "day", m = 7, d = 14 },
  { "armistice", "day", m = 11, d = 11 }, { "veterans", "day", m = 11, d = 11 }, { "may", "day", m = 5, d = 1 },
  { "all", "saints", "'", "day", m = 11, d = 1 }, { "nowruz", m = 3, d = 21 }, { "epiphany", m = 1, d = 6 },
  { "juneteenth", m = 6, d = 19 }, { "epiphany", m = 1, d = 6 },
  { "thanksgiving", "day", m = 11, weekday = 4, nth = 4 }, { "thanksgiving", m = 11, weekday = 4, nth = 4 },
  { "labor", "day", m = 9, weekday = 1, nth = 1 }, { "memorial", "day", m = 5, weekday = 1, nth = -1 },
  { "easter", "sunday", easter = 0 }, { "easter", "monday", easter = 1 }, { "easter", easter = 0 }, { "good", "friday", easter = -2 },
  { "palm", "sunday", easter = -7 }, { "ash", "wednesday", easter = -46 }, { "pentecost", easter = 49 },
}

return Words
