-- Who says what: direct, mixed and indirect speech and thought, as STATEMENT relations of `source`, `cue` and `content`.
local pipeline = require "pipeline"
local Words, Quotes, Phrases, Linker = require "words", require "quotes", require "phrases", require "linker"

local function span(doc, label, part, rule)
  return doc:annotate { label = label, layer = "statements", first = part.first, last = part.last, rule = rule }
end

local function commit(doc, quotes, found, least)
  for _, quote in ipairs(quotes) do
    doc:annotate {
      label = "QUOTE", layer = "quotes", first = quote.first, last = quote.last,
      attributes = quote.unclosed and { unclosed = true } or nil,
    }
  end
  for _, statement in ipairs(found) do
    local confidence = math.floor(math.min(statement.weight, 1) * 100 + 0.5) / 100
    if confidence >= least then
      local content = {}
      for i, piece in ipairs(statement.content) do content[i] = span(doc, "CONTENT", piece, statement.rule) end
      doc:relate {
        label = "STATEMENT", rule = statement.rule,
        source = span(doc, "SOURCE", statement.source, statement.rule),
        cue = span(doc, "CUE", statement.cue, statement.rule),
        content = #content == 1 and content[1] or content,
        attributes = { kind = statement.kind, confidence = confidence },
      }
    end
  end
end

return function(options)
  options = options or {}
  local least = options.confidence or 0.3
  return pipeline.stage {
    name = options.name or "statements",
    requires = { "upos", "xpos", "lemma" },
    assigns = { "quotes", "statements" },
    attributes = { quotes = { unclosed = "boolean" } },
    arguments = { STATEMENT = { "source", "cue", "content" } },
    process = function(doc)
      local words = Words.new(doc)
      local paragraphs = Quotes.paragraphs(doc)
      local quotes, quoted = Quotes.find(doc, words, paragraphs)
      local linker = Linker.new(words, quotes, quoted, Phrases.new(words, quoted))
      commit(doc, quotes, linker:run(doc.sentences, paragraphs), least)
    end,
  }
end
