-- Fills in `attributes.speaker` of every STATEMENT: the entity that speaks.
--
--   a name       its entity
--   a pronoun    the person who spoke last, or the subject of the sentence before, in this paragraph or the one above
--   a role noun  the person with that ROLE (a mention in the layer `mentions`, made by the plugin `aliases`)
--   an official  "the Russian official" and the like: read as a pronoun, since no name comes with it
--   a paper      "a statement on its website": the body that the sentence speaks of
--
-- A source of several names has a list of speakers.
-- A quotation that runs over several paragraphs keeps its first speaker; one that nobody claims stays without.
local pipeline = require "pipeline"

local SINGULAR = { he = "m", him = "m", his = "m", she = "f", her = "f", hers = "f" }
local PLURAL = { they = true, them = true, their = true }

local function set(list)
  local result = {}
  for _, value in ipairs(list) do result[value] = true end
  return result
end

-- Nouns for a person that tell nothing of the office: who is meant was named shortly before.
local OFFICIALS = set { "official", "officer", "politician", "leader", "diplomat", "man", "woman", "executive", "lawmaker" }

-- Things in which a body speaks.
local PAPERS = set { "statement", "website", "report", "release", "letter", "communique", "post", "message", "newsletter" }

-- Words that tell the gender of the person they stand with. Names tell it too unreliably to be used.
local GENDER_WORDS = {
  ["mr."] = "m", mr = "m", sir = "m", king = "m", prince = "m", lord = "m", spokesman = "m", chairman = "m",
  businessman = "m", congressman = "m", ["mrs."] = "f", ["ms."] = "f", mrs = "f", ms = "f", miss = "f", dame = "f",
  queen = "f", princess = "f", lady = "f", spokeswoman = "f", chairwoman = "f", businesswoman = "f", congresswoman = "f",
}

-- Where each line of the text begins, in the offsets that tokens use. A report has a paragraph a line; an empty line
-- between paragraphs only adds one that holds no token.
local function line_starts(text)
  local starts, offset = { 0 }, 0
  for _, code in utf8.codes(text) do
    offset = offset + 1
    if code == 10 then starts[#starts + 1] = offset end
  end
  return starts
end

-- The paragraph of every token, counted over lines that hold tokens, and the first token of each paragraph.
local function paragraphs_of(doc)
  local starts = line_starts(doc.text)
  local of_token, first_token = {}, {}
  local line, previous_line, paragraph = 1, 0, 0
  for i = 1, #doc.tokens do
    local start = doc.tokens[i].start
    while starts[line + 1] and starts[line + 1] <= start do line = line + 1 end
    if line ~= previous_line then
      paragraph = paragraph + 1
      previous_line = line
      first_token[paragraph] = i
    end
    of_token[i] = paragraph
  end
  return of_token, first_token
end

local function by_position(a, b)
  if a.first ~= b.first then return a.first < b.first end
  return a.last > b.last
end

local function sorted(spans)
  local result = {}
  for _, span in ipairs(spans) do result[#result + 1] = span end
  table.sort(result, by_position)
  return result
end

local function overlaps(a, b)
  return a.first <= b.last and b.first <= a.last
end

-- An argument of a relation is a span, or a list of spans where it stands in several pieces.
local function pieces(argument)
  if type(argument) == "table" then return argument end
  return { argument }
end

local function first_of(argument)
  return pieces(argument)[1].first
end

local function entity_of(span)
  return span.attributes.entity or span.text
end

-- Gender of an entity from the words in front of its mentions; nil where nothing tells or two words disagree.
local function genders(doc, people)
  local result, unsure = {}, {}
  for _, person in ipairs(people) do
    local entity = entity_of(person)
    for i = math.max(1, person.first - 3), person.first - 1 do
      local gender = GENDER_WORDS[doc.tokens[i].lower]
      if gender and result[entity] and result[entity] ~= gender then unsure[entity] = true end
      result[entity] = result[entity] or gender
    end
  end
  for entity in pairs(unsure) do result[entity] = nil end
  return result
end

-- Titles without a full stop. One with a full stop is told by it.
local TITLES = set {
  "mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "sheikh", "imam", "rabbi", "archbishop", "bishop", "pope",
  "king", "queen", "prince", "princess", "general", "brigadier", "colonel", "major", "captain", "lieutenant", "sergeant",
  "admiral", "senator", "congressman", "congresswoman", "president", "vice", "prime", "deputy", "minister", "chancellor",
  "ambassador", "commissioner", "judge", "justice", "professor", "chief", "secretary", "governor", "mayor",
}

-- Nouns that say what the name behind them is: "Trade union Finansforbund Nord".
local KINDS = set { "union", "newspaper", "magazine", "company", "bank", "party", "group", "agency", "airline", "firm", "network",
                    "website", "broadcaster", "charity", "watchdog", "militia", "daily", "weekly" }

local Resolver = {}
Resolver.__index = Resolver

function Resolver.new(doc)
  local self = setmetatable({ doc = doc }, Resolver)
  self.paragraph, self.paragraph_start = paragraphs_of(doc)

  self.quoted = {}
  for _, quote in ipairs(doc:spans { layer = "quotes" }) do
    for i = quote.first, quote.last do self.quoted[i] = true end
  end

  self.entities = sorted(doc:spans { layer = "entities" })
  self.mentions = sorted(doc:spans { layer = "mentions" })

  -- People outside quotations, in order: those inside are talked about, and do not talk.
  self.people = {}
  for _, span in ipairs(self.entities) do
    if span.label == "PER" and not self.quoted[span.first] then self.people[#self.people + 1] = span end
  end
  self.gender = genders(doc, self.people)

  -- The first person of a sentence is taken for its subject, and the first body for what "it" stands for.
  self.subjects = self:first_of_sentences(self.people)
  self.bodies = {}
  for _, span in ipairs(self.entities) do
    if span.label == "ORG" and not self.quoted[span.first] then self.bodies[#self.bodies + 1] = span end
  end
  self.bodies = self:first_of_sentences(self.bodies)

  -- Speakers found so far: { at = token, entity = … }
  self.spoken = {}
  return self
end

function Resolver:first_of_sentences(spans)
  local result, seen = {}, {}
  for _, span in ipairs(spans) do
    local sentence = self.doc.tokens[span.first].sentence
    if not seen[sentence] then
      seen[sentence] = true
      result[#result + 1] = span
    end
  end
  return result
end

function Resolver:fits(entity, pronoun)
  local wanted, known = SINGULAR[pronoun], self.gender[entity]
  return not wanted or not known or known == wanted
end

-- The person a pronoun at token `at` stands for, and how sure that is; `reach` says how many paragraphs to look back.
function Resolver:pronoun(pronoun, at, reach)
  local best, best_at
  for _, spoken in ipairs(self.spoken) do
    if spoken.person and spoken.at < at and (not best_at or spoken.at >= best_at) and self:fits(spoken.entity, pronoun) then
      best, best_at = spoken.entity, spoken.at
    end
  end
  -- A subject in the same sentence as the pronoun counts as well: "Rossi left at noon, but she said …"
  for _, subject in ipairs(self.subjects) do
    if subject.last < at and (not best_at or subject.first > best_at) and self:fits(entity_of(subject), pronoun) then
      best, best_at = entity_of(subject), subject.first
    end
  end
  if not best then return nil end

  local distance = self.paragraph[at] - self.paragraph[best_at]
  if distance > (reach or 1) then return nil end
  local confidence = distance == 0 and 0.8 or 0.6
  if self.gender[best] then confidence = confidence + 0.1 end
  return best, confidence
end

-- The body that "it" or "its" at token `at` stands for: the last one that a sentence of the paragraph begins with.
function Resolver:body(at)
  local best
  for _, body in ipairs(self.bodies) do
    if body.last < at then best = body end
  end
  if best and self.paragraph[best.first] == self.paragraph[at] then return entity_of(best), 0.5 end
end

local function same_run(spans, source)
  for _, span in ipairs(spans) do
    if span.first == source.first and span.last == source.last then return span end
    if span.first > source.last then return nil end
  end
end

-- The last token of a source without an apposition, a bracket or a relative clause behind its head.
function Resolver:head_end(source)
  for i = source.first + 1, source.last do
    local token = self.doc.tokens[i]
    if token.text == "," or token.text == "(" or token.lower == "who" or token.lower == "which" or token.text == "—"
      or token.text == "–" then
      return i - 1
    end
  end
  return source.last
end

-- Whether nothing but titles, an article and words in lower case that end in a title's office stand before a name.
function Resolver:only_titles(first, last)
  for i = first, last do
    local token = self.doc.tokens[i]
    if not (TITLES[token.lower] or token.lower == "the" or token.text:find "%.$") then return false end
  end
  return true
end

-- The names that a source consists of: "Ms. Rosaura Pintos", "the African Union (AU)", "press secretary Ana Ilic, 56,",
-- "Trump's"; several where "and" joins people: "Mr. King and Mr. Schultz". Empty where a name is only a part of it, as in
-- "a spokeswoman for the U.N.".
function Resolver:names(source)
  local result, last = {}, self:head_end(source)
  local joined = true
  for _, span in ipairs(self.entities) do
    if span.first > last then break end
    if span.first >= source.first and span.last <= last and span.label ~= "NORP" then
      local previous = result[#result]
      if previous and not (span.label == "PER" and previous.label == "PER") then joined = false end
      result[#result + 1] = span
    end
  end
  local final = result[#result]
  local behind = not (final and final.label == "PER" and final.last == last) and self:name_behind(source, last)
  if behind then return { behind } end
  if not final then return {} end
  local tail = self.doc.tokens[last]
  if final.last ~= last and not (final.last == last - 1 and tail.xpos == "POS") then return {} end
  if #result > 1 and joined and self:has_and(result[1].last, final.first) then return result end
  -- An office before a person belongs to the person; before a body it is somebody of the body.
  if final.label == "PER" then return { final } end
  local kind = final.label == "ORG" and final.first > source.first and KINDS[self.doc.tokens[final.first - 1].lower]
  return (kind or self:only_titles(source.first, final.first - 1)) and { final } or {}
end

-- "The head of the service, Ms. Ana Ilic,": the name behind an office or a kind.
function Resolver:name_behind(source, head_end)
  for _, span in ipairs(self.entities) do
    if span.first > source.last then return nil end
    if (span.label == "PER" or span.label == "ORG") and span.first > head_end and span.last <= source.last then
      local first = span.first - 1
      while first > head_end and self:only_titles(first, first) do first = first - 1 end
      local next = span.last < #self.doc.tokens and self.doc.tokens[span.last + 1]
      if self.doc.tokens[first].text == "," and (span.last == source.last or next.text == "," or next.text == "(") then return span end
    end
  end
end

function Resolver:has_and(first, last)
  for i = first, last do
    if self.doc.tokens[i].lower == "and" then return true end
  end
  return false
end

-- The head of a noun phrase without what "of", "for" and the like add to it.
function Resolver:head(source)
  for i = source.first, source.last - 1 do
    if self.doc.tokens[i + 1].upos == "ADP" then return self.doc.tokens[i].lower end
  end
  return self.doc.tokens[source.last].lower
end

function Resolver:has_its(source)
  for i = source.first, source.last do
    if self.doc.tokens[i].lower == "its" then return true end
  end
  return false
end

-- The name that "who" or "which" at token `at` goes with: the one right before it.
function Resolver:antecedent(at)
  for _, span in ipairs(self.entities) do
    if span.first >= at then return nil end
    if span.label ~= "NORP" and (span.last == at - 1 or span.last == at - 2 and self.doc.tokens[at - 1].text == ",") then
      return entity_of(span), 0.7, span.label == "PER"
    end
  end
end

-- A name that fills the source, a role noun, a pronoun, or a noun phrase.
-- Returns the entity, the confidence, and whether a person speaks (who may be meant by a later "he" or "she").
function Resolver:source(source)
  local word = self.doc.tokens[source.first].lower

  if source.first == source.last then
    if SINGULAR[word] then
      local entity, confidence = self:pronoun(word, source.first)
      return entity, confidence, true
    end
    -- "They" may be a body, a crowd or nobody in particular: not guessed.
    if PLURAL[word] then return nil end
    if word == "it" then return self:body(source.first) end
    if word == "who" or word == "which" then return self:antecedent(source.first) end
  end

  local name = self:names(source)[1]
  if name then return entity_of(name), name.attributes.confidence or 0.9, name.label == "PER" end
  local mention = same_run(self.mentions, source)
  if mention then return entity_of(mention), mention.attributes.confidence or 0.6, true end

  -- In "a spokeswoman for the U.N." the name is a part of the source, not the speaker.
  local head = self:head(source)
  if PAPERS[head] and self:has_its(source) then return self:body(source.first) end
  if word == "the" and OFFICIALS[head] then
    local entity, confidence = self:pronoun(head, source.first, 3)
    return entity, confidence and confidence - 0.2, true
  end
  return nil
end

-- A source in pieces, or one that names several people, by its parts.
function Resolver:parts(source)
  if type(source) == "table" then return source end
  local names = self:names(source)
  return #names > 1 and names or { source }
end

function Resolver:remember(at, entity, person)
  self.spoken[#self.spoken + 1] = { at = at, entity = entity, person = person }
end

-- Quotations without a statement that go on from an unclosed one in the paragraph above.
local function continue_quotes(doc, resolver, statements)
  local by_content = {}
  for _, statement in ipairs(statements) do by_content[first_of(statement.content)] = statement end

  local previous
  for _, quote in ipairs(sorted(doc:spans { layer = "quotes" })) do
    local paragraph = resolver.paragraph[quote.first]
    local opens_paragraph = resolver.paragraph_start[paragraph] == quote.first
    local statement = by_content[quote.first]

    if not statement and opens_paragraph and previous and previous.paragraph == paragraph - 1 then
      statement = previous.statement
      local speaker = statement.attributes.speaker
      local attributes = { kind = "direct", continued = true, confidence = 0.8 }
      if speaker then attributes.speaker = speaker end
      doc:relate {
        label = "STATEMENT", source = statement.source, cue = statement.cue, content = quote, attributes = attributes,
      }
    end

    if statement and quote.attributes.unclosed then
      previous = { paragraph = paragraph, statement = statement }
    else
      previous = nil
    end
  end
end

return function(options)
  options = options or {}
  local least = options.confidence or 0

  return pipeline.stage {
    name = options.name or "speakers",
    requires = { "upos", "entities", "statements" },
    assigns = { "statements" },
    process = function(doc)
      local resolver = Resolver.new(doc)
      local statements = {}
      for _, relation in ipairs(doc:relations "STATEMENT") do statements[#statements + 1] = relation end
      -- In reading order of the sources: a pronoun looks back at speakers that are known by then.
      table.sort(statements, function(a, b)
        if first_of(a.source) ~= first_of(b.source) then return first_of(a.source) < first_of(b.source) end
        return first_of(a.content) < first_of(b.content)
      end)

      for _, statement in ipairs(statements) do
        local found, lowest = {}, 1
        for _, source in ipairs(resolver:parts(statement.source)) do
          local entity, confidence, person = resolver:source(source)
          if entity and confidence >= least then
            found[#found + 1] = entity
            lowest = math.min(lowest, confidence)
            resolver:remember(source.first, entity, person)
          end
        end
        if #found > 0 then
          statement.attributes.speaker = #found == 1 and found[1] or found
          -- Two digits are all that such an estimate is worth.
          statement.attributes.speaker_confidence = math.floor(lowest * 100 + 0.5) / 100
        end
      end

      continue_quotes(doc, resolver, statements)
    end,
  }
end
