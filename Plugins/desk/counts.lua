-- What is counted in a document: keys of several columns, with a tab between them.
local SEPARATOR = "\t"

local function pieces(argument)
  if argument == nil then return {} end
  if type(argument) == "table" then return argument end
  return { argument }
end

local function speakers_of(statement)
  local speaker = statement.attributes.speaker
  if speaker == nil then return {} end
  if type(speaker) == "string" then return { speaker } end
  local list = {}
  for _, one in ipairs(speaker) do list[#list + 1] = one end
  return list
end

-- The people, bodies and places that are named inside the content, each once.
local function named_in(names, statement)
  local seen, list = {}, {}
  for _, content in ipairs(pieces(statement.arguments.content)) do
    for _, name in ipairs(names) do
      if name.first > content.last then break end
      if name.first >= content.first and name.last <= content.last and not seen[name.entity] then
        seen[name.entity] = true
        list[#list + 1] = name.entity
      end
    end
  end
  return list
end

local KINDS = { PER = true, ORG = true, LOC = true, NORP = true }

local function names_of(doc)
  local names = {}
  for _, span in ipairs(doc:spans { layer = "entities" }) do
    if KINDS[span.label] then
      names[#names + 1] = { first = span.first, last = span.last, entity = span.attributes.entity or span.text }
    end
  end
  return names
end

local function count_statements(doc, shared)
  local statements = doc:relations "STATEMENT"
  if #statements == 0 then return end
  local names = names_of(doc)
  for _, statement in ipairs(statements) do
    for _, speaker in ipairs(speakers_of(statement)) do
      shared.speakers:add(speaker)
      for _, about in ipairs(named_in(names, statement)) do
        if about ~= speaker then shared.about:add(speaker .. SEPARATOR .. about) end
      end
    end
  end
end

local function day_of(event)
  local time = pieces(event.arguments.time)[1]
  local value = time and time.attributes.value
  return value and value:find "^%d%d%d%d" and value:sub(1, 10) or ""
end

local function place_of(event)
  local place = pieces(event.arguments.place)[1]
  return place and (place.attributes.entity or place.text) or ""
end

local function count_events(doc, shared)
  for _, event in ipairs(doc:relations "EVENT") do
    local attributes = event.attributes
    -- What is denied, wished for or only feared did not happen on any day.
    if attributes.polarity ~= "negative" and not attributes.mood and (attributes.modality == "asserted" or attributes.modality == "planned") then
      local key = { day_of(event), place_of(event), attributes.class, attributes.modality }
      shared.events:add(table.concat(key, SEPARATOR))
    end
  end
end

-- Names may know the state of a nationality; not every layer has such an attribute.
local function state_of(attributes) return attributes.state end

local function actor(span)
  if span and span.label == "NORP" then
    local known, state = pcall(state_of, span.attributes)
    if known and state then return state end
  end
  if span and span.layer == "actors" then return span.attributes.side end
  return span and (span.attributes.entity or span.layer == "entities" and span.text) or nil
end

-- Sums are kept in hundredths: whole numbers add up to the same in any order.
local function count_pairs(doc, shared)
  local pairs_seen = {}
  for _, event in ipairs(doc:relations "EVENT") do
    local a, b = pieces(event.arguments.agent)[1], pieces(event.arguments.patient)[1]
    a, b = actor(a), actor(b)
    local weight = a and b and a ~= b and event.attributes.tension
    if weight and weight ~= 0 then
      if a > b then a, b = b, a end
      local pair = a .. SEPARATOR .. b
      shared.tension:add(pair, math.floor(weight * 100 + 0.5))
      shared.pair_events:add(pair)
      if not pairs_seen[pair] then
        pairs_seen[pair] = true
        shared.pair_documents:add(pair)
      end
    end
  end
end

--- Counts a document in `shared`, a table of counters.
return function(doc, shared)
  count_statements(doc, shared)
  count_events(doc, shared)
  count_pairs(doc, shared)
end
