-- "the minister", "the energy minister", "the director of the agency" after somebody with that role.
local words = require "words"

-- Titles that are role nouns at the second mention: "Dr. …", then "the doctor".
local TITLE_NOUNS = {
  ["dr."] = "doctor", ["prof."] = "professor", professor = "professor", ["gen."] = "general", general = "general",
  ["col."] = "colonel", colonel = "colonel", ["maj."] = "major", ["capt."] = "captain", captain = "captain",
  ["lt."] = "lieutenant", ["adm."] = "admiral", admiral = "admiral", ["sen."] = "senator", senator = "senator",
  ["gov."] = "governor", governor = "governor", judge = "judge", president = "president", minister = "minister",
  chancellor = "chancellor", ambassador = "ambassador", bishop = "bishop", archbishop = "archbishop", king = "king",
  queen = "queen", prince = "prince", princess = "princess", pope = "pope", sheikh = "sheikh", imam = "imam",
}

-- Nouns for whoever is at the head of a body; writers change between them.
local HEADS = { head = true, director = true, chief = true, chairman = true, chairwoman = true, president = true, leader = true }

-- Words that join the parts of a body's name.
local JOINTS = { the = true, of = true, ["for"] = true, ["and"] = true }

-- A person who "leads" something is not meant by "the lead": verbs of the ROLE relation make no role noun.
local VERBS = { leads = true, led = true, heads = true, headed = true, runs = true, ran = true, chairs = true,
                chaired = true, commands = true, commanded = true, manages = true, managed = true }

local function lower_words(doc, first, last)
  local result = {}
  for i = first, last do result[doc.tokens[i].lower] = true end
  return result
end

-- What is known of each role noun: who holds the office, which words go with it, and the words of the body.
local function roles_by_noun(doc)
  local roles = {}
  local function add(noun, entry)
    if VERBS[noun] then return end
    roles[noun] = roles[noun] or {}
    table.insert(roles[noun], entry)
  end

  for _, relation in ipairs(doc:relations "ROLE") do
    -- Not every role names its body.
    local person, role, body = relation.arguments.person, relation.role, relation.arguments.organisation
    local noun = doc.tokens[role.last].lower
    -- A state that is a member of something is nobody's office.
    if person then add(noun, {
      noun = noun, person = person, words = lower_words(doc, role.first, role.last),
      body = body and lower_words(doc, body.first, body.last) or {},
      -- Known from the point where both the person and the role have been named.
      from = math.max(person.last, role.last),
    }) end
  end
  for _, span in ipairs(doc:spans { layer = "entities", label = "PER" }) do
    local noun = span.first > 1 and TITLE_NOUNS[doc.tokens[span.first - 1].lower]
    if noun then add(noun, { noun = noun, person = span, words = {}, body = {}, from = span.last }) end
  end
  for _, list in pairs(roles) do
    table.sort(list, function(a, b) return a.from < b.from end)
  end
  return roles
end

-- The last word of the body behind "the director of", or nil where no name of a body follows.
local function body_after(doc, at)
  local last
  for i = at + 1, math.min(at + 12, #doc.tokens) do
    local token = doc.tokens[i]
    if token.is_title or token.is_upper then
      last = i
    elseif not JOINTS[token.lower] then
      break
    end
  end
  return last
end

-- Whether an entry holds the office of the body whose name stands at `first` to `last`: every word of it is known.
local function leads_body(doc, entry, first, last)
  for i = first, last do
    local word = doc.tokens[i].lower
    if not JOINTS[word] and not entry.body[word] then return false end
  end
  return true
end

-- Who is meant by the role noun at `at`, with the words from `from` on before it. Returns the entry, the end of the
-- mention, and how many could be meant.
local function holder(doc, roles, from, at)
  local noun, count = doc.tokens[at].lower, #doc.tokens
  local after = at < count and doc.tokens[at + 1].lower

  if after == "of" or after == "for" then
    local last = body_after(doc, at + 1)
    if not last then return nil end
    local found
    for known, list in pairs(roles) do
      if known == noun or HEADS[known] and HEADS[noun] then
        for _, entry in ipairs(list) do
          local fits = entry.from < from and leads_body(doc, entry, at + 2, last)
          if fits and (not found or entry.from > found.from) then found = entry end
        end
      end
    end
    return found, last, 1
  end

  -- "the minister, Ms. …" names somebody: nothing to guess there.
  local list = roles[noun]
  if not list or after == "," then return nil end
  local found
  for _, entry in ipairs(list) do
    local fits = entry.from < from
    for i = from + 1, at - 1 do fits = fits and entry.words[doc.tokens[i].lower] end
    if fits then found = entry end
  end
  return found, at, #list
end

-- "the minister", "the energy minister", "the director of the agency": the last person before it with that office.
-- Mentions stand in the layer `mentions`, because they are not names.
local function tie_roles(doc)
  local covered = words.covered_by(doc:spans { layer = "entities" })
  local roles = roles_by_noun(doc)
  if not next(roles) then return end
  local lower = doc:column "norm"
  local count = #lower

  local i = 1
  while i < count do
    local next_start = i + 1
    if lower[i] == "the" then
      for at = i + 1, math.min(i + 4, count) do
        if covered[at] or not lower[at]:find "%w" then break end
        local entry, last, choices
        if roles[lower[at]] or HEADS[lower[at]] then entry, last, choices = holder(doc, roles, i, at) end
        -- "the minister Ms. …" and "the minister Jones" go on with the name.
        if entry and not (at == last and covered[at + 1]) then
          local mention = doc:annotate {
            label = "PER", layer = "mentions", first = i, last = last,
            attributes = { entity = entry.person.attributes.entity, confidence = choices == 1 and 0.8 or 0.6 },
          }
          doc:relate { label = "ALIAS", name = mention, of = entry.person }
          -- Another noun for the same office is worth knowing: "the head of …", later "the director of …".
          if lower[at] ~= entry.noun then
            local role = doc:annotate { label = "ROLE", layer = "roles", first = at, last = last }
            doc:relate { label = "ROLE", person = entry.person, role = role, attributes = { confidence = 0.6 } }
          end
          next_start = last + 1
          break
        end
      end
    end
    i = next_start
  end
end

return tie_roles
