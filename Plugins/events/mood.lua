-- Whether an event is told as a fact: denied, planned, possible, demanded, ended, or asserted.
local Words = require "words"

local Mood = {}

local DEMANDING = Words.set "demand urge call appeal ask press insist request plead seek want order"
local GERUND_FEARS = Words.set "fear risk threat possibility prospect danger chance concern likelihood fears risks concerns"
local PREMODIFIERS = { planned = "planned", upcoming = "planned", future = "planned", coming = "planned", scheduled = "planned", next = "planned",
                       possible = "possible", potential = "possible", alleged = "possible", likely = "possible", looming = "possible",
                       threatened = "possible", wider = nil, hypothetical = "possible", imminent = "planned", new = nil, further = nil }

-- What governs a verb group or a noun: the words before it, up to the edge of its clause.
local function before(sentence, i, most)
  local words = {}
  for k = i - 1, math.max(sentence.first, i - most), -1 do
    local lower = sentence.lower[k]
    if lower == ";" or lower == "." or lower == ":" then break end
    words[#words + 1] = k
  end
  return words
end

local function group_mood(sentence, v)
  local start = sentence:group_start(v)
  local modality, negative
  for i = start, v - 1 do
    local lower = sentence.lower[i]
    if Words.future[lower] then modality = "planned" end
    if Words.possible[lower] then modality = modality or "possible" end
    if Words.negation[lower] then negative = true end
  end
  return modality, negative, start
end

-- "plans to attack", "the risk of attacking", "if they attack", "denied attacking"
local function governed(sentence, start)
  local i = start - 1
  local lower = sentence.lower[i]
  if not lower then return nil end
  if lower == "to" and sentence.upos[i] == "PART" or lower == "to" and sentence.upos[start] == "VERB" then
    for _, k in ipairs(before(sentence, i, 6)) do
      local lemma = sentence.lemma[k]
      if GERUND_FEARS[lemma] or lemma == "likely" or lemma == "threaten" then return "possible" end
      if DEMANDING[lemma] then return "demanded" end
      if lemma == "refuse" or lemma == "decline" or lemma == "fail" then return "planned", true end
      if lemma == "begin" or lemma == "start" or lemma == "continue" or lemma == "manage" then return nil end
      if sentence:is_verb(k) then break end
    end
    return "planned"
  end
  for _, k in ipairs(before(sentence, start, 7)) do
    local word = sentence.lower[k]
    if Words.conditional[word] then return "possible" end
    if Words.denying[word] and not sentence.chunk_at[k] then return "denied" end
    if GERUND_FEARS[word] or GERUND_FEARS[sentence.lemma[k]] then return "possible" end
    if sentence:is_verb(k) and sentence:is_finite(k) and not sentence.chunk_at[k] then
      if k < start - 1 and sentence.lower[start - 1] ~= "that" then return nil end
    end
  end
end

-- The subject of a verb may deny or fear: "Moscow denied that it attacked"; "fears that it will attack".
local function reported(sentence, i)
  for _, k in ipairs(before(sentence, i, 14)) do
    if sentence.lower[k] == "that" then
      local word = sentence.lower[k - 1]
      if word and Words.denying[word] then return "denied" end
      if word and (GERUND_FEARS[word] or word == "possible" or word == "unlikely" or word == "feared" or word == "warned") then return "possible" end
    end
    if Words.denying[sentence.lower[k]] and not sentence.chunk_at[k] and k < i - 1 and (i - k) <= 8 then return "denied" end
  end
end

local function verb_mood(sentence, event)
  local modality, negative, start = group_mood(sentence, event.verb)
  local outer, outer_negative = governed(sentence, start)
  if sentence.lower[start - 1] == "without" then negative = true end
  local told = reported(sentence, start)
  if told == "denied" then modality = "denied" end
  if outer == "possible" or outer == "denied" or not modality then modality = outer or modality end
  modality = modality or told
  return modality or "asserted", negative or outer_negative or false
end

local function noun_mood(sentence, event)
  local chunk = event.chunk
  local negative = false
  for i = chunk.first, event.first do
    local lower = sentence.lower[i]
    if PREMODIFIERS[lower] then return PREMODIFIERS[lower], false end
    if lower == "no" then negative = true end
  end
  local modality
  if event.support then
    local outer
    modality, negative = group_mood(sentence, event.support)
    outer = governed(sentence, (sentence:group_start(event.support)))
    modality = outer or modality
  end
  for _, k in ipairs(before(sentence, chunk.first, 7)) do
    local lower, lemma = sentence.lower[k], sentence.lemma[k]
    if lower == "without" or lower == "no" then negative = true end
    if Words.hypothetical[lemma] or Words.hypothetical[lower] then modality = modality or "possible" break end
    if Words.denying[lower] and not sentence.chunk_at[k] then modality = "denied" break end
    if DEMANDING[lemma] and (sentence:is_verb(k) or sentence.upos[k] == "NOUN") then modality = "demanded" break end
    if Words.ending[lower] then modality = modality or "ended" break end
    if Words.conditional[lower] then modality = "possible" break end
    if sentence:is_verb(k) then
      local group = group_mood(sentence, k)
      local outer = governed(sentence, (sentence:group_start(k)))
      modality = modality or outer or group
      break
    end
  end
  -- "a new war is unacceptable": what is judged has not begun.
  if not modality and sentence.lower[chunk.first] == "a" and sentence.lower[chunk.last + 1] ~= nil then
    for k = chunk.last + 1, math.min(chunk.last + 6, sentence.last) do
      local lower = sentence.lower[k]
      if lower == "unacceptable" or lower == "impossible" or lower == "unlikely" or lower == "inevitable" then modality = "possible" end
      local possible = Words.possible[lower] and "possible" or Words.future[lower] and "planned"
      if possible then modality = modality or possible end
    end
  end
  return modality or "asserted", negative or false
end

-- What is demanded may come, and what is to end was there: the finer word stays as a third value.
local PLAIN = { demanded = "possible", ended = "asserted" }

-- Modality, polarity, and "demanded" or "ended" where it is so.
function Mood.of(sentence, event)
  local modality, negative
  if event.noun then modality, negative = noun_mood(sentence, event) else modality, negative = verb_mood(sentence, event) end
  return PLAIN[modality] or modality, negative and "negative" or "positive", PLAIN[modality] and modality or nil
end

return Mood
