-- Finds for each cue of a document who speaks and what is said. The parts of the work stand in files of their own.
local cues = require "cues"

local Linker = {}
Linker.__index = Linker

for _, part in ipairs { require "sources", require "contents", require "quotations", require "belief", require "behind",
                        require "ahead", require "rules" } do
  for name, method in pairs(part) do Linker[name] = method end
end

-- `quotes` are the quotations in text order, `quoted` gives the number of its quotation for each token in one.
function Linker.new(words, quotes, quoted, phrases)
  return setmetatable({ words = words, quotes = quotes, quoted = quoted, phrases = phrases, found = {} }, Linker)
end

-- "Diplomats doubt that …": a verb that looks like a noun, and that the tagger takes for one.
function Linker:is_verb_in_disguise(sentence, i)
  local words = self.words
  local entry = words.xpos[i] == "NN" and i > sentence.first and cues.verbs[words.lemma[i]]
  return entry and (entry.s or entry.w) and words.lower[i + 1] == "that" and words.xpos[i - 1] == "NNS"
end

function Linker:cue(sentence, i)
  local words = self.words
  local upos = words.upos[i]
  if upos == "VERB" or upos == "AUX" and cues.bearers[words.lemma[i]] then
    self:verb(sentence, i)
  elseif upos == "NOUN" then
    if self:is_verb_in_disguise(sentence, i) then self:verb(sentence, i) else self:noun(sentence, i) end
  elseif upos == "ADJ" then
    self:adjective(sentence, i)
  end
  if words.lower[i] == "according" and words.lower[i + 1] == "to" then self:according(sentence, i) end
end

local DASHES = { ["—"] = true, ["–"] = true, ["-"] = true, ["--"] = true }

-- Where the report begins behind "GENEVA, Oct. 3 -": place and time are no part of what is said.
function Linker:behind_dateline(first, last)
  local words = self.words
  if #words.text[first] < 3 or words.text[first] ~= words.text[first]:upper() or words.lower[first] == words.text[first] then
    return first
  end
  for i = first + 1, math.min(first + 10, last - 1) do
    if DASHES[words.text[i]] then return i + 1 end
    if words:is_finite(i) or self.quoted[i] then return first end
  end
  return first
end

-- The statements: { rule, weight, source, cue, content = { { first, last }, … }, kind }, all by tokens.
function Linker:run(sentences, paragraphs)
  self.paragraphs = paragraphs
  local spans, starts = {}, self.words.sentence_starts
  for _, paragraph in ipairs(paragraphs) do
    starts[paragraph.first] = self:behind_dateline(paragraph.first, paragraph.last)
    paragraph.taken = self:colon(paragraph)
  end
  for i, sentence in ipairs(sentences) do
    local first = starts[sentence.first] or sentence.first
    -- A stop inside the dateline may have ended a sentence there.
    if first > sentence.last then first = sentence.first end
    spans[i] = { first = first, last = sentence.last }
    starts[first] = first
  end
  for _, sentence in ipairs(spans) do
    if not paragraphs[self:paragraph_of(sentence.first)].taken then
      for i = sentence.first, sentence.last do
        if not self.quoted[i] then self:cue(sentence, i) end
      end
    end
  end
  for _, quote in ipairs(self.quotes) do self:dash(quote) end
  return self.found
end

return Linker
