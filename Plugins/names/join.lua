-- Of names that overlap each other one stays: lists, rules and the recogniser write without knowing of each other.
local pipeline = require "pipeline"

-- How far each source is believed about a label.
local LIST, RULE, RECOGNISER = 3, 2, 1
local CONFIDENCE = { [LIST] = 0.9, [RULE] = 0.75, [RECOGNISER] = 0.6 }

-- Rules by which the text itself says what a name is, which counts more than what a list knows of the words.
local EVIDENT = {
  ["people/titled"] = true, ["organisations/kind-before"] = true, ["organisations/kind-behind"] = true,
  ["organisations/whose-kind"] = true,
}

local function source_of(by)
  if by:sub(1, 4) == "tag." then return RECOGNISER end
  return by:sub(1, 6) == "names." and LIST or RULE
end

-- What the stage needs of a span, read once.
local function read(span)
  local attributes = span.attributes
  local by = span.by
  local source = source_of(by)
  return {
    span = span, first = span.first, last = span.last, length = span.last - span.first, label = span.label,
    source = source, evident = EVIDENT[by] or false,
    confidence = attributes.confidence or CONFIDENCE[source], entity = attributes.entity,
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
    winner.state = (loser.label == "LOC" or loser.label == "NORP") and loser.span.attributes.state or nil
  end
  doc:remove(loser.span)
end

local function process(doc, least)
  local found = {}
  for _, span in ipairs(doc:spans { layer = "entities" }) do
    local name = read(span)
    if name.source == RECOGNISER and name.confidence < least then name.weak = true end
    found[#found + 1] = name
  end
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
    local attributes = name.span.attributes
    attributes.confidence = name.confidence
    -- "Turkish" is what belongs to Turkey.
    if not name.entity then attributes.entity = name.label == "NORP" and attributes.state or name.span.text end
    if name.state and attributes.state == nil then attributes.state = name.state end
  end
end

return function(least)
  return pipeline.stage {
    name = "names", requires = { "entities" }, assigns = { "entities" },
    attributes = { entities = { entity = "string", confidence = "number", state = "string", kind = "string" } },
    process = function(doc) process(doc, least) end,
  }
end
