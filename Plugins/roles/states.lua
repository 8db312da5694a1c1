-- Whose minister: where the words name no country, it is the one that the document is about.

-- How far the country named most often has to lead, and how near another one speaks against it.
local LEAD = 1.5
local NEAR = 40

local function state_of(attributes) return attributes.state end

-- The state that a name stands for or lies in, and whether it names the state itself. A layer that knows no states has none.
local function state(span)
  if span.label ~= "LOC" and span.label ~= "NORP" then return nil end
  local attributes = span.attributes
  local known, value = pcall(state_of, attributes)
  if known and value then return value, attributes.entity == value end
end

-- The states of a document: all places in order, the names of each state, and the one named most often unless another comes near; towns count
-- for their state.
local function read(doc)
  local states, order, places = {}, {}, {}
  for _, span in ipairs(doc:spans { layer = "entities" }) do
    local value, itself = state(span)
    if value then
      places[#places + 1] = { first = span.first, last = span.last, state = value, span = span }
      local known = states[value]
      if not known then
        known = { value = value, count = 0, names = {} }
        states[value] = known
        order[#order + 1] = known
      end
      known.count = known.count + 1
      if itself then known.names[#known.names + 1] = span end
    end
  end
  table.sort(order, function(a, b) return a.count > b.count or a.count == b.count and a.value < b.value end)
  local most, second = order[1], order[2] and order[2].count or 0
  local leads = most and most.count >= LEAD * second and most.names[1] and most.value
  table.sort(places, function(a, b) return a.first < b.first end)
  return { main = leads or nil, states = states, places = places, sentence = doc:column "sentence", lower = doc:column "lower" }
end

-- The last place that a sentence begins with, near before a role: "Norland has closed the road. Interior Minister …"
local function subject(found, at)
  local best
  for _, place in ipairs(found.places) do
    local first, last = place.first, place.last
    if last >= at then break end
    local start = first - (found.lower[first - 1] == "the" and 1 or 0)
    local begins = start == 1 or found.sentence[start - 1] ~= found.sentence[start]
    local next = found.lower[last + 1]
    if begins and at - first <= NEAR and next ~= "and" and next ~= "," then best = place end
  end
  return best
end

-- Whether the last place before a role lies elsewhere: "Caracas denied it. Foreign Minister …"
local function is_elsewhere(found, at)
  local last
  for _, place in ipairs(found.places) do
    if place.first < at then last = place end
  end
  return last ~= nil and last.state ~= found.main and at - last.first <= NEAR
end

-- The nearest name of the state before a role, else the first.
local function nearest(names, at)
  local best = names[1]
  for _, name in ipairs(names) do
    if name.last < at then best = name end
  end
  return best
end

--- The state for an office at a token, as the name of it that stands nearest; nil where the document does not tell.
return function(doc)
  local found
  return function(at)
    found = found or read(doc)
    local place = subject(found, at)
    if place then
      local names = found.states[place.state].names
      return names[1] and nearest(names, at) or place.span
    end
    return found.main and not is_elsewhere(found, at) and nearest(found.states[found.main].names, at) or nil
  end
end
