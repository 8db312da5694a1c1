-- Attributions behind or between what is said: “…,” she said. “…”
local sets = require "sets"

local Linker = {}

-- "…, she told reporters on Monday": the end of those who are told, where nothing else of the clause follows; else of the cue.
function Linker:told_stop(sentence, entry, cue)
  if not entry.r then return cue.last end
  local words, next = self.words, cue.last + 1
  local stop = sets.recipients[words.lower[next]] and next or self.phrases:simple_stop(next, sentence.last)
  while stop and sets.ties[words.lower[stop + 1]] do
    local more = self.phrases:simple_stop(stop + 2, sentence.last)
    if not more then break end
    stop = more
  end
  return stop and self:ends_at(sentence, stop) and stop or cue.last
end

-- The subject of a verb of speech, or what stands behind it: “…,” said Ana Ilic, the mayor. With the token before the
-- attribution and its last one.
function Linker:attribution(sentence, entry, cue)
  local words = self.words
  local found = { sentence = sentence, entry = entry, cue = cue }
  local subject = self:subject(cue.first, sentence.first)
  if subject and not subject.relative then
    found.source, found.limit, found.stop = subject, subject.first - 1, self:told_stop(sentence, entry, cue)
    return found
  end
  local i = cue.first - 1
  if i < sentence.first or not (self.quoted[i] or words.text[i] == ",") or words.lower[cue.last + 1] == "that" then return nil end
  local last = self.phrases:stop(cue.last + 1, sentence.last)
  if not last then return nil end
  found.source = { first = cue.last + 1, last = last, weight = 1, behind = true }
  found.limit, found.stop = i, last
  return found
end

-- Whether the attribution follows a quotation or a comma.
function Linker:follows_speech(a)
  local words, limit = self.words, a.limit
  if limit < 1 then return false end
  if limit >= a.sentence.first then return words.text[limit] == "," or self.quoted[limit] end
  -- “How often must this be?” she said. The mark has ended the sentence.
  local quote = self.quotes[self.quoted[limit]]
  return quote and not quote.used and quote.last == limit and limit + 1 == a.sentence.first and words.lower[a.stop + 1] ~= "that"
         and self:ends_at(a.sentence, a.stop) and self:paragraph_of(limit) == self:paragraph_of(a.sentence.first)
end

-- Whether a clause in front of the attribution may be what is said.
function Linker:clause_is_said(a, start)
  local opener = self.words.xpos[start]
  -- "Asked about the deal, she said": what stands in front is not said.
  return a.source.weight >= 0.9 and self:ends_at(a.sentence, a.stop) and opener ~= "VBN" and opener ~= "VBG"
         and (a.source.behind or a.entry.weight >= 0.7)
end

-- The rest of a clause that an attribution has interrupted.
function Linker:interrupted(a)
  local words, next = self.words, a.stop + 2
  if words.text[next - 1] ~= "," or next >= a.sentence.last or words.xpos[next] == "VBG" or words.lower[next] == "who"
    or words.lower[next] == "which" or not words:has_finite(next, a.sentence.last) then
    return nil
  end
  return { next, self:clause_stop(next, a.sentence.last) }
end

-- Makes the statement of an attribution that follows what is said; whether there is one.
function Linker:surrounded(sentence, entry, cue)
  if not (entry.s or entry.q) then return nil end
  local a = self:attribution(sentence, entry, cue)
  if not a or not self:follows_speech(a) then return nil end
  local start, last, kind = self:before(sentence, a.limit)
  if not start then return self:around(a) end
  local indirect = kind == "indirect"
  if indirect and not self:clause_is_said(a, start) or kind == "mixed" and not self:ends_at(sentence, a.stop) then return nil end

  start = self:opening(start)
  local pieces = { { start, last } }
  self:use(start, last)
  local more = self:after(sentence, a.stop)
  local rest = indirect and self:interrupted(a) or more and { more.first, more.last }
  if rest then
    pieces[2] = rest
    self:use(rest[1], rest[2])
  end
  self:continue(pieces)
  local rule = (indirect and "clause" or "quote") .. (a.source.behind and "-cue-source" or "-source-cue")
  self:add(rule, (indirect and entry.weight or math.max(entry.weight, 0.95)) * a.source.weight, a.source, cue, pieces,
    indirect and "indirect" or self:kind(pieces))
  return true
end

local OPENERS = { but = true, ["and"] = true, still = true, however = true }

-- Behind an attribution that stands between commas: the token of the second comma.
function Linker:second_comma(a)
  local words, next = self.words, a.stop + 1
  local upos = words.upos[next]
  if words.text[next] ~= "," and upos ~= "ADP" and upos ~= "ADV" and upos ~= "PRON" and not sets.days[words.lower[next]] then
    return nil
  end
  local i = self:skip(next, a.sentence.last, { prepositions = {} })
  for _ = 1, 8 do
    if words.text[i] == "," or i > a.sentence.last then break end
    i = i + 1
  end
  return words.text[i] == "," and i < a.sentence.last and words.xpos[i + 1] ~= "VBG" and i or nil
end

-- The difference now, she said on Friday, is that …
function Linker:around(a)
  local words, first, limit = self.words, a.sentence.first, a.limit
  if a.entry.weight < 0.7 or words.text[limit] ~= "," or limit <= first then return nil end
  local next = a.stop + 1
  if sets.stops[words.text[next]] or next > a.sentence.last then
    -- "…, sources said." behind a clause whose verb the tagger does not know
    if limit - first < 6 or a.cue.first < first then return nil end
    self:use(first, limit)
    self:add("clause-source-cue", a.entry.weight * 0.7, a.source, a.cue, { { first, limit - 1 } }, "indirect")
    return true
  end
  local comma = self:second_comma(a)
  if not comma then return nil end
  local pieces = { { first, limit - 1 }, { comma + 1, self:clause_stop(comma + 1, a.sentence.last) } }
  if OPENERS[words.lower[first]] and limit - first <= 1 then table.remove(pieces, 1) end
  self:use(first, a.sentence.last)
  self:add("around", a.entry.weight, a.source, a.cue, pieces, self:kind(pieces))
  return true
end

return Linker
