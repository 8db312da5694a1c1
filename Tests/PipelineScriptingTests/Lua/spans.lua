return {
  ["spans come in text order"] = function(doc, check)
    check.equal(check.texts(doc:spans()), "Léna Orlova|Karim Haddad|Oslo|said")
    check.equal(check.texts(doc:spans("PER")), "Léna Orlova|Karim Haddad")
    check.equal(check.texts(doc:spans { layer = "events" }), "said")
    check.equal(check.texts(doc:spans { layer = "entities", label = "LOC" }), "Oslo")
    check.equal(check.texts(doc:spans {}), "Léna Orlova|Karim Haddad|Oslo|said")
    check.equal(doc:spans("NONE"), {})
  end,

  ["a selection that is misspelt is an error"] = function(doc, check)
    check.raises("spans has no argument 'lable'", function() doc:spans { lable = "PER" } end)
    check.raises("spans takes named arguments only", function() doc:spans { "PER" } end)
    check.raises("spans: 'label' is a string, not a number", function() doc:spans { label = 5 } end)
    check.raises("spans: 'label' is a string, not a number", function() doc:spans(5) end)
  end,

  ["fields say where and what it is"] = function(doc, check)
    local span = doc:spans("PER")[1]
    check.equal({ span.label, span.layer, span.by }, { "PER", "entities", "tag/names" })
    check.equal({ span.first, span.last, span.start, span.stop }, { 1, 2, 0, 11 })
    check.equal(span.attributes.entity, "Lena Orlova")
    check.equal(tostring(span), "Léna Orlova")
    check.yes(span == doc:spans("PER")[1])
  end,

  ["a run of tokens has no label"] = function(doc, check)
    local run = doc.sentences[1]
    check.equal({ run.label == nil, run.layer == nil, run.by == nil, run.attributes == nil }, { true, true, true, true })
    check.equal({ run.first, run.last, run.start, run.stop }, { 1, 9, 0, 40 })
    check.raises("a run of tokens has no attributes; annotate it first", function() run.attributes = {} end)
  end,

  ["a misspelt field is an error"] = function(doc, check)
    check.raises("span has no field 'lable'", function() return doc:spans()[1].lable end)
    check.raises("field 'label' of span is read-only", function() doc:spans()[1].label = "X" end)
  end,

  ["attributes can be changed"] = function(doc, check)
    local span = doc:spans("LOC")[1]
    check.equal(span.attributes.country, nil)
    span.attributes.country = "NO"
    check.equal(doc:spans("LOC")[1].attributes.country, "NO")
    span.attributes = { id = 7 }
    check.equal(span.attributes.country, nil)
    check.equal(span.attributes.id, 7)
    check.raises("attributes are a table of names", function() span.attributes = 5 end)
    check.raises("attributes are a table of names", function() span.attributes = { 1, 2 } end)
  end,

  ["annotate takes tokens"] = function(doc, check)
    local span = doc:annotate { label = "GO", layer = "events", first = 10, last = 11, attributes = { sure = true } }
    check.equal({ span.text, span.layer, span.label, span.by }, { "They said", "events", "GO", "suite" })
    check.equal(span.attributes.sure, true)
    local one = doc:annotate { label = "X", first = 12 }
    check.equal({ one.text, one.layer, one.last }, { "no", "entities", 12 })
    check.equal(check.texts(doc:spans { layer = "events" }), "They said|said")
  end,

  ["annotate takes characters and spans"] = function(doc, check)
    check.equal(doc:annotate({ label = "X", start = 37, stop = 38 }).text, "👍")
    local part = doc:annotate { label = "X", start = 1, stop = 8 }
    check.equal({ part.text, part.first, part.last }, { "éna Orl", 1, 2 })
    check.equal(doc:annotate({ label = "X", span = doc.sentences[2] }).text, "They said no .")
    check.equal(doc:annotate({ label = "X", span = doc:spans("LOC")[1] }).first, 7)
  end,

  ["annotate refuses what is no span"] = function(doc, check)
    local function try(message, arguments)
      check.raises(message, function() doc:annotate(arguments) end)
    end
    try("annotate needs 'label'", { first = 1 })
    try("annotate needs 'first' and 'last', 'start' and 'stop', or 'span'", { label = "X" })
    try("tokens 0 to 1 are no span of a document with 13 tokens", { label = "X", first = 0, last = 1 })
    try("tokens 2 to 1 are no span of a document with 13 tokens", { label = "X", first = 2, last = 1 })
    try("tokens 13 to 14 are no span of a document with 13 tokens", { label = "X", first = 13, last = 14 })
    try("characters 5 to 5 are no span of the text", { label = "X", start = 5, stop = 5 })
    try("characters 0 to 56 are no span of the text", { label = "X", start = 0, stop = 56 })
    try("characters -1 to 5 are no span of the text", { label = "X", start = -1, stop = 5 })
    try("annotate: 'first' is an integer, not 1.5", { label = "X", first = 1.5 })
    try("annotate: 'attributes' is a table of names, not a number", { label = "X", first = 1, attributes = 5 })
    try("annotate has no argument 'from'", { label = "X", from = 1 })
    try("an annotation needs a layer and a label", { label = "", first = 1 })
    check.raises("annotate takes a table of named arguments, not a string", function() doc:annotate("X") end)
    check.equal(#doc:spans(), 4)
  end,

  ["spans can be removed while a list is walked over"] = function(doc, check)
    for _, span in ipairs(doc:spans()) do doc:remove(span) end
    check.equal(#doc:spans(), 0)
    check.equal(#doc:relations(), 0)
  end,

  ["a removed span says so"] = function(doc, check)
    local span = doc:spans("LOC")[1]
    local attributes = span.attributes
    doc:remove(span)
    check.raises("the span has been removed", function() return span.text end)
    check.raises("the span has been removed", function() doc:remove(span) end)
    check.raises("the span has been removed", function() doc:annotate { label = "X", span = span } end)
    check.raises("the span has been removed", function() attributes.x = 1 end)
    check.equal(attributes.x, nil)
  end,

  ["only what was annotated can be removed"] = function(doc, check)
    check.raises("only annotations and relations can be removed", function() doc:remove(doc.sentences[1]) end)
    check.raises("remove: 'what' is a span or a relation, not a token", function() doc:remove(doc.tokens[1]) end)
    check.raises("remove: 'what' is a span or a relation, not a number", function() doc:remove(1) end)
  end,
}
