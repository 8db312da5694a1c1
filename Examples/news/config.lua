-- Who says what about a tense situation: names, roles, statements and a tension level for a folder of agency reports.
local pipeline = require "pipeline"
local read, tokenize, tag, extract, score, write =
  pipeline.read, pipeline.tokenize, pipeline.tag, pipeline.extract, pipeline.score, pipeline.write

-- Three lists and a rule file write into `entities` without knowing of each other. Where one name lies inside another
-- ("General Staff" and a person "Staff", "Libya" in the name of a mission) the longer one is what the writer meant.
local settle = pipeline.stage {
  name = "settle", requires = { "entities" }, assigns = { "entities" },
  process = function(doc)
    local spans = {}
    for _, span in ipairs(doc:spans { layer = "entities" }) do spans[#spans + 1] = span end
    -- The longer first. Between equals a list, which knows the identity, comes before a rule; then the place in the text
    -- and the label decide, so that every run gives the same answer.
    table.sort(spans, function(a, b)
      local length_a, length_b = a.last - a.first, b.last - b.first
      if length_a ~= length_b then return length_a > length_b end
      if a.first ~= b.first then return a.first < b.first end
      local known_a, known_b = a.attributes.entity ~= nil, b.attributes.entity ~= nil
      if known_a ~= known_b then return known_a end
      return a.label < b.label
    end)

    local taken = {}
    for _, span in ipairs(spans) do
      local free = true
      for i = span.first, span.last do free = free and not taken[i] end
      if free then
        for i = span.first, span.last do taken[i] = true end
      else
        doc:remove(span)
      end
    end
  end,
}

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
    tag.english { "pos", "lemma" },

    -- Exact case: folded lists would find Turkey in a kitchen and the United States in "us".
    extract.phrases { layer = "entities", label = "LOC",  list = "lists/places.tsv", fold = false },
    -- The lists may overlap: `settle` below decides, and the place in the name of a mission must not hide the mission.
    extract.phrases { layer = "entities", label = "ORG",  list = "lists/organisations.tsv", fold = false, overlap = "keep" },
    extract.phrases { layer = "entities", label = "NORP", list = "lists/nationalities.tsv", fold = false, overlap = "keep" },
    extract.patterns "rules/names.lua",
    settle,

    -- Surnames and acronyms first, since the rules for roles and statements look for people and bodies;
    -- role nouns after the roles, since they need to know who holds one.
    require "aliases" { ties = { "names", "acronyms" } },
    extract.patterns "rules/roles.lua",
    require "aliases" { name = "role-nouns", ties = { "roles" } },

    require "statements" {},
    require "speakers" {},
    desk,
    score.weigh "rules/tension.lua",
  },
  write  = { write.jsonl "out/news.jsonl", write.summary "-" },
}
