-- Tables of what was counted in all documents.
local SEPARATOR = "\t"

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

--- The tables of some counters: at most so many rows each, and so many of events.
return function(shared, most, days)
  return {
    speakers = rows(shared.speakers, { "speaker" }, most),
    about = rows(shared.about, { "speaker", "about" }, most),
    events = event_rows(shared.events, days),
    pairs = pair_rows(shared, most),
  }
end
