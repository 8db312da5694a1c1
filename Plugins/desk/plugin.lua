-- What a news desk asks of all documents together: counted document by document, and made into tables when the run ends.
local pipeline = require "pipeline"

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

-- TABLES ------------------------------------------------------------------------------------------------------------

local function columns(key)
  local list = {}
  for part in (key .. SEPARATOR):gmatch "([^\t]*)\t" do list[#list + 1] = part end
  return list
end

-- The first rows of a counter, its key cut into named columns.
local function rows(counter, names, most)
  local result = {}
  for i = 1, math.min(#counter, most) do
    local row, parts = { count = counter[i].count }, columns(counter[i].key)
    for k, name in ipairs(names) do
      if parts[k] ~= "" then row[name] = parts[k] end
    end
    result[#result + 1] = row
  end
  return result
end

local function by_key(counter)
  local result = {}
  for _, entry in ipairs(counter) do result[entry.key] = entry.count end
  return result
end

local function pair_rows(shared, most)
  local events, documents = by_key(shared.pair_events), by_key(shared.pair_documents)
  local result = {}
  for i = 1, math.min(#shared.tension, most) do
    local entry = shared.tension[i]
    local parts = columns(entry.key)
    result[i] = { a = parts[1], b = parts[2], tension = entry.count / 100, events = events[entry.key], documents = documents[entry.key] }
  end
  return result
end

-- Days in order, then places; within a day the more frequent first.
local function event_rows(counter, most)
  local result = rows(counter, { "day", "place", "class", "modality" }, #counter)
  table.sort(result, function(a, b)
    local day_a, day_b = a.day or "~", b.day or "~"
    if day_a ~= day_b then return day_a < day_b end
    if a.count ~= b.count then return a.count > b.count end
    if (a.place or "~") ~= (b.place or "~") then return (a.place or "~") < (b.place or "~") end
    if a.class ~= b.class then return a.class < b.class end
    return a.modality < b.modality
  end)
  for i = #result, most + 1, -1 do result[i] = nil end
  return result
end

local counter = pipeline.shared.counter

return function(options)
  options = options or {}
  local most = options.rows or 50

  return pipeline.stage {
    name = options.name or "desk",
    requires = { "entities", "events" },
    shared = {
      speakers = counter(), about = counter(), events = counter(), tension = counter(), pair_events = counter(), pair_documents = counter(),
    },
    process = function(doc, shared)
      count_statements(doc, shared)
      count_events(doc, shared)
      count_pairs(doc, shared)
    end,
    finish = function(_, shared)
      return {
        speakers = rows(shared.speakers, { "speaker" }, most),
        about = rows(shared.about, { "speaker", "about" }, most),
        events = event_rows(shared.events, options.days or 200),
        pairs = pair_rows(shared, most),
      }
    end,
  }
end
