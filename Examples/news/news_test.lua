-- The whole definition on a few sentences; `gold/` measures it on articles.
local pipeline = require "pipeline"

return pipeline.tests {
  definition = "config.lua",

  { name = "who speaks, and what he is",
    text = "“It is over,” said Marta Ilves, head of the Harbour Authority. She added that the port would open on Monday.",
    check = function(doc)
      local statements, role = doc:relations "STATEMENT", doc:relations("ROLE")[1]
      assert(#statements == 2 and statements[2].attributes.speaker == "Marta Ilves", statements[2].attributes.speaker)
      assert(role.person.text == "Marta Ilves" and role.organisation.text == "Harbour Authority", role.role.text)
    end },
  { name = "a surname that was given before", text = "[PER Marta Ilves] came. [who:PER Ilves] left.",
    attributes = { who = { entity = "Marta Ilves" } } },
  { name = "what happened, and how tense it is", meta = { date = "2021-05-13" },
    text = "Norway shelled Swedish positions near Oslo on Monday.",
    scores = { tension = { at_least = 2.5, because = { "assault" } } }, check = function(doc)
      local event = doc:relations("EVENT")[1]
      assert(event.place.text == "Oslo" and event.time.attributes.value == "2021-05-10", event.time.text)
    end },
  { name = "a strike of workers is no attack", text = "Dockworkers voted to end a ten-day strike over pay.", check = function(doc)
      assert(doc:relations("EVENT")[1].attributes.class == "PROTEST", doc:relations("EVENT")[1].attributes.class)
    end },
  { name = "the desk that a report goes to", text = "The bank lowered the price of the loan, and its shares fell.",
    sets = { desk = "business" } },
}
