local pipeline = require "pipeline"

return pipeline.tests {
  stages = {
    pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" },
    require "dates" { reference = "2020-11-05" },
  },

  { name = "a full date", text = "It began on [day:DATE 3 November 2020].",
    attributes = { day = { value = "2020-11-03" } } },
  { name = "a month before", text = "It began [month:DATE last month].",
    attributes = { month = { value = "2020-10" } } },
  { name = "a length of time", text = "It took [length:DATE three weeks].",
    attributes = { length = { type = "DURATION", value = "P3W" } } },
  { name = "a sum is no date", text = "It cost 2020 dollars.", none = "DATE" },
}
