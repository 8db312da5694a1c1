-- A sentence in chunks: runs of words that make a noun phrase, with its head and the names in it.
local Words = require "words"

local Sentence = {}
Sentence.__index = Sentence

local MENDED = { VBZ = true, NNP = true, VBG = true }
local PARTICIPLES = { VBN = true, VBD = true }

-- `view` holds the document's tokens and `names`, `dates` by token.
function Sentence.new(view, first, last)
  local self = setmetatable({
    first = first, last = last, view = view, lower = view.lower, lemma = view.lemma, upos = view.upos, xpos = view.xpos,
    chunks = {}, chunk_at = {}, names = view.names, dates = view.dates,
  }, Sentence)
  local xpos, lower = view.xpos, view.lower
  for i = first, last do
    local tag = xpos[i]
    if MENDED[tag] or PARTICIPLES[tag] and i > first and (lower[i - 1] == "a" or lower[i - 1] == "an") then self:mend(i) end
  end
  self:find_chunks()
  return self
end

local BEFORE_NOUN = { DET = true, ADJ = true, ADP = true, NUM = true }

-- Puts right what a tagger gets wrong most often in the news: plurals that it takes for verbs, verbs for names, nouns in -ing.
function Sentence:mend(i)
  local xpos, before = self.xpos[i], i > self.first and self.upos[i - 1] or nil
  if xpos == "VBZ" then
    -- No verb in -s follows an article, and none of people follows "and" or a name.
    local people = Words.people[self.lemma[i]]
    if BEFORE_NOUN[before] and self.lower[i - 1] ~= "that" or people and (before == "CCONJ" or self.names[i - 1]) then
      self.upos[i], self.xpos[i] = "NOUN", "NNS"
    end
  elseif xpos == "NNP" then
    local lower = self.lower[i]
    if i > self.first and self.view.verbs[lower] and self.view.tokens[i].is_lower and lower:find "[sd]$" then
      self.upos[i], self.xpos[i] = "VERB", lower:find "s$" and "VBZ" or "VBD"
    end
  elseif xpos == "VBN" or xpos == "VBD" then
    -- "a VBIED;": no participle stands alone behind an article.
    local after = self.upos[i + 1]
    if after == "PUNCT" or after == "CCONJ" then self.upos[i], self.xpos[i] = "NOUN", "NN" end
  elseif xpos == "VBG" and self.view.nouns[self.lower[i]] then
    local after = self.upos[i + 1]
    local alone = before == nil or BEFORE_NOUN[before] and before ~= "ADP" or self.xpos[i - 1] == "PRP$" or self.xpos[i - 1] == "POS"
    if alone and (after == "ADP" or after == "AUX" or after == "VERB" or after == "PUNCT" or after == nil) then
      self.upos[i], self.xpos[i] = "NOUN", "NN"
    end
  end
end

local NOMINAL = { NOUN = true, PROPN = true, NUM = true, ADJ = true }

local NO_HEAD = { POS = true, HYPH = true }

-- Whether a word that is no noun, adjective or number goes on with the chunk that is open.
function Sentence:belongs(i, xpos, has_noun)
  local lower = self.lower[i]
  if xpos == "POS" then return true end
  local after = self.upos[i + 1]
  if xpos == "HYPH" or lower == "-" or lower == "–" then return NOMINAL[after] or after == "VERB" or after == "ADV" end
  if xpos == "VBN" or xpos == "VBG" or xpos == "VBD" then
    if self.lower[i - 1] == "-" or self.xpos[i - 1] == "HYPH" then return NOMINAL[after] or xpos ~= "VBD" and not has_noun end
    local before = self.upos[i - 1]
    -- "a rocket propelled grenade"
    if xpos == "VBN" and has_noun then return NOMINAL[after] and NOMINAL[before] and not self.view.verbs[self.lower[i]] end
    return xpos ~= "VBD" and not has_noun and (before == "DET" or before == "ADJ" or before == "NUM" or self.xpos[i - 1] == "PRP$"
                                           or self.xpos[i - 1] == "POS") and NOMINAL[after]
  end
  if lower == "than" or self.upos[i] == "ADV" then return not has_noun and (NOMINAL[after] or self.lower[i + 1] == "than") end
  return lower == "%" or lower == "$" or lower == "&"
end

-- Makes a chunk of a run of words, without what cannot end one.
function Sentence:close(first, last)
  local upos, xpos, lower = self.upos, self.xpos, self.lower
  while last >= first and (NO_HEAD[xpos[last]] or lower[last] == "-" or upos[last] == "DET" and last > first) do last = last - 1 end
  if last < first or first == last and upos[last] == "DET" and lower[last] ~= "both" and lower[last] ~= "all" then return end
  local chunk, chunks, at = { first = first, last = last, head = last }, self.chunks, self.chunk_at
  chunks[#chunks + 1] = chunk
  for i = first, last do at[i] = chunk end
end

-- Words that stand in no chunk and end the one before, by far the most of them.
local OUTSIDE = { ADP = true, VERB = false, AUX = true, PUNCT = false, CCONJ = true, SCONJ = true, PART = false }

function Sentence:find_chunks()
  local upos, xpos, names, dates, last = self.upos, self.xpos, self.names, self.dates, self.last
  local open, has_noun
  local i = self.first
  while i <= last do
    local name, kind = names[i], upos[i]
    if name and name.first == i and name.last <= last and not dates[i] then
      open = open or i
      has_noun = true
      i = name.last
    elseif dates[i] or OUTSIDE[kind] and xpos[i] ~= "POS" and self.lower[i] ~= "than" then
      if open then
        self:close(open, i - 1)
        open = nil
      end
    elseif NOMINAL[kind] then
      if not open then open, has_noun = i, false end
      if kind == "NOUN" or kind == "PROPN" then has_noun = true end
    elseif xpos[i] == "PRP" or kind == "PRON" and xpos[i] ~= "PRP$" then
      if open then self:close(open, i - 1) end
      open = nil
      if xpos[i] == "PRP" then self:close(i, i) end
    elseif kind == "DET" or xpos[i] == "PRP$" then
      -- An article or "his" behind a noun begins another phrase.
      if open and has_noun then
        self:close(open, i - 1)
        open = nil
      end
      if not open and xpos[i] ~= "WDT" then open, has_noun = i, false end
    elseif open and self:belongs(i, xpos[i], has_noun) then
      if xpos[i] == "POS" then has_noun = false end
    elseif open then
      self:close(open, i - 1)
      open = nil
    elseif self.lower[i] == "$" then
      open, has_noun = i, false
    end
    i = i + 1
  end
  if open then self:close(open, last) end
end

-- The chunk that begins at a token, past quotation marks and the words before a number.
function Sentence:chunk_from(i)
  while i <= self.last do
    local chunk = self.chunk_at[i]
    if chunk then return chunk.first == i and chunk or nil end
    local lower = self.lower[i]
    if lower == "at" and (self.lower[i + 1] == "least" or self.lower[i + 1] == "most") then
      i = i + 2
    elseif lower == "up" and self.lower[i + 1] == "to" or lower == "more" and self.lower[i + 1] == "than" then
      i = i + 2
    elseif self.upos[i] == "ADV" or lower == '"' or lower == "“" or lower == "about" or lower == "around" then
      i = i + 1
    else
      return nil
    end
  end
end

function Sentence:chunk_ending(i)
  local chunk = self.chunk_at[i]
  return chunk and chunk.last == i and chunk or nil
end

function Sentence:is_verb(i) return self.upos[i] == "VERB" end

function Sentence:is_finite(i)
  local xpos = self.xpos[i]
  return xpos == "VBD" or xpos == "VBZ" or xpos == "VBP" or xpos == "MD"
end

-- The nearest verb before a token that is no auxiliary.
function Sentence:verb_before(i)
  for k = i - 1, self.first, -1 do
    if self.upos[k] == "VERB" and not self.chunk_at[k] then return k end
  end
end

-- The first word of the group of auxiliaries and adverbs that a verb ends.
function Sentence:group_start(v)
  local i = v
  while i > self.first and (Words.auxiliary[self.lower[i - 1]] or self.upos[i - 1] == "AUX" or self.upos[i - 1] == "ADV")
    and not self.names[i - 1] and self.lower[i - 1] ~= "to" do i = i - 1 end
  return i
end

local PARTICLES = Words.set "off up down out back over away"

-- Whether the verb is in the passive voice, and whether it stands behind its noun without an auxiliary.
function Sentence:is_passive(v, depth)
  local xpos = self.xpos[v]
  if xpos ~= "VBN" and xpos ~= "VBD" then return false end
  local start = self:group_start(v)
  for i = start, v - 1 do
    if Words.be[self.lower[i]] then return true end
  end
  if start < v and self.upos[v - 1] == "AUX" then return false end
  local before = self.lower[start - 1]
  if (before == "and" or before == "or" or before == ",") and (depth or 0) < 2 then
    local other = self:verb_before(start - 1)
    if other and start - other <= 3 and self:is_passive(other, (depth or 0) + 1) then return true end
  end
  if self.lower[v + 1] == "by" and (xpos == "VBN" or self:chunk_ending(v - 1)) then return true, true end
  -- "the men arrested in Oslo", but "the men arrested him" and "the army fought off attacks"
  if xpos == "VBN" and self:chunk_ending(v - 1) and self.upos[v + 1] == "ADP" and not PARTICLES[self.lower[v + 1]] then return true, true end
  return false
end

return Sentence
