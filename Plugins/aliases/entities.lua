-- Makes one entity of the names in the layer `entities` that mean the same, and finds the short forms that nothing has
-- annotated.
local pipeline = require "pipeline"
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
  association = true, alliance = true, church = true, organization = true, organisation = true, academy = true, bureau = true,
}

-- Words before the surname that belong to it: "van der Berg".
local PARTICLES = {
  van = true, von = true, der = true, den = true, de = true, da = true, dos = true, del = true, della = true, di = true,
  du = true, la = true, le = true, ter = true, zu = true,
}

-- Family names that stand before the given name, as in China, Korea and Vietnam: "Xi Jinping", later "Xi".
local FAMILY_FIRST = {}
for name in ([[
  Ahn An Bae Baek Bai Cai Cao Chang Chen Cheng Cho Choe Choi Chu Chung Dai Deng Ding Du Fan Feng Gao Gong Gu Guo Han He Heo Hong Hsieh
  Hsu Hu Huang Hwang Jang Jeon Jeong Ji Jia Jiang Jin Jo Jung Kang Kim Ko Kong Kwon Lai Lam Lau Lee Lei Li Liang Liao Lim Lin Liu Lu
  Luo Ma Mao Meng Min Moon Nam Ngo Nguyen Noh Oh Pan Park Peng Pham Qian Qin Qiu Ren Roh Ryu Seo Shao Shen Shi Shin Sohn Son Song Su
  Sun Tan Tang Tian Tran Tsai Tseng Wan Wang Wei Wen Wong Woo Wu Xi Xia Xiao Xie Xiong Xu Xue Yan Yang Yao Ye Yi Yin Yoo Yoon Yu Yuan
  Zeng Zhang Zhao Zheng Zhong Zhou Zhu Zou
]]):gmatch "%a+" do FAMILY_FIRST[name] = true end

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
  local names, covered = {}, {}
  for i, span in ipairs(doc:spans { layer = "entities" }) do
    local attributes = span.attributes
    local name = {
      span = span, first = span.first, last = span.last, label = span.label, text = span.text,
      entity = attributes.entity or attributes.id, written = attributes.entity,
    }
    if name.label == "PER" then
      name.words, name.nickname = words.of_person(name)
    elseif name.label == "ORG" then
      name.words = words.of(name)
    end
    for token = name.first, name.last do covered[token] = true end
    names[i] = name
  end
  return setmetatable({
    doc = doc, names = names, texts = doc:column "text", covered = covered, forms = {}, by_head = {},
  }, Document)
end

-- Says what a name means.
local function set_entity(name, entity)
  name.entity = entity
  if name.written ~= entity then
    name.written = entity
    name.span.attributes.entity = entity
  end
end

-- Says that a name is another's; the earlier one is whom it is tied to.
function Document:tie(name, of)
  set_entity(name, of.entity)
  -- What a recogniser was not sure of is surer for standing in the text before.
  local attributes, least = name.span.attributes, mention_confidence(of)
  if (attributes.confidence or 1) < least then attributes.confidence = least end
  if name.text ~= of.text then self.doc:relate { label = "ALIAS", name = name.span, of = of.span } end
end

-- Remembers some words of a name, or other words, as its short form.
function Document:add_words(list, name, of)
  self:add_form(words.tokens(self.texts, name, list), of or name)
end

-- Remembers a short form of a name. Two people of one surname: a wrong tie is worse than none.
function Document:add_form(texts, name)
  if not texts or #texts[1] < 2 then return end
  local key = (name.label == "PER" and "P" or "O") .. table.concat(texts, " ")
  local known = self.forms[key]
  if not known then
    known = { texts = texts, of = name, from = name.last }
    self.forms[key] = known
    local head = texts[1]
    local list = self.by_head[head]
    if list then list[#list + 1] = known else self.by_head[head] = { known } end
  elseif known.of.entity ~= name.entity then
    known.ambiguous = true
  end
end

-- The short form that a name is as it stands: "Ruiz-Paz" is three tokens. `kind` is P for people and O for bodies.
function Document:form_of(name, kind)
  return self.forms[kind .. table.concat(self.texts, " ", name.first, name.last)]
end

-- The surname with its particles, and without them.
function Document:add_surnames(name, of)
  local list = name.words
  local from = #list
  while from > 2 and PARTICLES[list[from - 1]] do from = from - 1 end
  if from < #list then
    local texts = words.tokens(self.texts, name, { table.unpack(list, from) })
    if texts then
      self:add_form(texts, of)
      -- At the beginning of a sentence the particle has a capital.
      self:add_form({ texts[1]:sub(1, 1):upper() .. texts[1]:sub(2), table.unpack(texts, 2) }, of)
    end
  end
  if #list == 2 and FAMILY_FIRST[list[1]] then self:add_words({ list[1] }, name, of) end
  local last = words.tokens(self.texts, name, { list[#list] })
  self:add_form(last, of)
  -- "ILIC: …" in an interview
  if last and #last == 1 and #last[1] > 3 then
    local capitals = pipeline.text.upper(last[1])
    if capitals ~= last[1] then self:add_form({ capitals }, of) end
  end
  -- "al-Abadi", later "Abadi"
  if last and #last == 3 and last[2] == "-" and last[1]:lower():find "^[ae][lsrntdz]h?$" then self:add_form({ last[3] }, of) end
end

-- One key for a full name with and without what stands in the middle.
local function person_key(list)
  return list[1] .. " " .. list[#list]
end

-- The ends of a full name that are names of their own: "Abu Kershola" of "Idris Abu Kershola".
local function remember_ends(ends, name)
  local list = name.words
  for from = 2, #list - 1 do
    local key = table.concat(list, " ", from)
    if ends[key] == nil then ends[key] = name elseif ends[key] and ends[key].entity ~= name.entity then ends[key] = false end
  end
end

function Document:tie_people()
  local full, ends = {}, {}
  for _, name in ipairs(self.names) do
    if name.label == "PER" and #name.words >= 2 then
      local key = person_key(name.words)
      local first = full[key] or ends[name.text] or nil
      if not name.entity or name.nickname or name.entity == name.text then
        set_entity(name, table.concat(name.words, " "))
      else
        set_entity(name, name.entity)
      end
      if first then self:tie(name, first) else full[key] = name end
      if not first or first.text ~= name.text then
        self:add_surnames(name, first or name)
        if name.nickname then self:add_words(name.nickname, name, first) end
      end
      if not first then remember_ends(ends, name) end
    end
  end
  -- "Minister Ilves", where a full name tells who that is; else later uses of the bare name are his.
  for _, name in ipairs(self.names) do
    if name.label == "PER" and #name.words == 1 then
      local known = self:form_of(name, "P")
      if not known then
        set_entity(name, name.entity or name.text)
        self:add_words(name.words, name)
      elseif not known.ambiguous and known.of ~= name then
        self:tie(name, known.of)
      end
    end
  end
end

function Document:add_body_forms()
  for _, name in ipairs(self.names) do
    if name.label == "ORG" then
      set_entity(name, name.entity or name.text)
      local count = #name.words
      local tail = count >= 2 and name.words[count]:lower()
      if COMPANY_WORDS[tail] then self:add_words({ table.unpack(name.words, 1, count - 1) }, name) end
      if BODY_WORDS[tail] then self:add_words({ name.words[count] }, name) end
    end
  end
end

-- Names that are a short form of an earlier body, or its first word: "Church", "Hanbit" after "Hanbit Semicon".
function Document:tie_bodies()
  local heads = {}
  for _, name in ipairs(self.names) do
    if name.label == "ORG" and not name.tied and name.entity == name.text then
      local known = #name.words == 1 and (self:form_of(name, "O") or heads[name.text])
      if known and not known.ambiguous and known.from < name.first and known.of ~= name then
        name.tied = true
        self:tie(name, known.of)
      elseif #name.words > 1 then
        local head = name.words[1]
        local other = heads[head]
        if not other then heads[head] = { of = name, from = name.last }
        elseif other.of.entity ~= name.entity then other.ambiguous = true end
      end
    end
  end
  self:reclaim_bodies(heads)
end

-- "Quelby" that a recogniser took for a person is the body "Quelby Coal", where nobody has that surname.
function Document:reclaim_bodies(heads)
  for _, name in ipairs(self.names) do
    local known = name.label == "PER" and #name.words == 1 and heads[name.text]
    if known and not known.ambiguous then
      local person, by = self:form_of(name, "P"), name.span.by
      local guess = by:sub(1, 4) == "tag." or by == "names/repeated"
      if guess and not (person and #person.of.words > 1) then
        self.doc:remove(name.span)
        name.label, name.tied = "ORG", true
        name.span = self.doc:annotate {
          label = "ORG", layer = "entities", first = name.first, last = name.last,
          attributes = { entity = known.of.entity, confidence = mention_confidence(known.of) },
        }
        self.doc:relate { label = "ALIAS", name = name.span, of = known.of.span }
      end
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
  local texts = self.texts
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
    local known = name.label == "LOC" and self:form_of(name, "P")
    if known and not known.ambiguous and known.from < name.first then
      local before = name.first > 1 and self.texts[name.first - 1]:lower()
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
      set_entity(name, name.entity or name.text)
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
