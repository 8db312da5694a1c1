-- What is said: where it begins behind a cue, and where it ends.
local cues, sets = require "cues", require "sets"

local Linker = {}

-- What may stand between a cue and its clause: who is told, when, where, how.
function Linker:skip(i, ceiling, entry)
  local words, phrases = self.words, self.phrases
  local start = i
  if entry.r then
    if sets.recipients[words.lower[i]] then
      i = i + 1
    elseif not (words.lower[i] == "that" or sets.questions[words.lower[i]]) and not self.quoted[i] then
      local stop = phrases:simple_stop(i, ceiling)
      if stop then
        while sets.ties[words.lower[stop + 1]] do
          local more = phrases:simple_stop(stop + 2, ceiling)
          if not more then break end
          stop = more
        end
        -- "told reporters the deal was off", but not "told the deal was off"
        if not words:is_finite(stop + 1) then i = stop + 1 end
      end
    end
  end
  -- Times and places, as long as something that opens a clause or a quotation follows them.
  local j = i
  for _ = 1, 4 do
    local lower = words.lower[j]
    if j > ceiling then break end
    if sets.days[lower] then
      j = j + 1
      if words.lower[j] == "morning" or words.lower[j] == "night" or words.lower[j] == "afternoon" or words.lower[j] == "evening" then j = j + 1 end
      i = j
    elseif (lower == "this" or lower == "last" or lower == "earlier" or lower == "late") and sets.spans[words.lower[j + 1]] then
      j = j + 2
      i = j
    elseif lower == "on" and sets.days[words.lower[j + 1]] then
      j = j + 2
      i = j
    elseif (words.upos[j] == "ADP" or lower == "to") and not self.quoted[j] and lower ~= "that" then
      local stop = phrases:simple_stop(j + 1, ceiling)
      if not stop then break end
      while (words.lower[stop + 1] == "of" or words.lower[stop + 1] == "with") do
        local more = phrases:simple_stop(stop + 2, ceiling)
        if not more then break end
        stop = more
      end
      j = stop + 1
    elseif words:is_adverb(j) and not self.quoted[j] then
      j = j + 1
    else
      break
    end
  end
  if j <= ceiling and (words.lower[j] == "that" or self.quoted[j] or words.text[j] == ":" or words.text[j] == "," and self.quoted[j + 1]) then i = j end
  return i, start
end

-- Where a clause that begins at `first` ends.
function Linker:clause_stop(first, ceiling)
  local words, quoted = self.words, self.quoted
  local i = first
  while i < ceiling do
    local next = i + 1
    if not quoted[next] then
      local text = words.text[next]
      if text == ";" then break end
      if text == "," and not quoted[next] then
        local after = next + 1
        local lower = words.lower[after]
        if lower == "according" then break end
        if (words.xpos[after] == "VBG" and cues.verbs[words.lemma[after]] and cues.verbs[words.lemma[after]].weight >= 0.6)
          or (words:is_adverb(after) and words.xpos[after + 1] == "VBG" and cues.verbs[words.lemma[after + 1]]) then break end
        if (lower == "and" or lower == "but") and self:cue_like(after + 1) then break end
        if (lower == "but" or lower == "while" or lower == "although" or lower == "though") and first + 3 < next then
          break
        end
        if lower == "and" and self:new_clause(after + 1, ceiling) then break end
        if self:closing_attribution(after, ceiling) then break end
      elseif words.lower[next] == "according" and words.lower[next + 1] == "to" then
        break
      elseif (words.lower[next] == "and" or words.lower[next] == "but") and self:cue_like(next + 1) then
        break
      end
    end
    i = next
  end
  return i
end

-- Where an object ends: what a comma adds to it in a clause or a participle is the writer's.
function Linker:object_stop(first, last)
  local words = self.words
  for i = first + 1, last - 1 do
    if words.text[i] == "," and not self.quoted[i] then
      local lower = words.lower[i + 1]
      if lower == "which" or lower == "who" or lower == "whose" or words.xpos[i + 1] == "VBG" then return i - 1 end
    end
  end
  return last
end

-- Whether ", the U.N. says" ends the sentence from `i` on.
function Linker:closing_attribution(i, ceiling)
  local words = self.words
  if ceiling - i > 14 then return false end
  local stop = self.phrases:simple_stop(i, ceiling)
  local entry = stop and cues.verbs[words.lemma[stop + 1]]
  if not (entry and entry.s and words:is_finite(stop + 1)) then return false end
  if entry.r then return self:told_stop({ first = i, last = ceiling }, entry, { last = stop + 1 }) > stop + 1 end
  return ceiling - i <= 10 and (stop + 1 >= ceiling or words.upos[stop + 2] == "PUNCT")
end

-- Whether a clause with a subject of its own begins at `i`.
function Linker:new_clause(i, ceiling)
  local words = self.words
  if words:is_pronoun(i) then return false end
  local stop = self.phrases:simple_stop(i, ceiling)
  return stop and words:is_finite(stop + 1)
end

-- Whether a finite verb of saying stands at `i`, after an adverb or an auxiliary: the next predicate of the same speaker.
function Linker:cue_like(i)
  local words = self.words
  while words:is_adverb(i) or words:is_auxiliary(i) do i = i + 1 end
  local entry = cues.verbs[words.lemma[i]]
  return entry and entry.weight >= 0.6 and not self.quoted[i]
         and (words.xpos[i] == "VBD" or words.xpos[i] == "VBZ" or words.xpos[i] == "VBN")
end

-- Whether the first finite verb is that of a relative clause: an object goes before it, and no clause of its own.
function Linker:relative_first(first, last)
  local words = self.words
  for i = first, last do
    local lower = words.lower[i]
    if i > first and (lower == "which" or lower == "who" or lower == "that" or lower == "should") then return true end
    if words:is_finite(i) then return false end
  end
  return false
end

-- Trims marks from the end of a piece; quotation marks stay.
function Linker:trimmed(first, last)
  local words = self.words
  while last >= first and not self.quoted[last] and words.upos[last] == "PUNCT" and words.text[last] ~= ")" and words.text[last] ~= "%" do
    last = last - 1
  end
  while first <= last and not self.quoted[first] and (words.text[first] == "," or words.text[first] == ":" or words.text[first] == "-"
        or words.text[first] == "—" or words.text[first] == "–") do
    first = first + 1
  end
  return first, last
end

function Linker:kind(pieces)
  local inside, all = 0, 0
  for _, piece in ipairs(pieces) do
    for i = piece[1], piece[2] do
      all = all + 1
      if self.quoted[i] then inside = inside + 1 end
    end
  end
  if inside == 0 then return "indirect" end
  -- A quotation behind "that" is a part of the writer's sentence.
  return inside == all and "direct" or "mixed"
end

return Linker
