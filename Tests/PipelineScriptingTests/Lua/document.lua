return {
  ["fields say what the document is"] = function(doc, check)
    check.equal(doc.id, "a1")
    check.equal(doc.source, "in/a1.txt")
    check.equal(doc.language, "en")
    check.equal(doc.text, "Léna Orlova met Karim Haddad in Oslo 👍 .\nThey said no .")
    check.equal(tostring(doc), "document a1")
  end,

  ["fields stay what they are however often they are read"] = function(doc, check)
    for round = 1, 20 do
      check.equal(doc.id, "a1")
      check.equal(#doc.text, 59)
      check.equal(doc.text:sub(-4), "no .")
      check.equal(#doc.tokens, 13)
      check.equal(doc.tokens == doc.tokens, true)
      doc.meta.round = round
      check.equal(doc.meta.round, round)
      if round == 9 then doc.meta = { other = 1 } end
      check.equal(doc.meta.other, round >= 9 and 1 or nil)
    end
  end,

  ["sentences and paragraphs are lists of spans"] = function(doc, check)
    check.equal(#doc.sentences, 2)
    check.equal(doc.sentences[2].text, "They said no .")
    check.equal({ doc.sentences[1].first, doc.sentences[1].last }, { 1, 9 })
    check.equal(#doc.paragraphs, 2)
    check.equal(doc.sentences[3], nil)
  end,

  ["the language can be set and taken away"] = function(doc, check)
    doc.language = "de"
    check.equal(doc.language, "de")
    doc.language = nil
    check.equal(doc.language, nil)
    check.raises("bad value for 'language' (string expected, got number)", function() doc.language = 5 end)
  end,

  ["a misspelt field is an error"] = function(doc, check)
    check.raises("document has no field 'txt'", function() return doc.txt end)
    check.raises("document has no field 'metadata'", function() doc.metadata = {} end)
    check.raises("document has no field '[1]'", function() return doc[1] end)
  end,

  ["what is read-only cannot be set"] = function(doc, check)
    for _, field in ipairs { "id", "text", "source", "tokens", "sentences", "paragraphs" } do
      check.raises("field '" .. field .. "' of document is read-only", function() doc[field] = "x" end)
    end
    check.raises("'annotate' is a method of document and cannot be assigned", function() doc.annotate = nil end)
  end,

  ["a method needs its document"] = function(doc, check)
    check.raises("calling 'spans' on bad self (document expected, got no value); write document:spans(...)", function() return doc.spans() end)
    local spans = doc.spans
    check.equal(#spans(doc, "LOC"), 1)
  end,

  ["a column is a list of strings"] = function(doc, check)
    check.equal(doc:column("lemma"), { "", "", "meet", "", "", "", "", "", "", "", "say", "", "" })
    check.equal(#doc:column("xpos"), 13)
    -- What tokens have by themselves is given for all at once too, and is the same.
    for _, field in ipairs { "text", "lower", "norm", "shape", "length", "start", "stop", "sentence", "index", "is_title" } do
      local values = doc:column(field)
      check.equal(#values, #doc.tokens)
      for i = 1, #values do check.equal(values[i], doc.tokens[i][field]) end
    end
    check.raises("tokens have no column 'lema'", function() doc:column("lema") end)
    check.raises("column needs 'name'", function() doc:column() end)
  end,

  ["drop, warn and derive are there"] = function(doc, check)
    doc:warn("odd")
    doc:derive { text = "child", meta = { n = 1 } }
    doc:derive { text = "other" }
    check.raises("derive has no argument 'txt'", function() doc:derive { txt = "x" } end)
    check.raises("derive needs 'text'", function() doc:derive {} end)
    check.raises("drop needs 'reason'", function() doc:drop() end)
    doc:drop("not news")
  end,

  ["a score adds up its terms"] = function(doc, check)
    doc:score { name = "tension", value = 2.5, because = "armed clash", span = doc:spans("LOC")[1] }
    doc:score { name = "tension", value = -1, level = "low" }
    doc:score { name = "calm", value = 1, span = doc.sentences[1] }
    check.raises("score needs 'name'", function() doc:score { value = 1 } end)
    check.raises("score needs 'value'", function() doc:score { name = "x" } end)
    check.raises("score: 'value' is a number, not a string", function() doc:score { name = "x", value = "1" } end)
    check.raises("score: 'value' is nan, which is no amount", function() doc:score { name = "x", value = 0 / 0 } end)
    check.raises("score: 'span' is a span, not a string", function() doc:score { name = "x", value = 1, span = "s" } end)
    check.raises("score has no argument 'reason'", function() doc:score { name = "x", value = 1, reason = "r" } end)
  end,
}
