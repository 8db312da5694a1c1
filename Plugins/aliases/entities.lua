-- Makes one entity of the names in the layer `entities` that mean the same, and finds the short forms that nothing has annotated.
local words = require "words"

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
  association = true, alliance = true, organization = true, organisation = true, academy = true, bureau = true,
}

-- Words before the surname that belong to it: "van der Berg".
local PARTICLES = {
  van = true, von = true, der = true, den = true, de = true, da = true, dos = true, del = true, della = true, di = true,
  du = true, la = true, le = true, ter = true, zu = true,
}

-- A place is meant by the word behind these, whoever is called so.
local BEFORE_PLACE = { ["in"] = true, at = true, from = true, to = true, near = true, of = true, outside = true, around = true }

-- A little less sure than the name that a mention is tied to; two digits, since more of them mean nothing.
local function mention_confidence(name)
  return math.floor(90 * (name.span.attributes.confidence or 1) + 0.5) / 100
end

local Document = {}
Document.__index = Document

-- Reads the names of a document once, in text order.
local function read(doc)
  local names = {}
  local spans = doc:spans { layer = "entities" }
  for _, span in ipairs(spans) do
    local label = span.label
    names[#names + 1] = {
      span = span, first = span.first, last = span.last, label = label, text = span.text, entity = span.attributes.entity or span.attributes.id,
    }
  end
  local self = setmetatable({ doc = doc, names = names, covered = words.covered_by(spans), forms = {}, by_head = {} }, Document)
  for _, name in ipairs(names) do
    if name.label == "PER" then name.words, name.nickname = words.of_person(doc, name.span)
    elseif name.label == "ORG" then name.words = words.of(doc, name.span) end
  end
  return self
end

-- Says that a name is another's; the earlier one is whom it is tied to.
function Document:tie(name, of)
  name.entity = of.entity
  name.span.attributes.entity = of.entity
  if name.text ~= of.text then self.doc:relate { label = "ALIAS", name = name.span, of = of.span } end
end

-- Remembers a short form of a name. Two people of one surname: a wrong tie is worse than none.
function Document:add_form(texts, name, from)
  if #texts == 0 or #texts[1] < 2 then return end
  local key = (name.label == "PER" and "P" or "O") .. table.concat(texts, " ")
  local known = self.forms[key]
  if not known then
    known = { texts = texts, of = name, from = from or name.last }
    self.forms[key] = known
    local head = texts[1]
    local list = self.by_head[head]
    if list then list[#list + 1] = known else self.by_head[head] = { known } end
  elseif known.of.entity ~= name.entity then
    known.ambiguous = true
  end
end

-- The surname with its particles, and without them.
function Document:add_surnames(name)
  local list = name.words
  local from = #list
  while from > 2 and PARTICLES[list[from - 1].text] do from = from - 1 end
  if from < #list then
    local texts = words.texts(list, from)
    self:add_form(texts, name)
    -- At the beginning of a sentence the particle has a capital.
    self:add_form({ texts[1]:sub(1, 1):upper() .. texts[1]:sub(2), table.unpack(texts, 2) }, name)
  end
  local last = list[#list].texts
  self:add_form(last, name)
  -- "al-Abadi", later "Abadi"
  if #last == 3 and last[2] == "-" and last[1]:lower():find "^[ae][lsrntdz]h?$" then self:add_form({ last[3] }, name) end
end

-- One key for a full name with and without what stands in the middle.
local function person_key(list)
  return list[1].text .. " " .. list[#list].text
end

function Document:tie_people()
  local full = {}
  for _, name in ipairs(self.names) do
    if name.label == "PER" and #name.words >= 2 then
      local key = person_key(name.words)
      local first = full[key]
      if not name.entity or name.nickname or name.entity == name.text then name.entity = words.join(name.words) end
      if first then
        self:tie(name, first)
      else
        full[key] = name
        name.span.attributes.entity = name.entity
      end
      self:add_surnames(first or name)
      if name.nickname then self:add_form(words.texts(name.nickname), first or name) end
    end
  end
  -- "Minister Ilves", where a full name tells who that is; else later uses of the bare name are his.
  for _, name in ipairs(self.names) do
    if name.label == "PER" and #name.words == 1 then
      local known = self.forms["P" .. table.concat(name.words[1].texts, " ")]
      if known and not known.ambiguous and known.of ~= name then
        self:tie(name, known.of)
      elseif not known then
        self:add_form(name.words[1].texts, name)
        name.entity = name.entity or name.text
        name.span.attributes.entity = name.entity
      end
    end
  end
end

function Document:add_body_forms()
  for _, name in ipairs(self.names) do
    local count = name.label == "ORG" and #name.words or 0
    if count > 0 and not name.entity then
      name.entity = name.text
      name.span.attributes.entity = name.text
    end
    if count >= 2 then
      local tail = name.words[count].text:lower()
      if COMPANY_WORDS[tail] then
        local short = { table.unpack(name.words, 1, count - 1) }
        self:add_form(words.texts(short), name)
      end
      if BODY_WORDS[tail] then self:add_form(name.words[count].texts, name) end
    end
  end
end

-- The form that begins at a token, the longest of several, or nil.
function Document:form_at(texts, i)
  local best
  for _, form in ipairs(self.by_head[texts[i]] or {}) do
    local fits = not form.ambiguous and form.from < i and not self.covered[i]
    for k = 2, #form.texts do
      fits = fits and texts[i + k - 1] == form.texts[k] and not self.covered[i + k - 1]
    end
    if fits and (not best or #form.texts > #best.texts) then best = form end
  end
  return best
end

-- Annotates what the short forms find, in one walk over the tokens.
function Document:annotate_forms()
  if not next(self.by_head) then return end
  local texts = self.doc:column "text"
  local i = 1
  while i <= #texts do
    local form = self.by_head[texts[i]] and self:form_at(texts, i)
    if form then
      local of, last = form.of, i + #form.texts - 1
      local mention = self.doc:annotate {
        label = of.label, layer = "entities", first = i, last = last,
        attributes = { entity = of.entity, confidence = mention_confidence(of) },
      }
      if mention.text ~= of.text then self.doc:relate { label = "ALIAS", name = mention, of = of.span } end
      i = last + 1
    else
      i = i + 1
    end
  end
end

-- "Lyons" after "Ana Lyons" is she, although a list knows a town of that name.
function Document:claim_places()
  for _, name in ipairs(self.names) do
    local known = name.label == "LOC" and self.forms["P" .. name.text]
    if known and not known.ambiguous and known.from < name.first then
      local before = name.first > 1 and self.doc.tokens[name.first - 1].lower
      if not BEFORE_PLACE[before] then
        self.doc:remove(name.span)
        self.covered[name.first] = nil
        name.removed = true
      end
    end
  end
end

-- All other names that lists or the ties before have made one entity: spellings that differ are tied to the first.
function Document:relate_spellings()
  local first = {}
  for _, name in ipairs(self.names) do
    if name.label ~= "PER" and not name.removed then
      if not name.entity then
        name.entity = name.text
        name.span.attributes.entity = name.text
      end
      local key = name.label .. name.entity
      local known = first[key]
      if not known then
        first[key] = name
      elseif not name.tied and name.text:lower() ~= known.text:lower() then
        self.doc:relate { label = "ALIAS", name = name.span, of = known.span }
      end
    end
  end
end

return read
