-- "the charity", "the ministry", "the fund" after a body that is one.
local words = require "words"

-- Nouns that say what a body is.
local KINDS = {}
for word in ([[agency airline alliance army association authority bank board body bureau bloc broadcaster charity chamber club coalition
  command commission committee company council court department federation firm force foundation fund group institute league ministry
  mission network newspaper office organisation organization party regulator service union university utility watchdog website]]):gmatch "%S+" do
  KINDS[word] = true
end

-- How many words before a name may say what it is: "the French medical charity …".
local BEFORE = 1

-- The nouns for a body: the words of its name, and the one that stands before or behind it.
local function nouns_of(lower, upos, span)
  local result = {}
  for i = span.first, span.last do
    if KINDS[lower[i]] then result[lower[i]] = true end
  end
  local before = lower[span.first - BEFORE]
  if before and KINDS[before] and upos[span.first - BEFORE] == "NOUN" then result[before] = true end
  for i = span.last + 1, math.min(span.last + 2, #lower) do
    if upos[i] ~= "NOUN" then break end
    if KINDS[lower[i]] then result[lower[i]] = true end
  end
  return result
end

-- The bodies of a document by their nouns, in text order.
local function bodies_by_noun(doc, lower, upos)
  local result, known = {}, {}
  for _, span in ipairs(doc:spans { layer = "entities", label = "ORG" }) do
    local entity = span.attributes.entity or span.text
    for noun in pairs(nouns_of(lower, upos, span)) do
      local list = result[noun] or { entities = 0 }
      result[noun] = list
      list[#list + 1] = { span = span, entity = entity, last = span.last }
      local key = noun .. "\0" .. entity
      if not known[key] then
        known[key] = true
        list.entities = list.entities + 1
      end
    end
  end
  return result
end

-- Words behind a noun that say which one is meant: "the ministry of health", "the company that …".
local FURTHER = { of = true, ["for"] = true, that = true, which = true, ["in"] = true, at = true }

-- Ties "the" and a noun to the last body before it that the noun says what it is. The mentions stand in the layer `mentions`, because they are
-- not names.
local function tie_bodies(doc)
  local lower, upos = doc:column "norm", doc:column "upos"
  local bodies = bodies_by_noun(doc, lower, upos)
  if not next(bodies) then return end
  local covered = words.covered_by(doc:spans { layer = "entities" })
  for i = 1, #lower - 1 do
    local list = lower[i] == "the" and not covered[i] and not covered[i + 1] and bodies[lower[i + 1]]
    local after = i + 2
    local found
    for _, body in ipairs(list and not FURTHER[lower[after]] and not covered[after] and upos[after] ~= "NOUN" and list or {}) do
      if body.last < i then found = body end
    end
    if found then
      local mention = doc:annotate {
        label = "ORG", layer = "mentions", first = i, last = i + 1,
        attributes = { entity = found.entity, confidence = list.entities == 1 and 0.8 or 0.6 },
      }
      doc:relate { label = "ALIAS", name = mention, of = found.span }
    end
  end
end

return tie_bodies
