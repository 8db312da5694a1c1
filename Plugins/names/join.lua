-- Of names that overlap each other one stays: lists, rules and the recogniser write without knowing of each other.
local pipeline = require "pipeline"
local sources = require "sources"
local weigh = require "recogniser"
local complete = require "hyphens"
local repeats = require "repeats"

local LIST, RULE, RECOGNISER = sources.LIST, sources.RULE, sources.RECOGNISER
local CONFIDENCE = { [LIST] = 0.9, [RULE] = 0.75, [RECOGNISER] = 0.6 }

-- Rules by which the text itself says what a name is, which counts more than what a list knows of the words.
local EVIDENT = {
  ["people/titled"] = true, ["organisations/kind-before"] = true, ["organisations/kind-behind"] = true,
  ["organisations/whose-kind"] = true,
}

-- Rules that guess from one word: where a recogniser sees something else in the words, they are dropped.
local GUESSES = { ["people/first-name-alone"] = true, ["organisations/head-last"] = true, ["places/kind-last"] = true }

local function source_of(by)
  if by:sub(1, 4) == "tag." then return RECOGNISER end
  return by:sub(1, 6) == "names." and LIST or RULE
end

-- What the stage needs of a span, read once. Lists alone know what a name means, and they are equally sure of all names.
local function read(span)
  local attributes, by, first, last = span.attributes, span.by, span.first, span.last
  local source = source_of(by)
  local given = source ~= LIST and attributes.confidence or nil
  return {
    span = span, attributes = attributes, by = by, first = first, last = last, length = last - first, label = span.label,
    source = source, evident = EVIDENT[by] or false, guess = GUESSES[by],
    given = given, confidence = given or CONFIDENCE[source], entity = source == LIST and attributes.entity or nil,
  }
end

-- The longer first: where one name lies inside another ("General Staff" and a person "Staff", "Libya" in the name of a
-- mission) the longer one is what the writer meant. Between equals one of which the text says what it is comes first
-- ("Advisor Lyons" is no town), a list before a rule and a rule before the recogniser; then the place in the text and the
-- label decide, so that every run gives the same answer.
local function before(a, b)
  if a.length ~= b.length then return a.length > b.length end
  if a.evident ~= b.evident then return a.evident end
  if a.source ~= b.source then return a.source > b.source end
  if a.confidence ~= b.confidence then return a.confidence > b.confidence end
  if a.first ~= b.first then return a.first < b.first end
  return a.label < b.label
end

-- Two that agree are surer than one: what is left of the doubt is halved.
local function agreed(confidence)
  return math.floor(100 * (1 - (1 - confidence) / 2) + 0.5) / 100
end

-- Whether a loser says the same as the winner, or is a part of it that the output should keep as an attribute.
local function settle(winner, loser, doc)
  if loser.first == winner.first and loser.last == winner.last then
    if loser.label == winner.label and loser.source ~= winner.source and not winner.agreed then
      winner.agreed = true
      winner.confidence = agreed(winner.confidence)
    end
  elseif winner.label == "ORG" and winner.source ~= LIST and not winner.state then
    winner.state = (loser.label == "LOC" or loser.label == "NORP") and loser.attributes.state or nil
  end
  doc:remove(loser.span)
end

-- DATELINES ---------------------------------------------------------------------------------------------------------

local function capital(first, rest) return first:upper() .. rest:lower() end

-- "CAIRO" is what the text calls Cairo elsewhere, else the same in small letters.
local function name_datelines(kept)
  local shouted
  for _, name in ipairs(kept) do
    if name.label == "LOC" and name.source ~= LIST and not name.entity:find "[%l%.]" then
      shouted = shouted or {}
      shouted[#shouted + 1] = name
    end
  end
  if not shouted then return end
  local known = {}
  for _, name in ipairs(kept) do
    if name.label == "LOC" and name.entity:find "%l" then known[name.span.text:upper()] = name.entity end
  end
  for _, name in ipairs(shouted) do
    local text = name.entity
    if #text > 2 then
      name.entity = known[text] ~= text and known[text] or text:gsub("(%a)(%w*)", capital)
      name.attributes.entity = name.entity
    end
  end
end

-- THE STAGE ---------------------------------------------------------------------------------------------------------

local function process(doc, least)
  local found, recognised = {}, false
  for i, span in ipairs(doc:spans { layer = "entities" }) do
    local name = read(span)
    recognised = recognised or name.source == RECOGNISER
    found[i] = name
  end
  if #found == 0 then return end
  local texts = doc:column "text"
  if recognised then weigh(found, least, texts) end
  table.sort(found, before)

  local taken, kept = {}, {}
  for _, name in ipairs(found) do
    local winner
    for i = name.first, name.last do winner = winner or taken[i] end
    if winner then
      settle(winner, name, doc)
    elseif name.weak then
      doc:remove(name.span)
    else
      for i = name.first, name.last do taken[i] = name end
      kept[#kept + 1] = name
    end
  end

  for _, name in ipairs(kept) do
    if name.source ~= LIST then complete(name, texts, doc, taken) end
    local attributes = name.attributes
    if name.confidence ~= name.given then attributes.confidence = name.confidence end
    -- "Turkish" is what belongs to Turkey.
    if not name.entity then
      name.entity = name.label == "NORP" and attributes.state or name.span.text
      attributes.entity = name.entity
    end
    if name.state and attributes.state == nil then attributes.state = name.state end
  end
  name_datelines(kept)
  repeats(doc, kept, taken, texts)
end

return function(least)
  return pipeline.stage {
    name = "names", requires = { "entities" }, assigns = { "entities" },
    attributes = { entities = { entity = "string", confidence = "number", state = "string", kind = "string" } },
    process = function(doc) process(doc, least) end,
  }
end
