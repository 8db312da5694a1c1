-- What a news desk asks of all documents together: counted document by document, and made into tables when the run ends.
local pipeline = require "pipeline"
local count = require "counts"
local tables = require "tables"

local counter = pipeline.shared.counter

return function(options)
  options = options or {}
  return pipeline.stage {
    name = options.name or "desk",
    requires = { "entities", "events" },
    shared = {
      speakers = counter(), about = counter(), events = counter(), tension = counter(), pair_events = counter(), pair_documents = counter(),
    },
    process = count,
    finish = function(_, shared) return tables(shared, options.rows or 50, options.days or 200) end,
  }
end
