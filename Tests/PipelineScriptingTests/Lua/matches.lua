return {
  ["find walks over the matches in text order"] = function(doc, check)
    local starts = {}
    for match in doc:find(".") do starts[#starts + 1] = match.first end
    check.equal(starts, { 9, 13 })
    for _ in doc:find("nowhere") do error("there is none") end
  end,

  ["match gives the first or nil"] = function(doc, check)
    check.equal(doc:match(".").first, 9)
    check.equal(doc:match("nowhere"), nil)
  end,

  ["a pattern may be a table"] = function(doc, check)
    check.equal(doc:match({ "said", "no" }).text, "said no")
    check.equal(doc:match({ "said", "yes" }), nil)
    local starts = {}
    for match in doc:find { "." } do starts[#starts + 1] = match.first end
    check.equal(starts, { 9, 13 })
    check.raises("pattern[1] is a function, not a plain value", function() doc:find({ function() end }) end)
  end,

  ["fields say what matched"] = function(doc, check)
    local match = doc:match("said no .")
    check.equal({ match.text, match.first, match.last, match.score }, { "said no .", 11, 13, 1.5 })
    check.equal({ match.span.text, match.span.start, tostring(match) }, { "said no .", 46, "said no ." })
    check.equal(match.rule, "find")
  end,

  ["captures are fields"] = function(doc, check)
    local match = doc:match("said no .")
    check.equal(match.head.text, "said")
    check.equal(check.texts(match.tail), "no|.")
    check.equal(check.texts(doc:match("said no").tail), "no")
    check.equal(#doc:match("said no").captures.tail, 1)
    check.equal(doc:match("said").tail, nil)
    check.raises("the pattern has no capture '[1]'", function() return match[1] end)
  end,

  ["a misspelt capture is an error, one that took no part is nil"] = function(doc, check)
    local match = doc:match("said")
    check.equal(match.tail, nil)
    check.raises("the pattern has no capture 'tial'", function() return match.tial end)
    check.raises("the pattern has no capture 'txt'", function() return match.txt end)
    check.raises("the pattern has no capture 'text'", function() return match.captures.text end)
    check.raises("field 'score' of match is read-only", function() match.score = 1 end)
  end,

  ["captures of any name stand apart"] = function(doc, check)
    local captures = doc:match("said no .").captures
    check.equal(captures.head.text, "said")
    check.equal(check.texts(captures.tail), "no|.")
    check.equal(doc:match("said").captures.tail, nil)
    local names = {}
    for name in pairs(captures) do names[#names + 1] = name end
    table.sort(names)
    check.equal(names, { "head", "tail" })
  end,

  ["a match can be annotated"] = function(doc, check)
    local match = doc:match("They said")
    check.equal(doc:annotate({ label = "X", span = match.span }).text, "They said")
    check.equal(doc:annotate({ label = "Y", first = match.first, last = match.last }).text, "They said")
  end,

  ["a wrong pattern is an error"] = function(doc, check)
    check.raises("the pattern is wrong: '(' is not closed", function() doc:find("(") end)
    check.raises("match: 'pattern' is a string or a table, not a number", function() doc:match(5) end)
  end,
}
