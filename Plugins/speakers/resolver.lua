-- Finds the entity that a source stands for, with what was said and by whom up to there.
local Words, Paragraphs, Sources = require "words", require "paragraphs", require "sources"

local Resolver = {}
Resolver.__index = Resolver
for name, method in pairs(Sources) do Resolver[name] = method end

-- Spans of a layer as tables: what is asked of them again and again is read once.
local function records(spans)
  local result = {}
  for i, span in ipairs(spans) do
    result[i] = { span = span, first = span.first, last = span.last, label = span.label }
  end
  return result
end

local function entity_of(record)
  local entity = record.entity
  if not entity then
    entity = record.span.attributes.entity or record.span.text
    record.entity = entity
  end
  return entity
end

function Resolver.new(doc)
  local self = setmetatable({
    doc = doc, paragraphs = Paragraphs.new(doc), text = doc:column "text", lower = doc:column "lower",
    upos = doc:column "upos", xpos = doc:column "xpos", sentence = doc:column "sentence",
    quotes = records(doc:spans { layer = "quotes" }),
    entities = records(doc:spans { layer = "entities" }), mentions = records(doc:spans { layer = "mentions" }),
    -- Speakers found so far, in reading order: { at = token, entity = …, person = … }
    spoken = {},
    -- First tokens of the spans that were made for speakers.
    has_mention = {},
  }, Resolver)

  -- People and bodies outside quotations, in order: those inside are talked about, and do not talk.
  local quoted = {}
  for _, quote in ipairs(self.quotes) do
    for i = quote.first, quote.last do quoted[i] = true end
  end
  local people, bodies = {}, {}
  for _, entity in ipairs(self.entities) do
    if not quoted[entity.first] then
      if entity.label == "PER" then people[#people + 1] = entity end
      if entity.label == "ORG" then bodies[#bodies + 1] = entity end
    end
  end
  self.gender = self:genders(people)
  -- The first person of a sentence is taken for its subject, and the first body for what "it" stands for.
  self.subjects = self:first_of_sentences(people)
  self.bodies = self:first_of_sentences(bodies)
  return self
end

-- Gender of an entity from the words in front of its mentions; none where nothing tells or two words disagree.
function Resolver:genders(people)
  local result, unsure = {}, {}
  for _, person in ipairs(people) do
    for i = math.max(1, person.first - 3), person.first - 1 do
      local gender = Words.genders[self.lower[i]]
      if gender then
        local entity = entity_of(person)
        if result[entity] and result[entity] ~= gender then unsure[entity] = true end
        result[entity] = result[entity] or gender
      end
    end
  end
  for entity in pairs(unsure) do result[entity] = nil end
  return result
end

function Resolver:first_of_sentences(entities)
  local result, last = {}, nil
  for _, entity in ipairs(entities) do
    local sentence = self.sentence[entity.first]
    if sentence ~= last then result[#result + 1] = entity end
    last = sentence
  end
  return result
end

function Resolver:fits(entity, pronoun)
  local wanted, known = Words.singular[pronoun], self.gender[entity]
  return not wanted or not known or known == wanted
end

-- The head of "a European monitor": a person that nobody has named; nil for other sources.
function Resolver:unnamed(source)
  if not Words.first_time[self.lower[source.first]] then return nil end
  local head = self:head(source)
  if Words.papers[head] or Words.kinds[head] or head:sub(-1) == "s" and head:sub(-2) ~= "ss" then return nil end
  for _, ending in ipairs(Words.person_endings) do
    if head:sub(-#ending) == ending then return head end
  end
end

-- The person a pronoun at token `at` stands for, and how sure that is; `reach` says how many paragraphs to look back.
function Resolver:pronoun(pronoun, at, reach)
  local best, best_at
  for _, spoken in ipairs(self.spoken) do
    if spoken.person and spoken.at < at and (not best_at or spoken.at >= best_at) and self:fits(spoken.entity, pronoun) then
      best, best_at = spoken.entity or false, spoken.at
    end
  end
  -- A subject in the same sentence as the pronoun counts as well: "Rossi left at noon, but she said …"
  for _, subject in ipairs(self.subjects) do
    if subject.last >= at then break end
    if (not best_at or subject.first > best_at) and self:fits(entity_of(subject), pronoun) then
      best, best_at = entity_of(subject), subject.first
    end
  end
  if not best then return nil end

  local distance = self.paragraphs:of(at) - self.paragraphs:of(best_at)
  if distance > (reach or 1) then return nil end
  local confidence = distance == 0 and 0.8 or 0.6
  if self.gender[best] then confidence = confidence + 0.1 end
  return best, confidence
end

-- The body that "it" or "its" at token `at` stands for: the last one that a sentence of the paragraph begins with.
function Resolver:body(at)
  local best
  for _, body in ipairs(self.bodies) do
    if body.last >= at then break end
    best = body
  end
  if best and self.paragraphs:of(best.first) == self.paragraphs:of(at) then return entity_of(best), 0.5 end
end

function Resolver:mention(source)
  for _, mention in ipairs(self.mentions) do
    if mention.first == source.first and mention.last == source.last then return mention end
    if mention.first > source.last then return nil end
  end
end

-- The name that "who" or "which" at token `at` goes with: the one right before it.
function Resolver:antecedent(at)
  local entities = self.entities
  for i = 1, self:entities_from(at) - 1 do
    local entity = entities[i]
    if entity.label ~= "NORP" and (entity.last == at - 1 or entity.last == at - 2 and self.text[at - 1] == ",") then
      return entity_of(entity), 0.7, entity.label == "PER"
    end
  end
end

-- A source of one token that is a pronoun; the last result says whether it is one.
function Resolver:by_pronoun(word, at)
  if Words.singular[word] then
    local entity, confidence = self:pronoun(word, at)
    return entity, confidence, true, true
  end
  -- "They" may be a body, a crowd or nobody in particular: not guessed.
  if Words.plural[word] then return nil, nil, nil, true end
  if word == "it" then
    local entity, confidence = self:body(at)
    return entity, confidence, nil, true
  end
  if word == "who" or word == "which" then
    local entity, confidence, person = self:antecedent(at)
    return entity, confidence, person, true
  end
end

-- A name that fills the source, a role noun, a pronoun, or a noun phrase.
-- Returns the entity, the confidence, whether a person speaks (who may be meant by a later "he" or "she"), and whether the
-- document has a span for it already.
function Resolver:source(source)
  local word = self.lower[source.first]
  if source.first == source.last then
    local entity, confidence, person, is_pronoun = self:by_pronoun(word, source.first)
    if is_pronoun then return entity, confidence, person end
  end

  local name = self:names(source)[1]
  if name then return entity_of(name), name.span.attributes.confidence or 0.9, name.label == "PER", true end
  local mention = self:mention(source)
  if mention then return entity_of(mention), mention.span.attributes.confidence or 0.6, mention.label == "PER", true end

  -- In "a spokeswoman for the U.N." the name is a part of the source, not the speaker.
  local head = self:head(source)
  if Words.papers[head] and self:has("its", source.first, source.last) then
    local entity, confidence = self:body(source.first)
    -- The paper is not the body.
    return entity, confidence, nil, true
  end
  if word == "the" and Words.officials[head] then
    local entity, confidence = self:pronoun(head, source.first, 3)
    return entity, confidence and confidence - 0.2, true
  end
  return nil
end

function Resolver:remember(at, entity, person)
  self.spoken[#self.spoken + 1] = { at = at, entity = entity, person = person }
end

-- Somebody who is not named speaks: a "he" behind it is nobody who was named before.
function Resolver:remember_unnamed(source)
  local head = self:unnamed(source)
  if head then self:remember(source.first, nil, true) end
end

return Resolver
