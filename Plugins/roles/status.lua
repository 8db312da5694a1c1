-- What the words of a role say of its time and rank, as attributes of the relation; and the whole description of an
-- office as a mention of its holder.
local pipeline = require "pipeline"
local give_bodies = require "bodies"

local STATUS = {
  former = "former", ex = "former", acting = "acting", interim = "acting", caretaker = "acting", deputy = "deputy", vice = "deputy",
  outgoing = "outgoing", incoming = "incoming", ["then"] = "former", late = "former", predecessor = "former", retired = "former",
}

-- Ranks alone are how one is addressed.
local RANKS = {
  lieutenant = true, general = true, colonel = true, major = true, brigadier = true, sergeant = true, corporal = true, commodore = true,
  admiral = true, marshal = true, private = true,
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

-- The words of the description: the role with its body where nothing but small words stand between them.
local function description(role, body, texts)
  if not body then return role.first, role.last end
  local from, to = role.last + 1, body.first - 1
  if body.last < role.first then from, to = body.last + 1, role.first - 1 end
  if to - from > 3 then return role.first, role.last end
  for i = from, to do
    if texts[i] == "," or texts[i] == "." then return role.first, role.last end
  end
  return math.min(role.first, body.first), math.max(role.last, body.last)
end

-- "commander of U.S. Central Command" behind a name and a comma, or before a comma and a name, is the same person again;
-- "Minister Ilves" and "Central Command spokesman Thomas" are forms of address.
local function describe(doc, relation, texts)
  local person, role, body = relation.person, relation.role, relation.arguments.organisation
  local first, last = description(role, body, texts)
  if first <= person.last and last >= person.first then return end
  local after = first > person.last
  -- What stands between the two has to be a comma, an article or a title.
  local from, to = person.last + 1, first - 1
  if not after then from, to = last + 1, person.first - 1 end
  -- "The head of the commission (XEC), Ms. Ilves"
  if texts[from] == "(" and texts[from + 2] == ")" then from = from + 3 end
  if to - from > 3 or texts[from] ~= "," or texts[to] == "who" then return end
  local mention = doc:annotate {
    label = "PER", layer = "mentions", first = first, last = last,
    attributes = { entity = person.attributes.entity, confidence = relation.attributes.confidence },
  }
  doc:relate { label = "ALIAS", name = mention, of = person, attributes = { kind = "role" } }
end

local function is_rank(relation, texts)
  local role = relation.role
  return role.first == role.last and RANKS[texts[role.first]] and not relation.arguments.organisation
end

local function process(doc)
  local all = doc:relations "ROLE"
  if #all == 0 then return end
  local texts, relations = doc:column "norm", {}
  for _, relation in ipairs(all) do
    if is_rank(relation, texts) then doc:remove(relation.role) else relations[#relations + 1] = relation end
  end
  for _, relation in ipairs(relations) do
    local found = statuses(texts, relation.role)
    if #found > 0 then
      relation.attributes.status = table.concat(found, " ")
      relation.role.attributes.status = relation.attributes.status
    end
    relation.role.attributes.confidence = relation.attributes.confidence
    if relation.arguments.person then describe(doc, relation, texts) end
  end
  give_bodies(doc, relations)
end

return pipeline.stage {
  name = "roles.status", requires = { "entities", "roles" }, assigns = { "roles", "mentions" },
  attributes = { roles = { status = "string", confidence = "number" } },
  process = process,
}
