-- With names, roles and statements by the plugins before it.
local pipeline = require "pipeline"

-- The speaker of a statement, with its confidence.
local function speaker(doc, number)
  local attributes = doc:relations("STATEMENT")[number].attributes
  return attributes.speaker, attributes.speaker_confidence
end

-- A case: who speaks in each statement; false for nobody.
local function who(name, text, speakers)
  return { name = name, text = text, check = function(doc)
    assert(#doc:relations "STATEMENT" == #speakers, "there are " .. #doc:relations "STATEMENT" .. " statements")
    for number, wanted in ipairs(speakers) do
      local found = speaker(doc, number)
      assert((found or false) == wanted, number .. ": " .. tostring(found))
    end
  end }
end

return pipeline.tests {
  stages = {
    pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, require "names" {},
    require "aliases" { ties = { "names", "acronyms" } }, require "roles" {}, require "aliases" { name = "nouns", ties = { "roles" } },
    require "statements" {}, require "speakers" {},
  },

  who("a name", "“It is late,” Anna Ruiz said.", { "Anna Ruiz" }),
  who("a name with its title and office", "“It is late,” said Dr. Anna Ruiz, head of the Harbour Authority.", { "Anna Ruiz" }),
  who("a surname", "Anna Ruiz came. “It is late,” Ruiz said.", { "Anna Ruiz" }),
  who("a body", "The Harbour Authority said that it rained.", { "Harbour Authority" }),
  who("an acronym of a body", "The Sea Rescue League (XRL) met. The XRL said that it rained.", { "Sea Rescue League" }),
  who("an office", "Energy Minister Marta Ilves came. Then the minister said that it rained.", { "Marta Ilves" }),
  who("a pronoun", "“It is late,” Anna Ruiz said. “We wait,” she said.", { "Anna Ruiz", "Anna Ruiz" }),
  who("a pronoun of who did not speak yet", "Anna Ruiz came in. “We wait,” she said.", { "Anna Ruiz" }),
  who("a pronoun that the title contradicts", "“It is late,” Ms. Anna Ruiz said. “We wait,” he said.", { "Anna Ruiz", false }),
  who("the nearer one", "“It is late,” Carl Sand said. “We go,” Peter Voss said. “We wait,” he said.",
    { "Carl Sand", "Peter Voss", "Peter Voss" }),
  who("they", "“It is late,” Anna Ruiz said. “We wait,” they said.", { "Anna Ruiz", false }),
  who("a spokeswoman without a name", "A spokeswoman for the regulator said that it rained.", { false }),
  who("a body with what it is", "The Tamran news website reported that it rained.", { "Tamran" }),
  who("a pronoun behind somebody without a name", "“It is late,” Carl Sand said. The road was closed, a British monitor said. He added that it rained.",
    { "Carl Sand", false, false }),
  who("a name behind somebody without one", "The road was closed, a British monitor said. Carl Sand disagreed. He said that it rained.",
    { false, "Carl Sand" }),
  who("nobody so far", "“It is late,” she said.", { false }),
  { name = "a pronoun is less sure than a name", text = "“It is late,” Anna Ruiz said. “We wait,” she said.", check = function(doc)
      local _, name = speaker(doc, 1)
      local _, pronoun = speaker(doc, 2)
      assert(pronoun < name, pronoun)
    end },
  { name = "a pronoun is a mention, once for two statements", text = "“It is late,” Anna Ruiz said. “We wait,” [mentions/PER she] said, “and go.”",
    check = function(doc)
      local mentions = doc:spans { layer = "mentions" }
      assert(#mentions == 1 and mentions[1].attributes.entity == "Anna Ruiz", #mentions)
    end },
  { name = "a paper is no mention of its body", text = "The Harbour Authority met. A statement on its website said that it rained.", check = function(doc)
      assert(speaker(doc, 1) == "Harbour Authority" and #doc:spans { layer = "mentions" } == 0)
    end },
  { name = "two who speak", text = "Carl Sand and Anna Ruiz said that it rained.", check = function(doc)
      local both = speaker(doc, 1)
      assert(#both == 2 and both[1] == "Carl Sand" and both[2] == "Anna Ruiz", tostring(both))
    end },
}
