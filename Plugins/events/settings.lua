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

function Settings.place(sentence, event)
  for i = event.last + 1, math.min(sentence.last, event.last + 22) do
    if is_edge(sentence, i) then break end
    if Words.place_prepositions[sentence.lower[i]] and sentence.lower[i] ~= "from" then
      local name = place_after(sentence, i)
      if name and not used(event, name) then return name end
    end
  end
  for i = event.first - 1, math.max(sentence.first, event.first - 30), -1 do
    if is_edge(sentence, i) then break end
    if Words.place_prepositions[sentence.lower[i]] then
      local name = place_after(sentence, i)
      if name and not used(event, name) then return name end
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

function Settings.time(sentence, event)
  local best, distance
  for _, date in ipairs(sentence.view.date_list) do
    if date.first > sentence.last then break end
    if date.first >= sentence.first then
      local type = date.type
      local away = date.first > event.last and date.first - event.last or event.first - date.last
      if (type == "DATE" or type == "TIME") and (not distance or away < distance) then best, distance = date, away end
    end
  end
  return best
end

return Settings
