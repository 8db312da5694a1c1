-- Whose office it is where the words name no body.
local states = require "states"

-- How far the name that counts has to lead, and how far back a body is looked for.
local LEAD = 1.5
local REACH = 60

-- The name that a document has most often, as the spans of it; nil where another one comes near.
local function most_named(spans)
  local known, order = {}, {}
  for _, span in ipairs(spans) do
    local entity = span.attributes.entity or span.text
    if not known[entity] then
      known[entity] = {}
      order[#order + 1] = known[entity]
    end
    table.insert(known[entity], span)
  end
  table.sort(order, function(a, b) return #a > #b or #a == #b and a[1].first < b[1].first end)
  local most, second = order[1], order[2] and #order[2] or 0
  return most and #most > 1 and #most >= LEAD * second and most or nil
end

local function last_before(spans, at, reach)
  local best
  for _, span in ipairs(spans) do
    if span.last >= at then break end
    if at - span.last <= reach then best = span end
  end
  return best
end

-- The body, the town or the state of each kind of office: functions of the token at which the role begins.
local function finders(doc)
  local function of_main(label, fits)
    local main
    return function(at)
      if main == nil then
        local spans = {}
        for _, span in ipairs(doc:spans { layer = "entities", label = label }) do
          if not fits or fits(span) then spans[#spans + 1] = span end
        end
        main = most_named(spans) or false
      end
      return main and (last_before(main, at, math.huge) or main[1]) or nil
    end
  end
  -- A layer that knows no kinds of places has none.
  local function is_town(span)
    local known, kind = pcall(function() return span.attributes.kind end)
    return not known or kind ~= "country"
  end
  return {
    state = states(doc),
    town = of_main("LOC", is_town),
    company = of_main "ORG",
    body = function(at) return last_before(doc:spans { layer = "entities", label = "ORG" }, at, REACH) end,
  }
end

-- By the last word of the role.
local OFFICES = {
  minister = "state", premier = "state", mayor = "town",
  executive = "company", ceo = "company", cfo = "company",
  spokesman = "body", spokeswoman = "body", spokesperson = "body",
}

local FOLLOWING = { predecessor = true, successor = true }

-- "Ilic's predecessor, Leo Brandt": the body is that of Ilic.
local function of_whom(doc, role, relations)
  local mark = role.first - 1
  while mark > 1 and doc.tokens[mark].xpos ~= "POS" do
    if role.first - mark > 3 then return nil end
    mark = mark - 1
  end
  for _, span in ipairs(doc:spans { layer = "entities", label = "PER" }) do
    if span.last == mark - 1 then
      for _, other in ipairs(relations) do
        local person, body = other.arguments.person, other.arguments.organisation
        if person and body and person.attributes.entity == span.attributes.entity then return body end
      end
    end
  end
end

local function with_body(doc, relation, body)
  local arguments = relation.arguments
  local given = doc:relate {
    label = "ROLE", rule = "body", person = arguments.person, role = arguments.role, organisation = body,
    attributes = { confidence = 0.5, status = relation.attributes.status },
  }
  doc:remove(relation)
  return given
end

--- Gives offices that are named without a body the one that the document tells.
return function(doc, relations)
  local finder
  for i, relation in ipairs(relations) do
    local arguments = relation.arguments
    local role = arguments.role
    local word = doc.tokens[role.last].lower
    local kind = OFFICES[word]
    if arguments.person and not arguments.organisation and (kind or FOLLOWING[word]) then
      finder = finder or finders(doc)
      local body = FOLLOWING[word] and of_whom(doc, role, relations) or kind and finder[kind](role.first)
      if body then relations[i] = with_body(doc, relation, body) end
    end
  end
end
