-- Who does it and to whom: subjects, objects and what prepositions lead to, for a trigger in a sentence.
local Words = require "words"
local Sentence = require "sentence"

local ADP = { ADP = true }

local CONTROL = Words.set "lead urge press ask order force help enable allow want persuade tell call invite encourage warn push compel let require assist equip train permit expect"
local EFFORTS = Words.set "campaign effort fight operation bid plan attempt move push mission struggle drive advance battle decision resolve war right ability capacity readiness offensive commitment determination opportunity"

-- "scores of civilians": the people are in the second chunk.
local QUANTITIES = Words.set "score dozen hundred thousand ten million number group series member total lot couple handful majority most many part pair wave"
function Sentence:through_quantity(chunk)
  while QUANTITIES[self.lemma[chunk.head]] or self.upos[chunk.head] == "NUM" do
    if self.lower[chunk.last + 1] ~= "of" then return chunk end
    local inner = self:chunk_from(chunk.last + 2)
    if not inner then return chunk end
    chunk = inner
  end
  return chunk
end

-- From the chunk behind a preposition to the noun that the phrase hangs on: "the leaders [of the group]".
function Sentence:base(chunk)
  local steps = 0
  while chunk and steps < 4 do
    local before = chunk.first - 1
    if not ADP[self.upos[before]] or self.lower[before] == "that" then return self:through_quantity(chunk) end
    chunk = self:chunk_ending(before - 1)
    steps = steps + 1
  end
  return chunk
end

-- A chunk with those that "and" and commas join to it on its left.
function Sentence:with_left(chunk)
  local list = { chunk }
  local before = self.lower[chunk.first - 1]
  if before == "and" then
    local other = self:chunk_ending(chunk.first - 2)
    local verb = other and self:verb_before(other.first)
    if other and (not verb or self.lower[other.first - 1] == "that") and not ADP[self.upos[other.first - 1]] then
      table.insert(list, 1, other)
    end
  end
  return list
end

function Sentence:infinitive_subject(to, depth)
  local i = to - 1
  local chunk = self:chunk_ending(i)
  if chunk then
    local verb = self:verb_before(chunk.first)
    if EFFORTS[self.lemma[chunk.head]] then
      local owner = self:owner(chunk)
      if owner then return { owner } end
      return verb and self:subject(verb, depth)
    end
    if verb and CONTROL[self.lemma[verb]] then return { chunk } end
    return verb and self:subject(verb, depth)
  end
  if self:is_verb(i) then return self:subject(i, depth) end
  local verb = self:verb_before(to)
  if verb then return self:subject(verb, depth) end
  -- "is ready to"
  for k = i, self.first, -1 do
    if self.upos[k] == "AUX" then
      local found = self:chunk_ending(k - 1)
      return found and { self:base(found) }
    end
  end
end

-- Behind ", … ," or "and": the noun before the aside, or the subject of the verb before.
function Sentence:subject_across(i, depth)
  local lower = self.lower[i]
  if lower == "," then
    for k = i - 1, math.max(self.first, i - 25), -1 do
      if self.lower[k] == "," then
        local chunk = self:chunk_ending(k - 1)
        local inside = self.lower[k + 1]
        local relative = inside == "who" or inside == "which" or inside == "whose"
        local at = self.upos[k + 1] == "ADV" and k + 2 or k + 1
        local participle = self.xpos[at] == "VBN" or self.xpos[at] == "VBD" and self.lower[at + 1] == "by"
        local apposition = participle or self.upos[k + 1] == "DET" or self.names[k + 1] or self.upos[k + 1] == "NOUN" or self.upos[k + 1] == "PROPN"
        if chunk and (relative or apposition) and not self:verb_before(chunk.first) then return { self:base(chunk) } end
        break
      end
    end
  end
  local verb = self:verb_before(i)
  return verb and self:subject(verb, depth)
end

local ACCUSING = Words.set "accuse blame prevent stop suspect condemn keep deter charge convict"

function Sentence:names_people(chunk)
  local name = self.names[chunk.head]
  return name and name.label ~= "LOC" or Words.has(Words.actors, self.lemma[chunk.head], self.lower[chunk.head])
end

-- "Leo Brandt, a rebel leader in the south was killed": the name before the apposition that lost its second comma.
function Sentence:named_before(chunk)
  if self.lower[chunk.first - 1] ~= "," or self.upos[chunk.first] ~= "DET" then return chunk end
  local other = self:chunk_ending(chunk.first - 2)
  local name = other and self.names[other.head]
  return name and name.label == "PER" and other or chunk
end

-- The chunks that are the subject of a verb in the active voice: a list, or nil.
function Sentence:subject(v, depth)
  depth = (depth or 0) + 1
  if depth > 6 then return nil end
  local i = self:group_start(v) - 1
  -- "A strike on 3 May hit two ships": the date is between the noun and its verb.
  while self.dates[i] and self.dates[i].first > self.first do
    i = self.dates[i].first - 1
    if self.upos[i] == "DET" then i = i - 1 end
    if self.upos[i] == "ADP" then i = i - 1 end
  end
  -- "the commission (EC) has denied"
  if self.lower[i] == ")" then
    while i > self.first and self.lower[i] ~= "(" do i = i - 1 end
    i = i - 1
  end
  if i < self.first then return nil end
  local lower = self.lower[i]
  if lower == "to" then return self:infinitive_subject(i, depth) end

  local chunk = self:chunk_ending(i)
  if chunk then
    -- A gerund behind its object's verb: "killing four" after a clause.
    if self.xpos[v] == "VBG" and self:group_start(v) == v and self:verb_before(chunk.first) and not self.names[i] then
      if Words.actors[self.lemma[chunk.head]] then return { chunk } end
    end
    local base = self:base(chunk)
    if not base then
      local verb = self:verb_before(chunk.first)
      return verb and verb < chunk.first and self:subject(verb, depth)
    end
    return self:with_left(self:named_before(base))
  end
  if lower == "who" or lower == "which" or lower == "that" then
    local k = self.lower[i - 1] == "," and i - 2 or i - 1
    local antecedent = self:chunk_ending(k)
    if antecedent and lower == "that" and self:is_verb(k) then return nil end
    -- "forces in the north of the country who": people, and not the country
    if antecedent and lower == "who" then
      while not self:names_people(antecedent) and ADP[self.upos[antecedent.first - 1]] do
        local governor = self:chunk_ending(antecedent.first - 2)
        if not governor then break end
        antecedent = governor
      end
    end
    return antecedent and { self.lower[i - 1] == "," and self:base(antecedent) or antecedent }
  end
  if lower == "," or lower == ";" or lower == "and" or lower == "but" or lower == "or" or lower == "then" then
    return self:subject_across(i, depth)
  end
  if self:is_verb(i) then return self:subject(i, depth) end
  if ADP[self.upos[i]] or self.upos[i] == "SCONJ" then
    local verb = self:verb_before(i)
    if not verb then return nil end
    if ACCUSING[self.lemma[verb]] and self.xpos[v] == "VBG" then
      local object = self:chunk_from(verb + 1)
      if object then return { object } end
    end
    return self:subject(verb, depth)
  end
end

-- What a passive verb happens to.
function Sentence:passive_subject(v, reduced)
  if reduced then
    local chunk = self:chunk_ending(v - 1)
    if chunk then return { chunk } end
  end
  return self:subject(v)
end

local JOINS = { ["and"] = true, [","] = true, ["or"] = true, ["as"] = true }

-- A chunk with those that follow it in a list: "two tanks, a bridge and a truck". A new clause ends it.
function Sentence:with_right(chunk, sure)
  local list = { chunk }
  local i = chunk.last + 1
  while #list < 16 and i < self.last do
    -- What "of" adds belongs to the chunk before: "scores of others"
    if self.lower[i] == "of" then
      local inner = self:chunk_from(i + 1)
      if not inner then break end
      i = inner.last + 1
    elseif JOINS[self.lower[i]] and self.lower[i] ~= "as" then
      local at = i + 1
      if self.lower[at] == "and" then at = at + 1 end
      local other = self:chunk_from(at)
      if not other then break end
      local after = other.last + 1
      if not sure and after <= self.last and (self:is_finite(after) or self.upos[after] == "AUX" or self.lower[after] == "who" or self:is_verb(after) and self.xpos[after] ~= "VBG") then
        break
      end
      list[#list + 1] = other
      i = after
    else
      break
    end
  end
  return list
end

function Sentence:object(v)
  local chunk = self:chunk_from(v + 1)
  if not chunk then
    -- "attacks ... killed and injured 60 people": the object of the verb that follows
    local at = v + 1
    if (self.lower[at] == "and" or self.lower[at] == "or") and self:is_verb(at + 1) then chunk = self:chunk_from(at + 2) end
    if not chunk then return nil end
  end
  return self:with_right(self:through_quantity(chunk))
end

-- The first chunk behind one of the given prepositions, in the clause of a verb, at most so many tokens away.
function Sentence:after_preposition(from, wanted, reach)
  local i, stop = from + 1, from + (reach or 16)
  while i <= self.last and i < stop do
    local lower = self.lower[i]
    if wanted[lower] and (ADP[self.upos[i]] or self.upos[i] == "PART" or self.upos[i] == "ADV" or self.upos[i] == "SCONJ") then
      local chunk = self:chunk_from(i + 1)
      if chunk then return self:with_right(self:through_quantity(chunk)), i end
    end
    if lower == ";" or self:is_finite(i) or lower == "who" or lower == "which" or lower == "that" then return nil end
    i = i + 1
  end
end

local function nominal(sentence, i)
  local upos = sentence.upos[i]
  return upos == "ADJ" or upos == "NOUN" or upos == "PROPN"
end

-- Whose noun it is: the last name or actor before the head of a chunk, as a chunk of its own. "the regime's attacks".
local BARE_OWNERS = Words.set "coalition rebel government army police regime opposition navy militia insurgent militant separatist"
function Sentence:owner(chunk)
  for i = chunk.head - 1, chunk.first, -1 do
    local name = self.names[i]
    if name and name.label ~= "DATE" then
      local possessive = self.xpos[name.last + 1] == "POS"
      local state = name.label ~= "LOC" or possessive or Words.states[name.text:lower()]
      -- "ISIL-held territory", "counter-ISIL operations": it is not they who act.
      local compound = self.lower[name.last + 1] == "-" or self.lower[name.first - 1] == "-"
      if state and not compound then return { first = name.first, last = name.last, head = name.last } end
    elseif Words.actors[self.lemma[i]] and (self.xpos[i + 1] == "POS" or BARE_OWNERS[self.lemma[i]]) then
      local first = i
      while first > chunk.first and nominal(self, first - 1) do first = first - 1 end
      return { first = first, last = i, head = i }
    elseif self.xpos[i] == "PRP$" and self.lower[i] ~= "its" then
      return { first = i, last = i, head = i }
    end
  end
end

return Sentence
