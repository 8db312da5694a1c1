-- Noun phrases, found from one of their ends by parts of speech.
local Phrases = {}
Phrases.__index = Phrases

local JOINTS = {}
for word in ("of for at from in on with to by against near between among about into over behind inside outside within"):gmatch "%S+" do
  JOINTS[word] = true
end

-- Prepositions that hold a noun phrase together; what others govern goes with a verb more often than with a noun.
local CLOSE_JOINTS = { of = true, ["for"] = true, at = true, from = true, ["in"] = true, on = true, with = true, to = true, by = true }

local BREAKS = {}
for word in ("that if as while because when where after before since though although unless until than whether but or so then"):gmatch "%S+" do
  BREAKS[word] = true
end

function Phrases.new(words, quoted)
  return setmetatable({ words = words, quoted = quoted }, Phrases)
end

local HEADS = { NOUN = true, PROPN = true, NUM = true }

local ALONE = {}
for word in ("some many most all both others few several another one none everyone everybody nobody someone those these this that"):gmatch "%S+" do
  ALONE[word] = true
end

-- "an official told": an adjective by its looks that stands where a noun must.
function Phrases:is_noun_in_disguise(i)
  local words = self.words
  return words.upos[i] == "ADJ" and i > 1 and self:determines(i - 1) and (words.xpos[i + 1] == "VBD" or words.xpos[i + 1] == "VBN")
end

-- Whether a noun phrase can end here.
function Phrases:can_end(i)
  local words = self.words
  return self:is_noun_in_disguise(i) or HEADS[words.upos[i]] or words:is_pronoun(i) or ALONE[words.lower[i]]
         or words.xpos[i] == "NN" or words.xpos[i] == "NNS" or words.xpos[i] == "NNP"
end

-- Whether a word can stand in a noun phrase before its head.
function Phrases:modifies(i)
  local words = self.words
  local upos, xpos = words.upos[i], words.xpos[i]
  if upos == "NOUN" or upos == "PROPN" or upos == "ADJ" or upos == "NUM" then return not BREAKS[words.lower[i]] end
  if xpos == "POS" or xpos == "HYPH" or xpos == "NNP" or xpos == "$" then return true end
  if xpos == "VBN" or xpos == "VBG" then
    local before = words.upos[i - 1]
    return HEADS[words.upos[i + 1]] and (before == "DET" or before == "ADJ" or before == "PUNCT" or before == "CCONJ" or before == nil
                                         or before == "NUM" or words.text[i - 1] == "-" or words.xpos[i - 1] == "PRP$"
                                         or words.xpos[i - 1] == "RB" or words.sentence_starts[i])
  end
  if xpos == "RB" or xpos == "RBS" or xpos == "RBR" then
    return words.upos[i + 1] == "ADJ" and words.upos[i - 1] == "DET" or words.upos[i + 1] == "NUM"
  end
  if words.text[i] == "/" or words.lower[i] == "both" then return true end
  -- "the Exporters' Chamber": the tagger takes the mark for one of quotation
  if words.text[i] == "'" or words.text[i] == "’" then return HEADS[words.upos[i + 1]] and words.lower[i - 1]:sub(-1) == "s" end
  return words.text[i] == "&" or words.text[i] == "-" or words.text[i] == "–" and HEADS[words.upos[i - 1]]
end

local TIMES = {}
for word in ([[monday tuesday wednesday thursday friday saturday sunday today yesterday january february march april may june
  july august september october november december week month year morning afternoon evening night]]):gmatch "%S+" do
  TIMES[word] = true
end

-- The end of a phrase without a time behind it: "The Times on Saturday", "the group in 2015", "Mr. Hale on Monday".
function Phrases:without_time(first, last)
  local words = self.words
  if last == first then return last end
  if TIMES[words.lower[last]] or words.text[last]:find "^[12]%d%d%d$" then
    for i = last - 1, math.max(first + 1, last - 3), -1 do
      local word = words.lower[i]
      if word == "on" or word == "in" or word == "last" or word == "this" or word == "late" or word == "early" then
        if words.lower[i - 1] == "late" or words.lower[i - 1] == "early" or words.lower[i - 1] == "in" then i = i - 1 end
        return i > first and i - 1 or last
      end
    end
    if words.lower[last]:find "day$" and words.upos[last - 1] == "PROPN" then return last - 1 end
  end
  return last
end

function Phrases:determines(i)
  local words = self.words
  return words.upos[i] == "DET" or words.xpos[i] == "PRP$" or words.xpos[i] == "DT" or words.xpos[i] == "PDT"
end

-- The first token of the simple phrase whose head is at `last`.
function Phrases:simple_start(last, floor)
  local first = last
  if self.words:is_pronoun(last) then return last end
  while first > floor do
    local i = first - 1
    if self.quoted[i] ~= self.quoted[last] then break end
    if self:determines(i) then
      first = i
      -- "all the men", "half of the men"
      if first > floor and self.words.xpos[first - 1] == "PDT" then first = first - 1 end
      -- "the president's": the phrase before the mark goes on to the left
      break
    elseif self:modifies(i) then
      first = i
    else
      break
    end
  end
  return first
end

-- The first token of the noun phrase that ends at `last`, with what prepositions tie to it, and whether a
-- preposition that belongs to something else stands before it.
function Phrases:start(last, floor)
  local words = self.words
  -- "(D-Mass.)" behind the head
  local head = last
  if words.text[last] == ")" then
    local open = last - 1
    while open > floor and words.text[open] ~= "(" and last - open < 8 do open = open - 1 end
    if words.text[open] ~= "(" then return nil end
    head = open - 1
  end
  if head < floor or not self:can_end(head) then return nil end
  if self.quoted[head] then return nil end

  local first = self:simple_start(head, floor)
  local loose = false
  while first > floor do
    local before = first - 1
    local word = words.lower[before]
    if CLOSE_JOINTS[word] and before > floor and self:can_end(before - 1) and not words:is_pronoun(before - 1)
      and not self.quoted[before - 1] then
      first = self:simple_start(before - 1, floor)
    elseif JOINTS[word] or words.upos[before] == "ADP" and words.xpos[before] == "IN" and not BREAKS[word] then
      loose = true
      break
    elseif word == "and" and before > floor and self:can_end(before - 1) and not self.quoted[before - 1]
      and not words:is_pronoun(before - 1) then
      local left = self:simple_start(before - 1, floor)
      -- "The family, protesters and civic leaders"
      while left - 2 > floor and words.text[left - 1] == "," and self:can_end(left - 2) and not self.quoted[left - 2]
        and not words:is_pronoun(left - 2) do
        local further = self:simple_start(left - 2, floor)
        if further ~= floor and words.text[further - 1] ~= "," then break end
        left = further
      end
      -- "the center at Leeds and York"
      local tied = left - 2 >= floor and CLOSE_JOINTS[words.lower[left - 1]] and self:can_end(left - 2)
      local edge = tied or left == floor or words.upos[left - 1] == "PUNCT" or BREAKS[words.lower[left - 1]]
      if not edge then break end
      first = left
    else
      break
    end
  end
  return first, loose
end

-- The last token of the simple phrase that begins at `first`, or nil.
function Phrases:simple_stop(first, ceiling)
  local words = self.words
  local i, last = first, nil
  if i > ceiling then return nil end
  if words:is_pronoun(i) or words.lower[i] == "him" or words.lower[i] == "them" or words.lower[i] == "her" and not self:modifies(i + 1) then
    return i
  end
  while i <= ceiling and not self.quoted[i] do
    local upos, xpos = words.upos[i], words.xpos[i]
    if BREAKS[words.lower[i]] and (last or words.lower[i] ~= "that") then
      break
    elseif words.text[i] == "." and last == i - 1 and #words.text[last] <= 4 and words.upos[last] == "PROPN"
      and words.upos[i + 1] == "PROPN" and i < ceiling then
      -- "Del. Stacey Plaskett" where the tokenizer does not know the abbreviation
      last = i
    elseif HEADS[upos] or not last and ALONE[words.lower[i]] then
      last = i
    elseif not (self:determines(i) or upos == "ADJ" or xpos == "POS" or xpos == "HYPH" or xpos == "VBG" or xpos == "VBN"
                or words.text[i] == "-" or words.text[i] == "&" or upos == "ADV" and not last) or BREAKS[words.lower[i]] then
      break
    end
    if last and (self:determines(i) and i > first and xpos ~= "POS" and words.xpos[i - 1] ~= "PDT" and words.xpos[i-1] ~= "POS") then break end
    if last and last < i and xpos ~= "POS" and xpos ~= "HYPH" and words.text[i] ~= "-" and words.text[i] ~= "&" and upos ~= "ADJ" then break end
    i = i + 1
  end
  if last and words.xpos[last + 1] == "POS" then return last end
  return last
end

local RELATIVES = { who = true, whose = true, whom = true, which = true, that = true, where = true }

-- The end of an apposition that begins behind the comma at `comma`: the token before the comma or stop that ends it.
function Phrases:aside_stop(comma, ceiling)
  local words = self.words
  local i = comma + 1
  local upos = words.upos[i]
  local relative = RELATIVES[words.lower[i]]
  if not (relative or words.lower[i] == "of" or words.lower[i] == "now" or words.lower[i] == "then" or upos == "DET" or upos == "NOUN" or upos == "PROPN" or upos == "NUM" or upos == "ADJ" or words.xpos[i] == "PRP$") then
    return nil
  end
  local finite = false
  while i <= ceiling and i - comma < 30 do
    local text = words.text[i]
    if self.quoted[i] or text == "," or text == ";" or text == ":" then break end
    if text == "." and not (i - comma < 6 and words.text[i + 1] == ",") then break end
    if words:is_finite(i) then
      if not relative and not finite then return nil end
    end
    if RELATIVES[words.lower[i]] then finite = true end
    i = i + 1
  end
  return i > comma + 1 and i - 1 or nil
end

-- The last token of the noun phrase that begins at `first`, with prepositions, brackets and an apposition.
function Phrases:stop(first, ceiling)
  local words = self.words
  local last = self:simple_stop(first, ceiling)
  if not last then return nil end
  local head = last
  while last < ceiling do
    local i = last + 1
    if words.text[i] == "(" then
      local close = i + 1
      while close < ceiling and words.text[close] ~= ")" and close - i < 8 do close = close + 1 end
      if words.text[close] ~= ")" then break end
      last = close
    elseif CLOSE_JOINTS[words.lower[i]] and not (words.upos[i + 1] == "VERB") then
      local stop = self:simple_stop(i + 1, ceiling)
      if not stop then break end
      last = stop
    elseif words.lower[i] == "and" and (words.upos[i + 1] == "PROPN") then
      local stop = self:simple_stop(i + 1, ceiling)
      if not stop then break end
      last = stop
    elseif words.xpos[i] == "POS" then
      local stop = self:simple_stop(i + 1, ceiling)
      if not stop then break end
      last = stop
    else
      break
    end
  end
  if words.text[last + 1] == "," and last + 1 < ceiling then
    for _ = 1, 3 do
      local stop = words.text[last + 1] == "," and last + 1 < ceiling and self:aside_stop(last + 1, ceiling)
      if not stop then break end
      last = stop
    end
  elseif words.lower[last + 1] == "who" then
    local i = last + 1
    while i < ceiling and words.text[i + 1] ~= "," and not self.quoted[i + 1] do i = i + 1 end
    last = i
  end
  return last, head
end

return Phrases
