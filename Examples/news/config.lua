-- Who says what about a tense situation: names, roles, statements and a tension level for a folder of agency reports.
local pipeline = require "pipeline"
local read, tokenize, tag, write = pipeline.read, pipeline.tokenize, pipeline.tag, pipeline.write

-- A few words of Lua are enough to route a report to a desk: what it is about decides, the place breaks the tie.
local desks = {
  world    = { "ceasefire", "truce", "troops", "soldier", "soldiers", "envoy", "border", "election", "opposition" },
  business = { "bank", "shares", "merger", "price", "deal", "market", "loan", "port", "shipping", "strike", "gas" },
  justice  = { "court", "judge", "prosecutor", "verdict", "lawyer", "prison", "sentenced" },
  aid      = { "floods", "cholera", "helicopter", "helicopters", "clinic", "aid" },
}

local desk_of = {}
for desk, words in pairs(desks) do
  for _, word in ipairs(words) do desk_of[word] = desk end
end

-- Different people, however often they are named.
local function count_people(doc)
  local seen, count = {}, 0
  for _, span in ipairs(doc:spans { layer = "entities", label = "PER" }) do
    local entity = span.attributes.entity
    if not seen[entity] then
      seen[entity] = true
      count = count + 1
    end
  end
  return count
end

local desk = pipeline.stage {
  name = "desk", requires = { "entities" }, assigns = { "meta" },
  process = function(doc)
    local hits = { world = 0, business = 0, justice = 0, aid = 0 }
    for i = 1, #doc.tokens do
      local found = desk_of[doc.tokens[i].lower]
      if found then hits[found] = hits[found] + 1 end
    end

    -- A fixed order: `pairs` has none, and the output must not depend on it.
    local best = "world"
    for _, name in ipairs { "business", "justice", "aid" } do
      if hits[name] > hits[best] then best = name end
    end

    doc.meta.desk = best
    doc.meta.statements = #doc:relations "STATEMENT"
    doc.meta.people = count_people(doc)
  end,
}

return pipeline.define {
  name   = "news",
  read   = read.text "input/*.txt",
  stages = {
    tokenize.english {},
    tag.english { "pos", "lemma", "entities" },

    require "names" {},
    -- Surnames and acronyms first, since roles and statements look for people and bodies; role nouns after the roles,
    -- since they need to know who holds one.
    require "aliases" { ties = { "names", "acronyms" } },
    require "roles" {},
    require "aliases" { name = "role-nouns", ties = { "roles", "bodies" } },

    require "statements" {},
    require "speakers" {},
    require "dates" {},
    require "events" {},
    require "tension" {},
    desk,
    require "desk" {},
  },
  write  = { write.jsonl "out/news.jsonl", write.summary "-" },
}
