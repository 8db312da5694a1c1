-- How tense a document is: events by their code and how they are told, statements by their cue, and words.
local pipeline = require "pipeline"
local Weights = require "weights"

local function first(argument)
  if type(argument) == "table" then return argument[1] end
  return argument
end

-- Names may know the state of a nationality; not every layer has such an attribute.
local function state_of(attributes) return attributes.state end

-- Who an argument stands for: the entity of a name, or the side of a phrase; a nationality stands for its state.
local function actor(argument)
  local span = first(argument)
  if not span then return nil end
  if span.label == "NORP" then
    local known, state = pcall(state_of, span.attributes)
    if known and state then return state end
  end
  if span.layer == "actors" then return span.attributes.side end
  return span.attributes.entity or span.layer == "entities" and span.text or nil
end

local function code_weight(codes, code)
  for length = #code, 2, -1 do
    local weight = codes[code:sub(1, length)]
    if weight then return weight end
  end
  return 0
end

-- An event's weight after how it is told: denied, planned or only said counts less.
local function event_weight(settings, attributes, known, old)
  local weight = code_weight(settings.codes, attributes.code or "")
  weight = weight * (settings.modality[attributes.mood or attributes.modality] or 1)
  if attributes.polarity == "negative" then weight = weight * settings.negative end
  if not known then weight = weight * settings.anonymous end
  if old then weight = weight * settings.old end
  if attributes.asserted_by then weight = weight * settings.attributed end
  local again = math.min(((attributes.mentions or 1) - 1) * settings.again, 1)
  return weight * (1 + again)
end

-- Two digits are all that such a sum is worth.
local function rounded(value) return math.floor(value * 100 + 0.5) / 100 end

-- TERMS -------------------------------------------------------------------------------------------------------------

local Terms = {}
Terms.__index = Terms

function Terms.new(cap) return setmetatable({ cap = cap, counts = {}, list = {}, pairs = {}, order = {} }, Terms) end

-- A term that the cap lets through: its reason, weight and span, for the document and perhaps a pair.
function Terms:add(reason, weight, span, pair)
  weight = rounded(weight)
  if weight == 0 then return end
  local count = (self.counts[reason] or 0) + 1
  self.counts[reason] = count
  local term = { reason = reason, weight = weight, span = span }
  if count <= self.cap then self.list[#self.list + 1] = term end
  if pair then
    if not self.pairs[pair] then
      self.pairs[pair] = {}
      self.order[#self.order + 1] = pair
    end
    local terms = self.pairs[pair]
    if #terms < self.cap then terms[#terms + 1] = term end
  end
end

local function pair_of(event)
  local arguments = event.arguments
  local a, b = actor(arguments.agent), actor(arguments.patient)
  if not a or not b or a == b then return nil end
  if a > b then a, b = b, a end
  return a .. " / " .. b
end

local function months(value)
  local y, m = tostring(value or ""):match "^(%d%d%d%d)%-?(%d?%d?)"
  return y and math.tointeger(tonumber(y)) * 12 + (math.tointeger(tonumber(m)) or 12)
end

-- Whether an event lies more than half a year before the document's day.
local function is_old(event, today)
  local time = today and first(event.arguments.time)
  local then_ = time and months(time.attributes.value)
  return then_ and today - then_ > 6
end

local function add_events(doc, terms, settings)
  local today = months(doc.meta.date)
  for _, event in ipairs(doc:relations "EVENT") do
    local attributes = event.attributes
    local arguments = event.arguments
    local old = is_old(event, today)
    local weight = event_weight(settings, attributes, arguments.agent or arguments.patient, old)
    attributes.tension = rounded(weight)
    local reason = attributes.class:lower()
    local told = attributes.mood or attributes.modality
    if told ~= "asserted" then reason = reason .. "-" .. told end
    if attributes.polarity == "negative" then reason = reason .. "-not" end
    if old then reason = reason .. "-old" end
    terms:add(reason, weight, first(event.trigger), pair_of(event))
  end
end

local function add_statements(doc, terms, settings)
  terms.cued = {}
  for _, statement in ipairs(doc:relations "STATEMENT") do
    local cue = first(statement.arguments.cue)
    if cue then
      for i = cue.first, cue.last do
        local weight = settings.cues[doc.tokens[i].lemma]
        if weight then
          terms:add("cue-" .. doc.tokens[i].lemma, weight, cue)
          terms.cued[i] = true
        end
      end
    end
  end
end

-- An expression that finds every word that may have one of the lemmas: by its beginning, since lemmas change the end.
local function finder(words)
  local stems = {}
  for word in pairs(words) do stems[#stems + 1] = pipeline.re.escape((word:gsub("[ey]$", ""))) end
  table.sort(stems)
  return pipeline.re.compile("\\b(?:" .. table.concat(stems, "|") .. ")", { ignore_case = true })
end

-- Words that no event has taken; one that is negated says nothing.
local function add_words(doc, terms, settings)
  local tokens, words = doc.tokens, settings.words
  local triggers
  for match in doc:search(settings.finder) do
    local i = match.first
    local lemma = i and tokens[i].lemma
    local weight = words[lemma]
    if weight then
      if not triggers then
        triggers = {}
        for _, span in ipairs(doc:spans { layer = "events" }) do
          for k = span.first, span.last do triggers[k] = true end
        end
      end
      local before = i > 1 and tokens[i - 1].lower
      if not triggers[i] and not terms.cued[i] and before ~= "no" and before ~= "without" and before ~= "not" then
        terms:add("word-" .. lemma, weight, { first = i })
      end
    end
  end
end

-- LEVELS AND SCORES -------------------------------------------------------------------------------------------------

local function level_of(levels, value)
  local name, least = "low", -math.huge
  for level, from in pairs(levels) do
    if value >= from and from > least then name, least = level, from end
  end
  return name
end

local function write(doc, name, terms, levels)
  local value = 0
  for _, term in ipairs(terms) do value = value + term.weight end
  local level = level_of(levels, value)
  for _, term in ipairs(terms) do
    doc:score { name = name, value = term.weight, because = term.reason, span = term.span, level = level }
  end
end

-- A word has no annotation of its own: it gets one, so that the score can show where it stands.
local function place_words(doc, terms)
  for _, term in ipairs(terms.list) do
    if term.span and not term.span.text then
      term.span = doc:annotate { label = "TENSE", layer = "tension", first = term.span.first, rule = term.reason }
    end
  end
end

return function(options)
  options = options or {}
  local settings = {}
  for name, value in pairs(Weights) do
    local given = options[name]
    if type(value) == "table" then
      settings[name] = {}
      for key, weight in pairs(value) do settings[name][key] = weight end
      for key, weight in pairs(given or {}) do settings[name][key] = weight end
    else
      settings[name] = given or value
    end
  end
  if options.levels then settings.levels = options.levels end
  settings.finder = finder(settings.words)
  local score = options.score or "tension"

  return pipeline.stage {
    name = options.name or "tension",
    requires = { "lemma", "events" },
    assigns = { "scores", "tension" },
    process = function(doc)
      local terms = Terms.new(settings.cap)
      add_events(doc, terms, settings)
      add_statements(doc, terms, settings)
      add_words(doc, terms, settings)
      place_words(doc, terms)
      write(doc, score, terms.list, settings.levels)
      for _, pair in ipairs(terms.order) do write(doc, score .. ": " .. pair, terms.pairs[pair], settings.levels) end
    end,
  }
end
