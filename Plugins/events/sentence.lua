-- A sentence in chunks: runs of words that make a noun phrase, with its head and the names in it.
local Words = require "words"

local Sentence = {}
Sentence.__index = Sentence

-- `view` holds the document's tokens and `names`, `dates` by token.
function Sentence.new(view, first, last)
  local self = setmetatable({
    first = first, last = last, view = view, lower = {}, lemma = {}, upos = {}, xpos = {}, chunks = {}, chunk_at = {},
    names = view.names, dates = view.dates,
  }, Sentence)
  local tokens = view.tokens
  for i = first, last do
    local token = tokens[i]
    self.lower[i], self.lemma[i], self.upos[i], self.xpos[i] = token.lower, token.lemma, token.upos, token.xpos
  end
  for i = first, last do self:mend(i) end
  self:find_chunks()
  return self
end

local BEFORE_NOUN = { DET = true, ADJ = true, ADP = true, NUM = true }

-- Puts right what a tagger gets wrong most often in the news: plurals that it takes for verbs, verbs for names, nouns in -ing.
function Sentence:mend(i)
  local xpos, before = self.xpos[i], self.upos[i - 1]
  if xpos == "VBZ" then
    -- No verb in -s follows an article, and none of people follows "and".
    if BEFORE_NOUN[before] and self.lower[i - 1] ~= "that" or before == "CCONJ" and Words.people[self.lemma[i]] then
      self.upos[i], self.xpos[i] = "NOUN", "NNS"
    end
  elseif xpos == "NNP" then
    local lower = self.lower[i]
    if i > self.first and self.view.verbs[lower] and self.view.tokens[i].is_lower and lower:find "[sd]$" then
      self.upos[i], self.xpos[i] = "VERB", lower:find "s$" and "VBZ" or "VBD"
    end
  elseif xpos == "VBG" and self.view.nouns[self.lower[i]] then
    local after = self.upos[i + 1]
    local alone = before == nil or BEFORE_NOUN[before] and before ~= "ADP" or self.xpos[i - 1] == "PRP$" or self.xpos[i - 1] == "POS"
    if alone and (after == "ADP" or after == "AUX" or after == "VERB" or after == "PUNCT" or after == nil) then
      self.upos[i], self.xpos[i] = "NOUN", "NN"
    end
  end
end

local NOMINAL = { NOUN = true, PROPN = true, NUM = true, ADJ = true }

-- Whether a word goes on with the chunk that is open, or can begin one.
function Sentence:belongs(i, open, has_noun)
  local upos, xpos, lower = self.upos[i], self.xpos[i], self.lower[i]
  if NOMINAL[upos] then return true end
  if not open then
    return upos == "DET" and xpos ~= "WDT" or xpos == "PRP$" or lower == "$"
           or (xpos == "VBN" or xpos == "VBG") and false
  end
  if xpos == "POS" then return true end
  if xpos == "HYPH" or lower == "-" or lower == "–" then
    local after = self.upos[i + 1]
    return NOMINAL[after] or after == "VERB" or after == "ADV"
  end
  if xpos == "VBN" or xpos == "VBG" or xpos == "VBD" then
    local before, after = self.upos[i - 1], self.upos[i + 1]
    if self.lower[i - 1] == "-" or self.xpos[i - 1] == "HYPH" then return NOMINAL[after] or xpos ~= "VBD" and not has_noun end
    return xpos ~= "VBD" and not has_noun and (before == "DET" or before == "ADJ" or before == "NUM" or self.xpos[i - 1] == "PRP$")
           and NOMINAL[after]
  end
  if upos == "ADV" or lower == "than" then return not has_noun and (NOMINAL[self.upos[i + 1]] or self.lower[i + 1] == "than") end
  return lower == "%" or lower == "$" or lower == "&"
end

function Sentence:close(first, last)
  while last >= first and (self.xpos[last] == "POS" or self.xpos[last] == "HYPH" or self.lower[last] == "-"
                           or self.upos[last] == "DET" and last > first) do last = last - 1 end
  if last < first then return end
  if first == last and self.upos[last] == "DET" and not (self.lower[last] == "both" or self.lower[last] == "all") then return end
  local chunk = { first = first, last = last, head = last }
  self.chunks[#self.chunks + 1] = chunk
  for i = first, last do self.chunk_at[i] = chunk end
end

function Sentence:find_chunks()
  local open, has_noun
  local i = self.first
  local function finish(last)
    if open then self:close(open, last) end
    open, has_noun = nil, false
  end
  while i <= self.last do
    local name = self.names[i]
    if self.dates[i] then
      finish(i - 1)
    elseif name and name.first >= self.first and name.last <= self.last then
      if not open then open = name.first end
      has_noun = true
      i = name.last
    elseif self.xpos[i] == "PRP" or self.upos[i] == "PRON" and self.xpos[i] ~= "PRP$" then
      finish(i - 1)
      if self.xpos[i] == "PRP" then self:close(i, i) end
    else
      local upos = self.upos[i]
      -- An article or "his" behind a noun begins another phrase.
      if open and (upos == "DET" or self.xpos[i] == "PRP$") and has_noun then finish(i - 1) end
      if self:belongs(i, open ~= nil, has_noun) then
        open = open or i
        if upos == "NOUN" or upos == "PROPN" then has_noun = true end
        if self.xpos[i] == "POS" then has_noun = false end
      else
        finish(i - 1)
      end
    end
    i = i + 1
  end
  finish(self.last)
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
  if self.lower[v + 1] == "by" and self:chunk_ending(v - 1) then return true, true end
  -- "the men arrested in Oslo", but "the men arrested him"
  if xpos == "VBN" and self:chunk_ending(v - 1) and not self:chunk_from(v + 1) then return true, true end
  return false
end

return Sentence
