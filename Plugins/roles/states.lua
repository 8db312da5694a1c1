-- Whose minister: where the words name no country, it is the one that the document is about.

-- Offices that states alone have, by the last word of the role.
local OFFICES = { minister = true, premier = true }

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

-- The state of a document with the spans that name it and all places, or nil where two are named about as often; its towns count for it.
local function main_state(doc)
  local states, order, places = {}, {}, {}
  for _, span in ipairs(doc:spans { layer = "entities" }) do
    local value, itself = state(span)
    if value then
      places[#places + 1] = { first = span.first, state = value }
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
  if not most or most.count < LEAD * second or not most.names[1] then return nil end
  table.sort(places, function(a, b) return a.first < b.first end)
  return { state = most.value, names = most.names, places = places }
end

-- Whether the last place before a role lies elsewhere: "Caracas denied it. Foreign Minister …"
local function is_elsewhere(main, at)
  local last
  for _, place in ipairs(main.places) do
    if place.first < at then last = place end
  end
  return last ~= nil and last.state ~= main.state and at - last.first <= NEAR
end

-- The nearest name of the state before a role, else the first.
local function nearest(names, at)
  local best = names[1]
  for _, name in ipairs(names) do
    if name.last < at then best = name end
  end
  return best
end

--- Gives offices of states that are named without one the state of the document.
return function(doc, relations)
  local main
  for _, relation in ipairs(relations) do
    local arguments = relation.arguments
    local role = arguments.role
    if arguments.person and not arguments.organisation and OFFICES[doc.tokens[role.last].lower] then
      if main == nil then main = main_state(doc) or false end
      if main and not is_elsewhere(main, role.first) then
        local status = relation.attributes.status
        doc:relate {
          label = "ROLE", rule = "state", person = arguments.person, role = role, organisation = nearest(main.names, role.first),
          attributes = { confidence = 0.5, status = status },
        }
        doc:remove(relation)
      end
    end
  end
end
