-- Ties the later mentions of a person or an organisation to the first full name.
--
-- Three ties; `ties` names those that are wanted (the first two unless told otherwise):
--   names      "Vardanesyan" after "Aram Vardanesyan", a nickname in quotation marks, "Aegean Gateway" after "… Terminals"
--   acronyms   "OSCE" after "Organization for Security and Co-operation in Europe (OSCE)"
--   roles      "the minister" after somebody with that role
local pipeline = require "pipeline"

local MARKS = { ['"'] = true, ["“"] = true, ["”"] = true, ["„"] = true, ["«"] = true, ["»"] = true }

-- Last words of an organisation's name that writers leave out at the second mention.
local COMPANY_WORDS = {
  bank = true, group = true, terminals = true, holdings = true, airlines = true, company = true, corporation = true,
  industries = true, partners = true, ["s.a."] = true, ["inc."] = true, ["ltd."] = true, plc = true, ag = true,
}

-- Last words that stand for the whole of a body's name later, with a capital: "the Commission".
local BODY_WORDS = {
  commission = true, council = true, parliament = true, assembly = true, ministry = true, department = true,
  committee = true, authority = true, agency = true, federation = true, union = true, court = true, office = true,
  board = true, chamber = true, institute = true, university = true, foundation = true, fund = true, service = true,
}

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

local function set(list)
  local result = {}
  for _, value in ipairs(list) do result[value] = true end
  return result
end

-- A little less sure than the name that a mention is tied to; two digits, since more of them mean nothing.
local function mention_confidence(span)
  return math.floor(90 * (span.attributes.confidence or 1) + 0.5) / 100
end

-- The words of a span: tokens that touch belong to one word, so "Arriaga-Bell" is one whether or not it was split.
local function words_of(doc, first, last)
  local words = {}
  for i = first, last do
    local token = doc.tokens[i]
    local previous = i > first and doc.tokens[i - 1]
    if previous and previous.stop == token.start and not MARKS[token.text] and not MARKS[previous.text] then
      words[#words].last = i
    else
      words[#words + 1] = { first = i, last = i }
    end
  end
  return words
end

local function texts(doc, first, last)
  local result = {}
  for i = first, last do result[#result + 1] = doc.tokens[i].text end
  return result
end

-- A name without the nickname in the middle: Salem "Abu Layth" Trabelwi is Salem Trabelwi.
-- Returns the name and the nickname's tokens, both ends included, or nil where there is none.
local function split_nickname(doc, span)
  local open, close
  for i = span.first, span.last do
    if MARKS[doc.tokens[i].text] then
      if open then close = i else open = i end
    end
  end
  if not (open and close and close > open + 1) then return span.text, nil end

  local parts = {}
  for _, word in ipairs(words_of(doc, span.first, span.last)) do
    if word.last < open or word.first > close then
      parts[#parts + 1] = table.concat(texts(doc, word.first, word.last))
    end
  end
  return table.concat(parts, " "), { first = open + 1, last = close - 1 }
end

-- Short forms that may stand for a name later, as lists of token texts.
local function short_forms(doc, span)
  local forms = {}
  local words = words_of(doc, span.first, span.last)

  if span.label == "PER" and #words >= 2 then
    local surname = words[#words]
    forms[#forms + 1] = texts(doc, surname.first, surname.last)
    local _, nickname = split_nickname(doc, span)
    if nickname then forms[#forms + 1] = texts(doc, nickname.first, nickname.last) end
  elseif span.label == "ORG" and #words >= 2 then
    local tail = words[#words]
    local word = pipeline.text.lower(table.concat(texts(doc, tail.first, tail.last)))
    if COMPANY_WORDS[word] then forms[#forms + 1] = texts(doc, span.first, words[#words - 1].last) end
    if BODY_WORDS[word] then forms[#forms + 1] = texts(doc, tail.first, tail.last) end
  end
  return forms
end

-- Marks the tokens that lie in some entity. A short form inside another name is not a mention: in "Halden Bank" the
-- word "Halden" is part of the bank.
local function covered_by(spans)
  local covered = {}
  for _, span in ipairs(spans) do
    for i = span.first, span.last do covered[i] = true end
  end
  return covered
end

local function free(covered, first, last)
  for i = first, last do
    if covered[i] then return false end
  end
  return true
end

-- Gives every entity its `entity` attribute: the id of its list, else its own name.
local function name_entities(doc, spans)
  for _, span in ipairs(spans) do
    if not span.attributes.entity then
      span.attributes.entity = span.attributes.id or (split_nickname(doc, span))
    end
  end
end

local function tie_names(doc, spans)
  local covered = covered_by(spans)
  -- By the first token of the form, so that one walk over the document is enough.
  local by_head, seen = {}, {}

  for _, span in ipairs(spans) do
    for _, form in ipairs(short_forms(doc, span)) do
      local key = span.label .. "\t" .. table.concat(form, " ")
      if not seen[key] then
        local entry = { form = form, of = span, entity = span.attributes.entity, ambiguous = false }
        seen[key] = entry
        by_head[form[1]] = by_head[form[1]] or {}
        table.insert(by_head[form[1]], entry)
      elseif seen[key].entity ~= span.attributes.entity then
        -- Two people of one surname: a wrong tie is worse than none.
        seen[key].ambiguous = true
      end
    end
  end

  local count = #doc.tokens
  local i = 1
  while i <= count do
    local best
    for _, entry in ipairs(by_head[doc.tokens[i].text] or {}) do
      local last = i + #entry.form - 1
      local fits = last <= count and not entry.ambiguous and entry.of.last < i and free(covered, i, last)
      for k = 2, fits and #entry.form or 1 do
        if doc.tokens[i + k - 1].text ~= entry.form[k] then
          fits = false
          break
        end
      end
      if fits and (not best or #entry.form > #best.form) then best = entry end
    end

    if best then
      local last = i + #best.form - 1
      local mention = doc:annotate {
        label = best.of.label, layer = "entities", first = i, last = last,
        attributes = { entity = best.entity, confidence = mention_confidence(best.of) },
      }
      doc:relate { label = "ALIAS", name = mention, of = best.of }
      i = last + 1
    else
      i = i + 1
    end
  end
end

-- "Long Name (LN)": both are annotated already; the brackets say that they are one.
local function tie_acronyms(doc, spans)
  local starting = {}
  for _, span in ipairs(spans) do
    if span.label == "ORG" then starting[span.first] = span end
  end

  local meaning = {}
  for _, long in ipairs(spans) do
    local short = long.label == "ORG" and starting[long.last + 2]
    if short and short.first == short.last and doc.tokens[long.last + 1].text == "("
      and short.last < #doc.tokens and doc.tokens[short.last + 1].text == ")" then
      short.attributes.entity = long.attributes.entity
      doc:relate { label = "ALIAS", name = short, of = long }
      meaning[short.text] = meaning[short.text] or long
    end
  end

  -- Later uses that the lists know under another name, or that nothing has annotated yet.
  local covered = covered_by(spans)
  for _, span in ipairs(spans) do
    local long = span.label == "ORG" and meaning[span.text]
    if long and span.first > long.last + 2 then
      span.attributes.entity = long.attributes.entity
      doc:relate { label = "ALIAS", name = span, of = long }
    end
  end
  for i = 1, #doc.tokens do
    local long = not covered[i] and meaning[doc.tokens[i].text]
    if long and i > long.last then
      local mention = doc:annotate {
        label = "ORG", layer = "entities", first = i, last = i,
        attributes = { entity = long.attributes.entity, confidence = 0.95 },
      }
      doc:relate { label = "ALIAS", name = mention, of = long }
    end
  end
end

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
    local person, role, body = relation.person, relation.role, relation.arguments.organisation
    local noun = doc.tokens[role.last].lower
    add(noun, {
      noun = noun, person = person, words = lower_words(doc, role.first, role.last),
      body = body and lower_words(doc, body.first, body.last) or {},
      -- Known from the point where both the person and the role have been named.
      from = math.max(person.last, role.last),
    })
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
  local covered = covered_by(doc:spans { layer = "entities" })
  local roles = roles_by_noun(doc)
  local count = #doc.tokens

  local i = 1
  while i < count do
    local next_start = i + 1
    if doc.tokens[i].lower == "the" then
      for at = i + 1, math.min(i + 4, count) do
        if covered[at] or doc.tokens[at].is_punct then break end
        local entry, last, choices = holder(doc, roles, i, at)
        -- "the minister Ms. …" and "the minister Jones" go on with the name.
        if entry and not (at == last and covered[at + 1]) then
          local mention = doc:annotate {
            label = "PER", layer = "mentions", first = i, last = last,
            attributes = { entity = entry.person.attributes.entity, confidence = choices == 1 and 0.8 or 0.6 },
          }
          doc:relate { label = "ALIAS", name = mention, of = entry.person }
          -- Another noun for the same office is worth knowing: "the head of …", later "the director of …".
          if doc.tokens[at].lower ~= entry.noun then
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

return function(options)
  options = options or {}
  local ties = set(options.ties or { "names", "acronyms" })
  for tie in pairs(ties) do
    if tie ~= "names" and tie ~= "acronyms" and tie ~= "roles" then
      error("aliases: unknown tie '" .. tostring(tie) .. "'; it is one of names, acronyms, roles", 2)
    end
  end

  return pipeline.stage {
    name = options.name or "aliases",
    requires = ties.roles and { "entities", "roles" } or { "entities" },
    assigns = ties.roles and { "entities", "mentions", "roles" } or { "entities" },
    process = function(doc)
      local spans = doc:spans { layer = "entities" }
      name_entities(doc, spans)

      if ties.acronyms then tie_acronyms(doc, spans) end
      if ties.names then tie_names(doc, spans) end
      if ties.roles then tie_roles(doc) end
    end,
  }
end
