-- What the definition finds, sentence by sentence. `pipeline test Examples/quickstart` runs it.
local pipeline = require "pipeline"

return pipeline.tests {
  definition = "config.lua",

  { name = "a title makes a name", exact = "entities",
    text = "Dr. [PER Lena Orlova] came to [LOC Oslo]." },

  { name = "no title, no name", text = "Lena Orlova came.", none = "PER" },

  { name = "who said what",
    text = "Mr. [who:PER Haddad] [cue: denied] that [what: the ferry is late].",
    relations = { { relation = "STATEMENT", source = "who", cue = "cue", content = "what" } } },

  { name = "places are counted", text = "From [LOC Oslo] to [LOC Lake Vann].", sets = { places = 2 } },
}
