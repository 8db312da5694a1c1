-- Events that are told more than once: one event, with all places where it is told.
local Merge = {}

local function word_key(sentence, chunk)
  for i = chunk.head, chunk.first, -1 do
    local name = sentence.names[i]
    if name then return name.entity or name.text end
  end
  return sentence.lemma[chunk.head]
end
Merge.actor = word_key

local function list_key(sentence, chunks)
  return chunks and word_key(sentence, chunks[1]) or nil
end

function Merge.keys(event)
  event.agent_key = list_key(event.sentence, event.agents)
  event.patient_key = list_key(event.sentence, event.patients)
  event.place_key = event.place and (event.place.entity or event.place.text)
  local value = event.time and event.time.value
  event.day_key = value and value:sub(1, 10)
end

local function fits(a, b) return a == nil or b == nil or a == b end

-- Two with the same class, agent and patient, and no word that they happen at different places or days.
local function same(event, other)
  if event.entry.class ~= other.entry.class or event.modality ~= other.modality or event.mood ~= other.mood or event.polarity ~= other.polarity then return false end
  if event.agent_key ~= other.agent_key or event.patient_key ~= other.patient_key then return false end
  if not event.agent_key and not event.patient_key then return event.place_key ~= nil and event.place_key == other.place_key and fits(event.day_key, other.day_key) end
  return fits(event.place_key, other.place_key) and fits(event.day_key, other.day_key)
end

-- "the attack", "this fighting": told before, if anything of its class was.
local function meant(event, events)
  if not event.anaphoric or event.place then return nil end
  for i = #events, 1, -1 do
    if events[i].entry.class == event.entry.class and events[i].entry.code:sub(1, 2) == event.entry.code:sub(1, 2) then return events[i] end
  end
end

-- The events of a document without repetitions; each has `mentions`, itself first.
function Merge.all(found)
  local kept, by_class = {}, {}
  for _, event in ipairs(found) do
    Merge.keys(event)
    local list = by_class[event.entry.class]
    if not list then
      list = {}
      by_class[event.entry.class] = list
    end
    local home = meant(event, list)
    for i = 1, home and 0 or #list do
      if same(event, list[i]) then
        home = list[i]
        break
      end
    end
    if home then
      home.mentions[#home.mentions + 1] = event
      home.place, home.place_key = home.place or event.place, home.place_key or event.place_key
      home.time, home.day_key = home.time or event.time, home.day_key or event.day_key
    else
      event.mentions = { event }
      kept[#kept + 1] = event
      list[#list + 1] = event
    end
  end
  return kept
end

return Merge
