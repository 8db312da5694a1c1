-- Events: a trigger of the lexicon, who does it, to whom, where and when, and whether it is told as a fact.
local pipeline = require "pipeline"
local Entries = require "entries"
local Lexicon = require "lexicon"
local Sentence = require "arguments"
local Deeds = require "deeds"
local Mood = require "mood"
local Settings = require "settings"
local Merge = require "merge"
local View = require "view"
local Petrarch = require "petrarch"

-- FINDING -----------------------------------------------------------------------------------------------------------

local function sentence_around(view, i)
  local numbers = view.sentence
  local number, count = numbers[i], #numbers
  local first, last = i, i
  while first > 1 and numbers[first - 1] == number do first = first - 1 end
  while last < count and numbers[last + 1] == number do last = last + 1 end
  return Sentence.new(view, first, last)
end

-- A word of a name is no trigger: "Operation Inherent Resolve", "the War Committee".
local function named(sentence, i)
  if sentence.names[i] or sentence.dates[i] then return true end
  return i > sentence.first and sentence.upos[i] == "PROPN" and sentence.view.tokens[i].is_title
end

local function event_at(sentence, i, verbs, nouns)
  if named(sentence, i) then return nil end
  local dictionary = sentence.view.dictionary
  if dictionary then
    local entries = sentence:is_verb(i) and Petrarch.entries(dictionary, sentence, i) or {}
    return #entries > 0 and Deeds.verb(sentence, i, entries) or nil
  end
  local upos, lemma, lower = sentence.upos[i], sentence.lemma[i], sentence.lower[i]
  local verb, noun = verbs[lemma] or verbs[lower], nouns[lemma] or nouns[lower]
  if verb and (upos == "VERB" and not (sentence.chunk_at[i] and sentence.chunk_at[i].head ~= i)) then
    local event = Deeds.verb(sentence, i, verb)
    if event or not noun then return event end
  end
  if noun and (sentence.chunk_at[i] or lower == "alongside" or lower == "together" or lower == "support") then return Deeds.noun(sentence, i, noun) end
end

-- An attack that kills somebody is one event, not two: its agent is whoever attacks.
local function without_instruments(events)
  local by_token = {}
  for _, event in ipairs(events) do
    if event.noun then by_token[event.last] = event end
  end
  local dropped = {}
  for _, event in ipairs(events) do
    local agent = not event.noun and event.entry.class == "ASSAULT" and event.agents and event.agents[1]
    local instrument = agent and by_token[agent.head]
    if instrument and instrument.entry.class == "ASSAULT" then
      if instrument.agents then
        event.instrument, event.agents = agent, instrument.agents
      end
      if not instrument.patients then dropped[instrument] = true end
    end
  end
  local kept = {}
  for _, event in ipairs(events) do
    if not dropped[event] then kept[#kept + 1] = event end
  end
  return kept
end

-- "signed an agreement", "called for talks": the noun is what the verb tells already.
local function without_objects(events)
  local kept = {}
  for _, event in ipairs(events) do
    local told
    for _, other in ipairs(event.noun and events or {}) do
      local same = not other.noun and (other.entry.group or other.entry.class == event.entry.class)
      for _, chunk in ipairs(same and other.things or {}) do
        if chunk == event.chunk then told = other end
      end
    end
    if told then
      told.place = told.place or event.place
      if event.patients and event.patients[1] ~= told.agents and told.entry.class ~= "RETREAT" then told.patients = event.patients end
    else
      kept[#kept + 1] = event
    end
  end
  return kept
end

local function qualifies(event)
  local entry = event.entry
  if not entry.open then return true end
  if event.agents or event.patients then return true end
  if entry.closed then return false end
  if entry.class == "PROTEST" and event.support then return true end
  return (event.place or event.anaphoric) and (entry.class == "ASSAULT" or entry.class == "PROTEST" or entry.class == "COERCE")
end

-- All events of a sentence whose triggers stand at the given tokens.
local function events_of(sentence, triggers, verbs, nouns, said)
  local events, done = {}, 0
  for _, i in ipairs(triggers) do
    if i > done then
      local event = event_at(sentence, i, verbs, nouns)
      if event then
        event.sentence = sentence
        events[#events + 1] = event
        done = event.last
      end
    end
  end
  local result = {}
  for _, event in ipairs(without_objects(without_instruments(events))) do
    -- Nobody fights against himself: of the two the one that is farther away was taken wrongly.
    local agent, patient = event.agents and event.agents[1], event.patients and event.patients[1]
    if agent and patient and agent ~= patient and Merge.actor(sentence, agent) == Merge.actor(sentence, patient)
      and sentence.names[agent.head] then event.agents = nil end
    event.said = said[event.first]
    event.place = event.place or Settings.goal(sentence, event) or Settings.destination(sentence, event) or Settings.place(sentence, event)
    if qualifies(event) then
      event.time = Settings.time(sentence, event)
      event.modality, event.polarity, event.mood = Mood.of(sentence, event)
      result[#result + 1] = event
    end
  end
  return result
end

-- WRITING -----------------------------------------------------------------------------------------------------------

-- The annotation for a chunk: that of its name where the name is all of it or its head, else one in the layer `actors`.
local function actor(doc, view, sentence, chunk)
  local name = sentence.names[chunk.head]
  if name and name.last == chunk.last then return name.span end
  -- "The regional president, Ana Ilic, asked"
  local holder = view.offices[chunk.head]
  if holder and holder.first >= sentence.first and holder.last <= sentence.last then return holder end
  local first = chunk.first
  local article = sentence.upos[first] == "DET" and first < chunk.last
  if article then first = first + 1 end
  local key = first .. ":" .. chunk.last
  local known = view.actors[key]
  if known then return known end
  local attributes
  for i = first, chunk.last do
    local inner = sentence.names[i]
    if inner and inner.label ~= "DATE" then attributes = { side = inner.entity or inner.text } end
  end
  local span = doc:annotate { label = "ACTOR", layer = "actors", first = first, last = chunk.last, attributes = attributes or {} }
  view.actors[key] = span
  return span
end

local function single(list) return #list == 1 and list[1] or #list > 1 and list or nil end

-- The spans of an argument over all mentions, each once.
local function argument(doc, view, event, field)
  local spans, seen = {}, {}
  for _, mention in ipairs(event.mentions) do
    for _, chunk in ipairs(mention[field] or {}) do
      local span = actor(doc, view, mention.sentence, chunk)
      if not seen[span.first] then
        seen[span.first] = true
        spans[#spans + 1] = span
      end
    end
  end
  return single(spans)
end

local function setting(event, field)
  local spans, seen = {}, {}
  for _, mention in ipairs(event.mentions) do
    local own = mention[field]
    if own and not seen[own.first] then
      seen[own.first] = true
      spans[#spans + 1] = own.span
    end
  end
  return single(spans)
end

-- Codes of agent and patient from the user's dictionaries, as they were on the document's day: "the navy [of Sudmark]".
local function actor_code(view, event, field)
  local chunk = view.index and event[field] and event[field][1]
  if not chunk then return nil end
  local last = chunk.last
  local of = view.lower[last + 1] == "of" and event.sentence:chunk_from(last + 2)
  return Petrarch.code(view.index, view.lower, chunk.first, of and of.last or last, view.day)
end

local function write(doc, view, event)
  local triggers = {}
  for _, mention in ipairs(event.mentions) do
    triggers[#triggers + 1] = doc:annotate {
      label = mention.entry.class, layer = "events", first = mention.first, last = mention.last,
      rule = mention.entry.words[1],
    }
  end
  doc:relate {
    label = "EVENT", rule = event.entry.words[1],
    trigger = single(triggers), agent = argument(doc, view, event, "agents"), patient = argument(doc, view, event, "patients"),
    place = setting(event, "place"), time = setting(event, "time"),
    attributes = {
      class = event.entry.class, code = event.entry.code, polarity = event.polarity, modality = event.modality,
      mood = event.mood,
      asserted_by = event.said and event.said.speaker ~= "" and event.said.speaker or nil,
      agent_code = actor_code(view, event, "agents"), patient_code = actor_code(view, event, "patients"),
      mentions = #event.mentions > 1 and #event.mentions or nil,
    },
  }
end

-- THE STAGE ---------------------------------------------------------------------------------------------------------

-- Tokens at which a trigger may stand. Both indexes have all forms of their words, so that one look-up a token is enough.
local function candidates(lower, heads)
  local result, count = {}, 0
  for i = 1, #lower do
    local known = heads[lower[i]]
    if known and (known == true or known[lower[i + 1]]) then
      count = count + 1
      result[count] = i
    end
  end
  return result, count
end

-- Words that begin a trigger: true, or the second words where they begin nothing but phrases.
local function heads_of(...)
  local heads = {}
  for _, index in ipairs { ... } do
    for word, entries in pairs(index) do
      for _, entry in ipairs(entries) do
        local second = entry.words[2]
        if not second then
          heads[word] = true
        elseif heads[word] ~= true then
          heads[word] = heads[word] or {}
          heads[word][second] = true
          if entry.plural then heads[word][entry.plural] = true end
        end
      end
    end
  end
  return heads
end

return function(options)
  options = options or {}
  local verbs, nouns = Entries.index(Lexicon)
  local heads = heads_of(verbs, nouns)

  local dictionary = options.verbs and Petrarch.verbs(options.verbs, pipeline, options.lint)
  if dictionary then
    heads = {}
    for word in pairs(dictionary.verbs) do heads[word] = true end
  end
  local index = options.actors and Petrarch.actors(options.actors, pipeline, options.lint)

  return pipeline.stage {
    name = options.name or "events",
    requires = { "upos", "lemma", "entities" },
    assigns = { "events", "actors" },
    arguments = { EVENT = { "trigger", "agent", "patient", "place", "time" } },
    process = function(doc)
      local lower = doc:column "lower"
      local at, count = candidates(lower, heads)
      if count == 0 then return end
      local view = View.new(doc, lower)
      view.actors, view.verbs, view.nouns = {}, verbs, nouns
      view.dictionary, view.index = dictionary, index
      view.day = index and View.day(doc, options.reference)
      local said = View.statements(view)
      view.said = said
      local found, k = {}, 1
      while k <= count do
        local sentence = sentence_around(view, at[k])
        local triggers = {}
        while k <= count and at[k] <= sentence.last do
          triggers[#triggers + 1] = at[k]
          k = k + 1
        end
        for _, event in ipairs(events_of(sentence, triggers, verbs, nouns, said)) do found[#found + 1] = event end
      end
      for _, event in ipairs(Merge.all(found)) do write(doc, view, event) end
    end,
  }
end
