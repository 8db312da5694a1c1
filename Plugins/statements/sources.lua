-- Who speaks: the subject of a verb, with what stands between the two.
local sets = require "sets"

local Linker = {}

-- The group of the verb at `at`: its first token, and its form: finite, gerund, infinitive, passive, bare.
function Linker:group(at, floor)
  local words = self.words
  local first, have, be, to, modal = at, false, false, false, false
  while first > floor do
    local i = first - 1
    if self.quoted[i] then break end
    local lower = words.lower[i]
    if words:is_auxiliary(i) then
      have, be = have or sets.have[lower], be or sets.be[lower]
      modal = modal or words.xpos[i] == "MD" or lower == "do" or lower == "does" or lower == "did"
    elseif lower == "to" and words.xpos[at] == "VB" and first == at then
      to = true
    elseif not words:is_adverb(i) then
      break
    end
    first = i
  end
  -- An adverb that opens the clause stands apart.
  local xpos = words.xpos[at]
  local form
  if to then form = "infinitive"
  elseif xpos == "VBG" then form = be and "finite" or "gerund"
  elseif xpos == "VBN" then form = be and "passive" or have and "finite" or "participle"
  elseif xpos == "VB" and not modal then form = "bare"
  else form = "finite" end
  return first, form
end

-- The subject of a verb group that begins at `first`: { first, last } and the weight of how it was found.
function Linker:subject(first, floor)
  local words, phrases = self.words, self.phrases
  local last = first - 1
  if last < floor or self.quoted[last] then return nil end
  if words.lower[last] == "who" or words.lower[last] == "which" then
    return { first = last, last = last, weight = 0.8, relative = true }
  end
  if words.text[last] == "," or words.text[last] == "–" or words.text[last] == "—" or words.text[last] == "--" then
    return self:subject_with_aside(last, floor)
  end
  if words.lower[last] == "having" then return nil end
  -- "a company that had declared"
  if words.lower[last] == "that" and last > floor then
    local start, loose = phrases:start(last - 1, floor)
    return start and not loose and { first = start, last = last - 1, weight = 0.6, relative = true } or nil
  end
  -- "Wells Fargo this month announced"
  if last - 2 >= floor and sets.spans[words.lower[last]] and (words.lower[last - 1] == "this" or words.lower[last - 1] == "last") then
    last = last - 2
  end
  -- "the two men both say"
  if last - 1 > floor and (words.lower[last] == "both" or words.lower[last] == "all" or words.lower[last] == "each")
    and phrases:can_end(last - 1) then
    last = last - 1
  end
  local start, loose = phrases:start(last, floor)
  if not start or loose then return nil end
  return { first = start, last = phrases:without_time(start, last), weight = 1 }
end

-- "Ana Ilic, the mayor of Split, said": the phrase before the aside, with the aside and its comma.
function Linker:subject_with_aside(comma, floor)
  local words, phrases = self.words, self.phrases
  local mark = words.text[comma]
  local i = comma - 1
  while i > floor + 0 and comma - i < 32 do
    if self.quoted[i] then return nil end
    if words.text[i] == mark then
      local stop = phrases:aside_stop(i, comma - 1)
      -- "of Springfield, Va.,"
      if stop and stop < comma - 1 and comma - stop <= 4 and words.upos[stop + 2] == "PROPN" and words.upos[stop] == "PROPN" then
        stop = comma - 1
      end
      local start, loose = phrases:start(i - 1, floor)
      -- "Schiff, 56, who has served …,"
      if start == i - 1 and words.upos[start] == "NUM" and words.text[start - 1] == "," and start - 2 >= floor then
        start, loose = phrases:start(start - 2, floor)
      end
      -- "Brunner, a developer, which is …," goes on to the name
      for _ = 1, 2 do
        if not start or loose or start - 2 < floor or words.text[start - 1] ~= "," or words.upos[start] == "PROPN" then break end
        if not phrases:aside_stop(start - 1, i - 1) then break end
        local further, free = phrases:start(start - 2, floor)
        if not further or free or words.upos[start - 2] ~= "PROPN" then break end
        start = further
      end
      if start and not loose and stop == comma - 1 then
        return { first = start, last = comma, weight = 0.95, head = i - 1 }
      end
      if start and not loose and not words:has_finite(i + 1, comma - 1) then
        return { first = start, last = i - 1, weight = 0.9 }
      end
      if stop == nil then return nil end
    end
    i = i - 1
  end
end

-- Whose "…, saying" or "… and said" is: the source of the statement before it in the sentence, else the subject of the
-- first verb that stands in no subordinate clause.
function Linker:main_subject(before, floor)
  local words = self.words
  local previous = self.found[#self.found]
  if previous and previous.cue.first >= floor and previous.cue.first < before and not previous.nested
    and previous.source.first < before then
    return previous.source
  end
  for i = floor, before - 1 do
    if words:is_finite(i) and not self.quoted[i] then
      local subject = self:subject(self:group(i, floor), floor)
      if subject and not subject.relative and not sets.subordinate[words.lower[subject.first - 1]] then return subject end
    end
  end
end

return Linker
