local pipeline = require "pipeline"

return {
  ["matches stand in the text in characters and tokens"] = function(doc, check)
    local found = {}
    for m in doc:search [[\b[A-ZÉ]\w+]] do found[#found + 1] = m.text .. " " .. m.start .. "-" .. m.stop .. " " .. m.first .. "-" .. m.last end
    check.equal(found, { "Léna 0-4 1-1", "Orlova 5-11 2-2", "Karim 16-21 4-4", "Haddad 22-28 5-5", "Oslo 32-36 7-7", "They 41-45 10-10" })
  end,

  ["a match over several tokens, and behind an emoji"] = function(doc, check)
    local m = doc:search [[👍 \.\s+They]]()
    check.equal({ m.start, m.stop, m.first, m.last }, { 37, 45, 8, 10 })
  end,

  ["captures are places too"] = function(doc, check)
    local m = doc:search [[(?<first>\w+) (?<last>Orlova)( X)?]]()
    check.equal(m.captures.first.text, "Léna")
    check.equal({ m.captures.last.start, m.captures.last.stop, m.captures.last.first }, { 5, 11, 2 })
    check.equal({ m.captures[1].text, m.captures[2].text, m.captures[3] }, { "Léna", "Orlova" })
  end,

  ["what is found can be annotated"] = function(doc, check)
    for m in doc:search(pipeline.re.compile("oslo", { ignore_case = true })) do
      local span = doc:annotate { label = "PLACE", layer = "places", start = m.start, stop = m.stop }
      check.equal({ span.text, span.first, span.last }, { "Oslo", 7, 7 })
    end
    check.equal(check.texts(doc:spans { layer = "places" }), "Oslo")
  end,

  ["empty matches are no places"] = function(doc, check)
    local count = 0
    for m in doc:search "o*" do check.yes(#m.text > 0); count = count + 1 end
    check.equal(count, 3)
  end,

  ["a match without tokens has none"] = function(doc, check)
    local m = doc:search "\n"()
    check.equal({ m.text, m.first, m.last }, { "\n" })
  end,

  ["a wrong expression is an error"] = function(doc, check)
    check.raises("the expression '(' is wrong: missing closing parenthesis after 1 characters", function() doc:search "(" end)
    check.raises("search: 'expression' is a string or an expression, not a number", function() doc:search(5) end)
    check.raises("search: 'expression' is a string or an expression, not a table", function() doc:search {} end)
  end,
}
