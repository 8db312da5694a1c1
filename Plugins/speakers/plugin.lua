-- Fills in `attributes.speaker` of every STATEMENT: the entity that speaks.
--
--   a name       its entity
--   a pronoun    the person who spoke last, or the subject of the sentence before, in this paragraph or the one above
--   a role noun  the person with that ROLE (a mention in the layer `mentions`, made by the plugin `aliases`)
--   an official  "the Russian official" and the like: read as a pronoun, since no name comes with it
--   somebody     "a monitor": nobody, and neither is a "he" behind it
--   a paper      "a statement on its website": the body that the sentence speaks of
--
-- A source of several names has a list of speakers.
-- A pronoun or a noun that stands for a speaker becomes a span in the layer `mentions`, with the entity.
-- A quotation that runs over several paragraphs keeps its first speaker; one that nobody claims stays without.
local pipeline = require "pipeline"
local Resolver = require "resolver"

-- An argument of a relation is a span, or a list of spans where it stands in several pieces.
local function pieces(argument)
  local result = {}
  for i, span in ipairs(type(argument) == "table" and argument or { argument }) do
    result[i] = { first = span.first, last = span.last }
  end
  return result
end

-- The statements in reading order of their sources: a pronoun looks back at speakers that are known by then.
local function in_reading_order(doc)
  local result = {}
  for i, relation in ipairs(doc:relations "STATEMENT") do
    local content = relation.content
    content = type(content) == "table" and content[1] or content
    local source = pieces(relation.source)
    result[i] = { relation = relation, source = source, at = source[1].first, content = content.first }
  end
  table.sort(result, function(a, b)
    if a.at ~= b.at then return a.at < b.at end
    return a.content < b.content
  end)
  return result
end

-- Two digits are all that an estimate is worth.
local function rounded(confidence) return math.floor(confidence * 100 + 0.5) / 100 end

-- "He", "the Russian official": a mention of whoever speaks.
local function annotate(doc, resolver, source, entity, confidence, person)
  doc:annotate {
    label = person and "PER" or "ORG", layer = "mentions", first = source.first, last = source.last,
    attributes = { entity = entity, confidence = rounded(confidence) },
  }
  resolver.has_mention[source.first] = true
end

local function resolve(doc, statement, resolver, least)
  local found, lowest = {}, 1
  for _, source in ipairs(resolver:parts(statement.source)) do
    local entity, confidence, person, has_span = resolver:source(source)
    if entity and confidence >= least then
      if not (has_span or resolver.has_mention[source.first]) then
        annotate(doc, resolver, source, entity, confidence, person)
      end
      found[#found + 1] = entity
      lowest = math.min(lowest, confidence)
      resolver:remember(source.first, entity, person)
    else
      resolver:remember_unnamed(source)
    end
  end
  if #found == 0 then return end
  local attributes = statement.relation.attributes
  attributes.speaker = #found == 1 and found[1] or found
  attributes.speaker_confidence = rounded(lowest)
end

-- Quotations without a statement that go on from an unclosed one in the paragraph above.
local function continue_quotes(doc, resolver, statements)
  local by_content = {}
  for _, statement in ipairs(statements) do by_content[statement.content] = statement.relation end

  local previous
  for _, quote in ipairs(resolver.quotes) do
    local paragraph = resolver.paragraphs:of(quote.first)
    local statement = by_content[quote.first]
    if not statement and previous and previous.paragraph == paragraph - 1 and resolver.paragraphs:begins(quote.first) then
      statement = previous.statement
      doc:relate {
        label = "STATEMENT", source = statement.source, cue = statement.cue, content = quote.span,
        attributes = { kind = "direct", continued = true, confidence = 0.8, speaker = statement.attributes.speaker },
      }
    end
    local goes_on = statement and quote.span.attributes.unclosed
    previous = goes_on and { paragraph = paragraph, statement = statement } or nil
  end
end

return function(options)
  options = options or {}
  local least = options.confidence or 0

  return pipeline.stage {
    name = options.name or "speakers",
    requires = { "upos", "entities", "statements" },
    assigns = { "statements", "mentions" },
    process = function(doc)
      local statements = in_reading_order(doc)
      if #statements == 0 then return end
      local resolver = Resolver.new(doc)
      for _, statement in ipairs(statements) do resolve(doc, statement, resolver, least) end
      continue_quotes(doc, resolver, statements)
    end,
  }
end
