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

-- A person who "leads" something is not meant by "the lead": verbs of the ROLE relation make no role noun.
local VERBS = { leads = true, led = true, heads = true, headed = true, runs = true, ran = true, chairs = true,
                chaired = true, commands = true, commanded = true, manages = true, managed = true }

local function set(list)
  local result = {}
  for _, value in ipairs(list) do result[value] = true end
  return result
end

local function confidence_or(span, default)
  return span.attributes.confidence or default
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
    if COMPANY_WORDS[pipeline.text.lower(table.concat(texts(doc, tail.first, tail.last)))] then
      forms[#forms + 1] = texts(doc, span.first, words[#words - 1].last)
    end
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
        attributes = { entity = best.entity, confidence = 0.9 * confidence_or(best.of, 1) },
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

-- "the minister" is the last person before it whose role ends in that noun. Mentions stand in the layer `mentions`,
-- because they are not names.
local function tie_roles(doc)
  local covered = covered_by(doc:spans { layer = "entities" })
  local roles = {}
  for _, relation in ipairs(doc:relations "ROLE") do
    local noun = doc.tokens[relation.role.last].lower
    if not VERBS[noun] then
      roles[noun] = roles[noun] or {}
      -- Known from the point where both the person and the role have been named.
      local from = math.max(relation.person.last, relation.role.last)
      table.insert(roles[noun], { person = relation.person, from = from })
    end
  end
  for _, list in pairs(roles) do
    table.sort(list, function(a, b) return a.from < b.from end)
  end

  for i = 1, #doc.tokens - 1 do
    local list = doc.tokens[i].lower == "the" and roles[doc.tokens[i + 1].lower]
    -- "the minister of finance" and "the minister, Ms. …" name somebody in full: nothing to guess there.
    local after = i + 2 <= #doc.tokens and doc.tokens[i + 2].lower
    if list and not covered[i + 1] and after ~= "of" and after ~= "," and not covered[i + 2] then
      local found
      for _, entry in ipairs(list) do
        if entry.from < i then found = entry end
      end
      if found then
        local mention = doc:annotate {
          label = "PER", layer = "mentions", first = i, last = i + 1,
          attributes = { entity = found.person.attributes.entity, confidence = #list == 1 and 0.8 or 0.6 },
        }
        doc:relate { label = "ALIAS", name = mention, of = found.person }
      end
    end
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
    assigns = ties.roles and { "entities", "mentions" } or { "entities" },
    process = function(doc)
      local spans = doc:spans { layer = "entities" }
      name_entities(doc, spans)

      if ties.acronyms then tie_acronyms(doc, spans) end
      if ties.names then tie_names(doc, spans) end
      if ties.roles then tie_roles(doc) end
    end,
  }
end
