-- Thursday, 5 November 2020.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = {
    pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" },
    require "dates" { reference = "2020-11-05" },
  },

  { name = "a full date", text = "It began on [day:DATE 3 November 2020].",
    attributes = { day = { type = "DATE", value = "2020-11-03" } } },
  { name = "a date as agencies write it", text = "It began on [day:DATE Nov. 3].", attributes = { day = { value = "2020-11-03" } } },
  { name = "a date in numbers", text = "It began on [day:DATE 11/03/2020].", attributes = { day = { value = "2020-11-03" } } },
  { name = "a weekday behind", text = "It began on [day:DATE Tuesday].", attributes = { day = { value = "2020-11-03" } } },
  { name = "a weekday ahead", text = "It will begin on [day:DATE Friday].", attributes = { day = { value = "2020-11-06" } } },
  { name = "the weekday of a week before", text = "It began [day:DATE last Thursday].", attributes = { day = { value = "2020-10-29" } } },
  { name = "a month before", text = "It began [month:DATE last month].",
    attributes = { month = { value = "2020-10" } } },
  { name = "a week ahead", text = "It begins [week:DATE next week].", attributes = { week = { value = "2020-W46" } } },
  { name = "a part of a year", text = "It began in [year:DATE early 2020].", attributes = { year = { value = "2020", mod = "START" } } },
  { name = "counted from the day", text = "It began [day:DATE two days ago].", attributes = { day = { value = "2020-11-03" } } },
  { name = "counted from the day told last", text = "It began on [DATE 3 May 2019]. It ended [day:DATE two days later].",
    attributes = { day = { value = "2019-05-05" } } },
  { name = "a range", text = "It ran from [days:DATE 3 to 5 May].", attributes = { days = { value = "2020-05-03/2020-05-05" } } },
  { name = "a quarter", text = "It grew in [time:DATE the third quarter of 2020].", attributes = { time = { value = "2020-Q3" } } },
  { name = "a season, a decade, a century", text = "[a:DATE last summer], [b:DATE the 1990s] and [c:DATE the 17th century]",
    attributes = { a = { value = "2020-SU" }, b = { value = "199X" }, c = { value = "16XX" } } },
  { name = "a holiday", text = "It closed on [day:DATE Easter Monday 2021].", attributes = { day = { value = "2021-04-05" } } },
  { name = "a time of day", text = "They met at [time:DATE 5 p.m. on Monday].", attributes = { time = { type = "TIME", value = "2020-11-02T17:00" } } },
  { name = "a part of a day", text = "It burned on [time:DATE Tuesday night].", attributes = { time = { type = "TIME", value = "2020-11-03TNI" } } },
  { name = "a length of time", text = "It took [length:DATE three weeks].",
    attributes = { length = { type = "DURATION", value = "P3W" } } },
  { name = "hours", text = "It took [length:DATE 48 hours].", attributes = { length = { value = "PT48H" } } },
  { name = "what recurs", text = "They meet [set:DATE every Monday].", attributes = { set = { type = "SET", value = "XXXX-WXX-1" } } },
  { name = "a sum is no date", text = "It cost 2020 dollars.", none = "DATE" },
  { name = "a number of people is no date", text = "About 1990 people came.", none = "DATE" },
  { name = "a person is no month", text = "[=PER May] resigned and [=PER April] stayed.", none = "DATE" },
  { name = "vague words are left alone", text = "It happened recently, and it will soon again.", none = "DATE" },
}
