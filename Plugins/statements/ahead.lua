-- A cue with what is said behind it.
local sets = require "sets"

local Linker = {}

-- A quotation that begins at `i`, or behind a colon or a comma there.
function Linker:quoted_ahead(a, i, skipped)
  local words, entry = self.words, a.entry
  local mark = words.text[i]
  local number = self.quoted[i] or (mark == ":" or mark == ",") and self.quoted[i + 1]
  local quote = number and self.quotes[number]
  if not quote or quote.first < i or not (entry.s or entry.q or entry.w) then return nil end
  local last, ceiling = quote.last, a.sentence.last
  if last < ceiling and not sets.stops[words.text[last + 1]] and mark ~= ":" then
    last = math.max(last, self:clause_stop(last, ceiling))
  end
  local pieces = { { quote.first, last } }
  self:use(quote.first, last)
  self:continue(pieces)
  local cue = { first = a.cue.first, last = mark == ":" and not skipped and i or a.cue.last }
  self:add("cue-quote", math.max(entry.weight, 0.9) * a.source.weight, a.source, cue, pieces, self:kind(pieces))
  return true
end

-- Whether a clause without "that" begins at `i`: it has a finite verb of its own.
function Linker:bare_clause(a, i)
  local words, entry = self.words, a.entry
  local last = self:clause_stop(i, a.sentence.last)
  return words.upos[i] ~= "ADP" and words:has_finite(i, last) and not (entry.o and self:relative_first(i, last))
end

-- The rule for what begins at `i`, where it begins, and the last token of the cue.
function Linker:form_ahead(a, i, skipped)
  local words, entry, cue_last = self.words, a.entry, a.cue.last
  local lower, upos = words.lower[i], words.upos[i]
  local clause = entry.s or entry.w
  if clause and lower == "that" and (entry.s or upos ~= "DET") then return "cue-that", i, cue_last end
  if clause and sets.questions[lower] then return "cue-question", i, cue_last end
  if lower == "to" and entry.t and (words.xpos[i + 1] == "VB" or words.xpos[i + 2] == "VB") then return "cue-to", i, cue_last end
  if entry.s and (not skipped or entry.r) and self:bare_clause(a, i) then
    return skipped and "cue-told-clause" or "cue-clause", i, cue_last
  end
  if entry.r and skipped and lower == "to" and words.xpos[i + 1] == "VB" then return "cue-told-to", cue_last + 1, cue_last end
  if i ~= cue_last + 1 then return nil end
  if entry.prepositions[lower] then return "cue-about", i + 1, i end
  local adverb = words:is_adverb(i)
  if entry.o and upos ~= "ADP" and upos ~= "VERB" and upos ~= "AUX" and not adverb then return "cue-object", i, cue_last end
  if entry.t and adverb and words.lower[i + 1] == "to" then return "cue-to", i + 1, cue_last end
end

local GATHERINGS = {}
for word in ("meeting election vote referendum strike halt session summit conference witness ambassador"):gmatch "%S+" do
  GATHERINGS[word] = true
end

-- "called an emergency meeting": nothing is called anything.
function Linker:convenes(cue, begin)
  local words = self.words
  if words.lemma[cue.last] ~= "call" then return false end
  for i = begin, begin + 4 do
    if self.quoted[i] then return false end
    if GATHERINGS[words.lemma[i]] then return true end
  end
  return false
end

-- Makes the statement of a cue that what is said follows; whether there is one.
function Linker:ahead(sentence, entry, source, cue)
  local a = { sentence = sentence, entry = entry, source = source, cue = cue }
  local i = self:skip(cue.last + 1, sentence.last, entry)
  local skipped = i > cue.last + 1
  if self:quoted_ahead(a, i, skipped) then return true end
  local mark = self.words.text[i]
  if i > sentence.last or sets.stops[mark] or mark == "," or mark == ":" then return nil end

  local rule, begin, cue_last = self:form_ahead(a, i, skipped)
  if not rule or rule == "cue-object" and self:convenes(cue, begin) then return nil end
  local last = self:clause_stop(begin, sentence.last)
  if rule == "cue-object" or rule == "cue-about" then last = self:object_stop(begin, last) end
  local first
  first, last = self:trimmed(begin, last)
  if last < first then return nil end
  self:use(first, last)
  return self:add(rule, entry.weight * source.weight, source, { first = cue.first, last = cue_last }, { { first, last } },
    self:kind { { first, last } })
end

return Linker
