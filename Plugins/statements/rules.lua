-- The cues: verbs, nouns, adjectives, "according to", colons and dashes.
local cues, sets = require "cues", require "sets"

local Linker = {}

local TENSES = { VBD = true, VBZ = true, VBP = true, VBG = true, VB = true, VBN = true }

local VOICED = { weight = 0.75, s = true, prepositions = { about = true, over = true, ["for"] = true } }

-- The end of "expressed its confidence" where "that" or a preposition follows.
function Linker:voiced(at, ceiling)
  local words = self.words
  for i = at + 1, math.min(at + 5, ceiling - 1) do
    if self.quoted[i] or words.text[i] == "," then return nil end
    if cues.feelings[words.lemma[i]] then
      local next = words.lower[i + 1]
      local goes_on = next == "that" or next == "about" or next == "over" or next == "for" and words.lemma[at] == "express"
      return goes_on and i or nil
    end
  end
end

-- The frames of the verb at `at`, and the last token of the cue.
function Linker:frames(at, ceiling)
  local words = self.words
  local lemma = words.lemma[at]
  local with = cues.pairs[lemma]
  local pair = with and not self.quoted[at + 1] and with[words.lower[at + 1]]
  if pair then return pair, at + 1 end
  local voiced = cues.bearers[lemma] and self:voiced(at, ceiling)
  if voiced then return VOICED, voiced end
  return cues.verbs[lemma], at
end

local function with_weight(source, weight)
  return source and { first = source.first, last = source.last, weight = weight }
end

local JOINING = { ["and"] = true, but = true, ["or"] = true, ["then"] = true }

-- The subject of a finite verb group, its own or one that it shares with a verb before it.
function Linker:subject_or_shared(first, floor)
  local own = self:subject(first, floor)
  if own then return own end
  local words, before = self.words, first - 1
  if JOINING[words.lower[before]] then return with_weight(self:main_subject(before, floor), 0.8) end
  if words.text[before] == "," then return with_weight(self:main_subject(before, floor), 0.6) end
end

-- A verb at `at`; whether it gave a statement.
function Linker:verb(sentence, at)
  local words = self.words
  if not TENSES[words.xpos[at]] and words.upos[at] == "VERB" then return nil end
  local entry, last = self:frames(at, sentence.last)
  if not entry then return nil end
  local first, form = self:group(at, sentence.first)
  local cue = { first = first, last = last }
  -- The tagger takes many a past tense for a participle, and an infinitive may be one of a verb that says little.
  local tolerated = entry.weight >= 0.5
  if form == "finite" or form == "participle" and tolerated then
    if self:surrounded(sentence, entry, cue) then return true end
    local subject = self:subject_or_shared(first, sentence.first)
    return subject and self:ahead(sentence, entry, subject, cue)
  elseif form == "gerund" then
    local before = words.lower[first - 1]
    if before ~= "," and not (entry.weight >= 0.7 and entry.s) or before == "of" or before == "by" then return nil end
    local subject = with_weight(self:main_subject(first, sentence.first), 0.8)
    return subject and self:ahead(sentence, entry, subject, cue)
  end
end

-- "according to Ana Ilic, …" and "…, according to Ana Ilic"
function Linker:according(sentence, at)
  local words = self.words
  local last = self.phrases:stop(at + 2, sentence.last)
  if not last then return nil end
  local pieces = {}
  if at - sentence.first >= 3 then
    pieces[1] = { sentence.first, at - 1 }
    if words.text[last + 1] == "," and last + 3 < sentence.last then pieces[2] = { last + 2, sentence.last } end
  else
    local begin = words.text[last + 1] == "," and last + 2 or last + 1
    if begin > sentence.last then return nil end
    pieces[1] = { begin, self:clause_stop(begin, sentence.last) }
  end
  for _, piece in ipairs(pieces) do self:use(piece[1], piece[2]) end
  local source = { first = at + 2, last = last, weight = 1 }
  return self:add("according-to", 0.95, source, { first = at, last = at + 1 }, pieces, self:kind(pieces))
end

-- Where what the noun at `at` announces begins, and the last token of the cue.
function Linker:noun_content(entry, at)
  local words = self.words
  local next = words.lower[at + 1]
  if entry.w and next == "that" then return at + 1, at end
  if entry.t and next == "to" and words.xpos[at + 2] == "VB" then return at + 1, at end
  if entry.prepositions[next] then return at + 2, at + 1 end
end

-- "his claim that …", "the president's call for …"
function Linker:noun(sentence, at)
  local words = self.words
  local entry = cues.nouns[words.lower[at]]
  if not entry then return nil end
  local begin, last = self:noun_content(entry, at)
  if not begin then return nil end

  local first = at
  while first > sentence.first and (words.upos[first - 1] == "ADJ" or words.upos[first - 1] == "NOUN" or words.upos[first - 1] == "NUM") do
    first = first - 1
  end
  local start
  if words.xpos[first - 1] == "PRP$" then
    start = first - 1
  elseif words.xpos[first - 1] == "POS" then
    start = self.phrases:simple_start(first - 2, sentence.first)
  else
    return nil
  end
  local content = { { begin, self:clause_stop(begin, sentence.last) } }
  return self:add("noun", entry.weight * 0.7, { first = start, last = first - 1 }, { first = first, last = last }, content,
    self:kind(content))
end

-- "she is confident that …"
function Linker:adjective(sentence, at)
  local words = self.words
  local entry = cues.adjectives[words.lower[at]]
  if not entry then return nil end
  local be = at - 1
  while be > sentence.first and words:is_adverb(be) do be = be - 1 end
  if not (sets.be[words.lower[be]] or words.lemma[be] == "feel" or words.lemma[be] == "seem") then return nil end
  local first = self:group(be, sentence.first)
  local subject = self:subject(first, sentence.first)
  return subject and self:ahead(sentence, entry, subject, { first = first, last = at })
end

-- "PENCE: Well, look …": a paragraph of a transcript, or a headline.
function Linker:colon(paragraph)
  local words = self.words
  local i = paragraph.first
  while i < paragraph.last and i - paragraph.first < 8 and words.text[i] ~= ":" do
    if words:is_finite(i) or self.quoted[i] or words.upos[i] == "PUNCT" and words.text[i] ~= "." then return nil end
    i = i + 1
  end
  if words.text[i] ~= ":" or i == paragraph.first or i == paragraph.last then return nil end
  local head = words.upos[i - 1]
  if not (head == "PROPN" or head == "NOUN") or words.upos[paragraph.first] == "ADP" then return nil end
  self:use(i + 1, paragraph.last)
  local source = { first = paragraph.first, last = i - 1 }
  return self:add("colon", 0.7, source, { first = i, last = i }, { { i + 1, paragraph.last } }, "direct")
end

local DASHES = { ["―"] = true, ["—"] = true, ["–"] = true, ["--"] = true, ["-"] = true }

-- “…” — Ana Ilic, at the end of a paragraph
function Linker:dash(quote)
  local words, i = self.words, quote.last + 1
  if quote.used or not DASHES[words.text[i]] or words.upos[i + 1] ~= "PROPN" then return nil end
  local ends = self.paragraphs[self:paragraph_of(i)].last
  local last = self.phrases:stop(i + 1, math.min(i + 12, ends))
  if last ~= ends then return nil end
  quote.used = true
  return self:add("quote-dash", 0.95, { first = i + 1, last = last }, { first = i, last = i }, { { quote.first, quote.last } },
    "direct")
end

return Linker
