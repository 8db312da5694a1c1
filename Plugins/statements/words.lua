-- The tokens of a document as lists, its sentences and paragraphs, and what is asked of them again and again.
local Words = {}
Words.__index = Words

function Words.new(doc)
  local self = setmetatable({ doc = doc }, Words)
  self.text, self.lower, self.lemma = doc:column "text", doc:column "lower", doc:column "lemma"
  self.upos, self.xpos = doc:column "upos", doc:column "xpos"
  self.count = #self.text
  self.sentence_starts = {}
  return self
end

local SUBJECT_PRONOUNS = { he = true, she = true, they = true, it = true, i = true, we = true, you = true, who = true, which = true }

local FINITE = { VBD = true, VBZ = true, VBP = true, MD = true }

-- The forms of "be", "have" and "do" and what may stand among them.
local AUXILIARIES = {}
for word in ([[has have had 've 's 'd ’ve ’s ’d is are was were am 'm ’m 're ’re be been being do does did will would can could may might
  shall should must 'll ’ll wo ca not n't n’t never]]):gmatch "%S+" do
  AUXILIARIES[word] = true
end

function Words:is_pronoun(i) return SUBJECT_PRONOUNS[self.lower[i]] end

function Words:is_finite(i) return FINITE[self.xpos[i]] end

function Words:is_verb(i)
  local upos = self.upos[i]
  return upos == "VERB" or upos == "AUX"
end

-- "May" with a capital is a name.
function Words:is_auxiliary(i) return AUXILIARIES[self.lower[i]] and self.xpos[i] ~= "POS" and (self.lower[i] ~= "may" or self.text[i] == "may") end

function Words:is_adverb(i)
  return self.xpos[i] == "RB" or self.upos[i] == "ADV" and self.lower[i] ~= "when" and self.lower[i] ~= "where"
end

-- Whether a finite verb stands from `first` to `last`.
function Words:has_finite(first, last)
  for i = first, last do
    if FINITE[self.xpos[i]] then return true end
  end
  return false
end

return Words
