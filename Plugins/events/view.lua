-- What a document holds that events are made of: names, dates and statements by token.
local View = {}

local NAMES = { PER = true, ORG = true, LOC = true, NORP = true }

local function pieces(argument)
  if type(argument) == "table" then return argument end
  return { argument }
end
View.pieces = pieces

local function state_of(attributes) return attributes.state end

-- An entity as plain fields: asked for once, used often. A nationality stands for its state, where the names know it; not
-- every layer has such an attribute.
local function plain(span, label)
  local attributes = span.attributes
  local entity = attributes.entity
  if label == "NORP" then
    local known, state = pcall(state_of, attributes)
    entity = known and state or entity
  end
  return { span = span, first = span.first, last = span.last, label = label, text = span.text, entity = entity }
end

function View.new(doc, lower)
  local names, dates, date_list = {}, {}, {}
  for _, span in ipairs(doc:spans { layer = "entities" }) do
    local label = span.label
    if label == "DATE" then
      local date = { span = span, first = span.first, last = span.last, value = span.attributes.value, type = span.attributes.type }
      date_list[#date_list + 1] = date
      for i = date.first, date.last do dates[i] = date end
    elseif NAMES[label] then
      local name = plain(span, label)
      -- Of names in each other the longer one comes first and counts.
      if not names[name.first] and not names[name.last] then
        for i = name.first, name.last do names[i] = name end
      end
    end
  end
  -- Who holds the office whose name stands at a token.
  local offices = {}
  for _, role in ipairs(doc:relations "ROLE") do
    local person, office = role.arguments.person, role.arguments.role
    if person and office then
      for i = office.first, office.last do offices[i] = person end
    end
  end
  return {
    offices = offices, doc = doc, tokens = doc.tokens, names = names, dates = dates, date_list = date_list, lower = lower, lemma = doc:column "lemma",
    upos = doc:column "upos", xpos = doc:column "xpos", sentence = doc:column "sentence",
  }
end

-- Who says what stands at a token: the entity that speaks, else the source as it stands; the innermost statement counts.
function View.statements(view)
  local said = {}
  for _, relation in ipairs(view.doc:relations "STATEMENT") do
    local contents, source = pieces(relation.content), relation.arguments.source
    local speaker = relation.attributes.speaker
    if type(speaker) == "userdata" or type(speaker) == "table" then speaker = speaker[1] end
    if not speaker and source then speaker = pieces(source)[1].text end
    local length = 0
    for _, content in ipairs(contents) do length = length + content.last - content.first + 1 end
    local statement = { speaker = speaker or "", length = length }
    for _, content in ipairs(contents) do
      for i = content.first, content.last do
        if not said[i] or said[i].length > length then said[i] = statement end
      end
    end
  end
  return said
end

-- The document's day as a number, 20201103, or nil where nobody says.
function View.day(doc, reference)
  local date = reference or doc.meta.date
  local y, m, d = tostring(date or ""):match "^(%d%d%d%d)%-(%d%d)%-(%d%d)"
  return y and math.tointeger(tonumber(y .. m .. d)) or nil
end

return View
