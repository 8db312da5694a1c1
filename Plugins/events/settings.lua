-- Where and when: the nearest place by its preposition, and the nearest date.
local Words = require "words"

local Settings = {}

-- The place name in what follows a preposition: "in Syria", "near the city of Mosul".
local function place_after(sentence, i)
  local chunk = sentence:chunk_from(i + 1)
  local steps = 0
  while chunk and steps < 3 do
    local name = sentence.names[chunk.head]
    if name and name.label == "LOC" then return name, chunk end
    for k = chunk.first, chunk.last do
      local inner = sentence.names[k]
      if inner and inner.label == "LOC" and sentence.lower[chunk.first] ~= "$" and sentence.lower[inner.last + 1] ~= "-" then return inner, chunk end
    end
    if sentence.lower[chunk.last + 1] ~= "of" then return nil end
    chunk = sentence:chunk_from(chunk.last + 2)
    steps = steps + 1
  end
end

local function is_edge(sentence, i)
  local lower = sentence.lower[i]
  return lower == ";" or lower == ":" or lower == "that" and sentence.upos[i] ~= "DET" or lower == "who" or lower == "which"
end

local DASHES = Words.set "— – - --"

-- Whether a clause of its own stands between two tokens: a date there is not that of the other.
local function is_apart(sentence, from, to)
  for i = from, to do
    -- "Aug 18, 2020: soldiers seize …"
    if sentence.lower[i] ~= ":" and is_edge(sentence, i) then return true end
  end
  return false
end

-- The last token of "LISBON, 12 March —" at the head of a sentence, or one before the sentence: the day of the report is not that
-- of what it tells.
local function dateline_end(sentence)
  if not sentence.dateline then
    sentence.dateline = sentence.first - 1
    for i = sentence.first, math.min(sentence.first + 12, sentence.last) do
      if sentence:is_verb(i) then break end
      if DASHES[sentence.lower[i]] and sentence.names[sentence.first] then
        sentence.dateline = i
        break
      end
    end
  end
  return sentence.dateline
end

-- Places of the event's own: not those of its agent or patient.
local function used(event, name)
  for _, list in ipairs { event.agents or {}, event.patients or {} } do
    for _, chunk in ipairs(list) do
      if name.first >= chunk.first and name.last <= chunk.last then return true end
    end
  end
  return false
end

-- Where something is sent: "troops to Karabakh".
function Settings.goal(sentence, event)
  local chunk = event.goal and event.goal[1]
  local name = chunk and sentence.names[chunk.head]
  if name and name.label == "LOC" and not used(event, name) then return name end
end

-- Deeds whose object is where they happen, by their codes: "visited Manila", "withdraw from Gao".
local GOING = { ["042"] = true, ["0874"] = true }

-- Takes towns from the patients of such a deed; states stay, since they are visited as such. The first one taken, or nil.
function Settings.destination(sentence, event)
  if not GOING[event.entry.code] or not event.patients then return nil end
  local place, kept = nil, {}
  for _, chunk in ipairs(event.patients) do
    local name = sentence.names[chunk.head]
    if name and name.label == "LOC" and not Words.states[name.text:lower()] then
      place = place or name
    else
      kept[#kept + 1] = chunk
    end
  end
  if place then event.patients = #kept > 0 and kept or nil end
  return place
end

-- Whether another deed begins: "sent blankets and will open shelters in …", "accused them of shelling a school in …".
local function goes_on(sentence, i)
  local before = sentence.lower[i - 1]
  return before == "and" and sentence:is_finite(i) or (before == "of" or before == "for" or before == "from") and sentence.xpos[i] == "VBG"
end

-- Whether a name or a date stands in another statement than an event, or in none: "they will meet, he said on Monday". What an accusation
-- is about begins behind its object: "accused them on Monday of …".
local function is_elsewhere(sentence, event, name)
  if sentence.view.said[name.first] == event.said then return false end
  if event.said or name.first < event.first then return true end
  for i = event.last + 1, name.first - 1 do
    if goes_on(sentence, i) or is_edge(sentence, i) or sentence.lower[i] == "to" then return true end
  end
  return false
end

function Settings.place(sentence, event)
  for i = event.last + 1, math.min(sentence.last, event.last + 22) do
    if is_edge(sentence, i) or goes_on(sentence, i) then break end
    if Words.place_prepositions[sentence.lower[i]] and sentence.lower[i] ~= "from" then
      local name = place_after(sentence, i)
      if name and not used(event, name) and not is_elsewhere(sentence, event, name) then return name end
    end
  end
  for i = event.first - 1, math.max(sentence.first, event.first - 30), -1 do
    if is_edge(sentence, i) or not event.noun and sentence:is_finite(i) and sentence.upos[i] == "VERB" then break end
    if Words.place_prepositions[sentence.lower[i]] then
      local name = place_after(sentence, i)
      if name and not used(event, name) and not is_elsewhere(sentence, event, name) then return name end
    end
  end
  -- "the Mosul operation", "Wednesday's Baghdad bombing"
  if event.noun and event.chunk then
    for i = event.chunk.first, event.first - 1 do
      local name = sentence.names[i]
      if name and name.label == "LOC" and not used(event, name) then return name end
    end
  end
end

-- The nearest date of the sentence, unless it is that of another clause or statement.
function Settings.time(sentence, event)
  local best, distance
  for _, date in ipairs(sentence.view.date_list) do
    if date.first > sentence.last then break end
    if date.first > dateline_end(sentence) and (date.type == "DATE" or date.type == "TIME") then
      local away = date.first > event.last and date.first - event.last or event.first - date.last
      if not distance or away < distance then best, distance = date, away end
    end
  end
  if not best or is_elsewhere(sentence, event, best) then return nil end
  local behind = best.first > event.last
  local apart = behind and is_apart(sentence, event.last + 1, best.first - 1) or not behind and is_apart(sentence, best.last + 1, event.first - 1)
  return not apart and best or nil
end

return Settings
