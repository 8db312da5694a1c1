-- What the words of a role say of its time and rank, as attributes of the relation; and the whole description of an
-- office as a mention of its holder.
local pipeline = require "pipeline"

local STATUS = {
  former = "former", ex = "former", acting = "acting", interim = "acting", caretaker = "acting", deputy = "deputy", vice = "deputy",
  outgoing = "outgoing", incoming = "incoming", ["then"] = "former", late = "former", retired = "former",
}

-- Words that may stand before the role and say the same of it: "the former U.S. envoy".
local WINDOW = 4

local function statuses(texts, role)
  local found, seen = {}, {}
  local first = role.first
  for i = math.max(1, first - WINDOW), role.last do
    local word = STATUS[texts[i]]
    -- Before the role nothing but names and small words may stand between: a comma ends it.
    if texts[i] == "," and i < first then found, seen = {}, {} end
    if word and not seen[word] then
      found[#found + 1] = word
      seen[word] = true
    end
  end
  return found
end

-- "commander of U.S. Central Command" behind a name and a comma is the same person again.
local function describe(doc, relation, texts)
  local person, role, body = relation.person, relation.role, relation.arguments.organisation
  local first, last = role.first, role.last
  if body then first, last = math.min(first, body.first), math.max(last, body.last) end
  if first <= person.last and last >= person.first then return end
  local after = first > person.last
  -- What stands between the two has to be a comma, an article or a title.
  local from, to = person.last + 1, first - 1
  if not after then from, to = last + 1, person.first - 1 end
  if to - from > 3 then return end
  -- "Minister Ilves" is a form of address; "the ministry's chief of staff Ilves" and "the minister, Ms. Ilves," describe.
  local comma = texts[from] == ","
  if not comma and (after or not body or last - first < 2) or texts[to] == "who" then return end
  local mention = doc:annotate {
    label = "PER", layer = "mentions", first = first, last = last,
    attributes = { entity = person.attributes.entity, confidence = relation.attributes.confidence },
  }
  doc:relate { label = "ALIAS", name = mention, of = person, attributes = { kind = "role" } }
end

local function process(doc)
  local relations = doc:relations "ROLE"
  if #relations == 0 then return end
  local texts = doc:column "norm"
  for _, relation in ipairs(relations) do
    local found = statuses(texts, relation.role)
    if #found > 0 then
      relation.attributes.status = table.concat(found, " ")
      relation.role.attributes.status = relation.attributes.status
    end
    relation.role.attributes.confidence = relation.attributes.confidence
    describe(doc, relation, texts)
  end
end

return pipeline.stage {
  name = "roles.status", requires = { "entities", "roles" }, assigns = { "roles", "mentions" },
  attributes = { roles = { status = "string", confidence = "number" } },
  process = process,
}
