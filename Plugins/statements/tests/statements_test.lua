-- Parts of speech are all that the plugin asks for.
local pipeline = require "pipeline"

-- A case with one statement; `kind` of its relation.
local function one(name, text, kind)
  return { name = name, text = text,
    relations = { { relation = "STATEMENT", source = "s", cue = "c", content = "x", attributes = { kind = kind } } } }
end

return pipeline.tests {
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, require "statements" {} },

  one("a quotation, its source, its cue", "[x: “It is late,”] [s: Anna Ruiz] [c: said].", "direct"),
  one("a quotation, its cue, its source", "[x: “It is late,”] [c: said] [s: the mayor].", "direct"),
  one("a quotation behind a colon", "[s: The mayor] [c: said:] [x: “It is late.”]", "direct"),
  one("straight marks", '[x: "It is late,"] [c: said] [s: the mayor].', "direct"),
  one("a quotation and a dash", "[x: “It is late.”] [c: —] [s: Anna Ruiz]", "direct"),
  one("that", "[s: The mayor] [c: said] [x: that it was late].", "indirect"),
  one("no that", "[s: The mayor] [c: said] [x: the road was closed].", "indirect"),
  one("some of it in marks", "[s: The mayor] [c: said] [x: the road was “closed for good”].", "mixed"),
  one("whether", "[s: Reporters] [c: asked] [x: whether the road was closed].", "indirect"),
  one("an infinitive", "[s: The mayor] [c: vowed] [x: to stay].", "indirect"),
  one("thought", "[s: The mayor] [c: believes] [x: that it is late].", "indirect"),
  one("auxiliaries and adverbs belong to the cue", "[s: The mayor] [c: has repeatedly denied] [x: that it was late].", "indirect"),
  one("a possessive belongs to the source", "[s: The Northern Exporters' Chamber] [c: said] [x: the season was lost].", "indirect"),
  one("an apposition belongs to the source", "[x: “It is late,”] [c: said] [s: Anna Ruiz, mayor of Oslo].", "direct"),
  one("according to", "[c: According to] [s: the coast guard], [x: the ferry was late].", "indirect"),
  one("the cue behind the content", "[x: The ferry was late], [s: the coast guard] [c: said].", "indirect"),
  one("a noun as cue", "[s: The mayor's] [c: claim] [x: that it was late].", "indirect"),
  { name = "a quotation that its cue cuts in two", text = "“It is late,” Anna Ruiz said, “and it is dark.”", check = function(doc)
      local content = doc:relations("STATEMENT")[1].content
      assert(type(content) == "table" and #content == 2, "two pieces")
    end },
  { name = "a mark that nobody closes", text = "“It is late, the mayor said.\n\nIt rained. “We go,” said Anna Ruiz.", check = function(doc)
      local found = doc:relations "STATEMENT"
      assert(found[#found].source.text == "Anna Ruiz" and found[#found].content.text == "“We go,”", found[#found].content.text)
    end },
  { name = "quotations stand in a layer", text = "[quotes/QUOTE “It is late,”] said Anna Ruiz." },
  { name = "nobody speaks", text = "The ferry was late, and the road was closed.", none = "STATEMENT" },
  { name = "a word in marks is no quotation of anybody", text = "The ferry “Ost” was late.", none = "STATEMENT" },
}
