-- Who stands by whom: "in support of the rebels", "together with the militia", "alongside the army".
local Words = require "words"
local Actors = require "actors"
local any_actor = Actors.any

-- Strikes are flown in support of somebody: who flies them supports him.
local function instruments(sentence, chunks)
  local head = chunks and chunks[1].head
  return not chunks or Words.has(Words.instruments, sentence.lemma[head], sentence.lower[head]) or sentence.view.nouns[sentence.lower[head]]
end

-- Who acts in support of somebody: the noun that stands before it, unless it is the object of a verb, else the subject of
-- the verb; where that is a weapon, the subject of the verb before.
local function supporter(sentence, n, last)
  local before = sentence:chunk_ending(n - 2)
  local alone = before and not sentence:is_verb(before.first - 1)
  if alone and any_actor(sentence, { before }) and not instruments(sentence, { before }) then return { before } end
  local verb = sentence:verb_before(n)
  local subject = verb and not sentence:is_passive(verb) and sentence:subject(verb)
  while verb and instruments(sentence, subject or nil) do
    verb = sentence:verb_before(verb)
    subject = verb and not sentence:is_passive(verb) and sentence:subject(verb)
  end
  if subject then return subject end
  verb = sentence:verb_before(n)
  for i = last + 1, verb and last or sentence.last do
    if sentence:is_verb(i) and not sentence.chunk_at[i] then
      verb = i
      break
    end
  end
  return verb and not sentence:is_passive(verb) and sentence:subject(verb) or nil
end

-- "In support of the rebels, the navy shelled the port": who acts, acts with those.
local function in_support(sentence, n)
  if sentence.lower[n - 1] ~= "in" or sentence.lower[n + 1] ~= "of" then return nil end
  local chunk = sentence:chunk_from(n + 2)
  if not chunk then return nil end
  local patients = sentence:with_right(chunk)
  if not any_actor(sentence, patients) then patients = { sentence:owner(chunk) } end
  return supporter(sentence, n, chunk.last), patients
end

-- "the army, together with the militia,"; "fought alongside the rebels"
local function beside(sentence, n)
  local at = n + 1
  if sentence.lower[n] == "together" then
    if sentence.lower[at] ~= "with" then return nil end
    at = at + 1
  end
  local chunk = sentence:chunk_from(at)
  if not chunk then return nil end
  local before = sentence:chunk_ending(sentence.lower[n - 1] == "," and n - 2 or n - 1)
  local verb = sentence:verb_before(n)
  return before and any_actor(sentence, { before }) and { sentence:base(before) } or verb and sentence:subject(verb), sentence:with_right(chunk)
end

local TOGETHER = {}
for _, word in ipairs { "support", "alongside", "together" } do
  TOGETHER[word] = { kind = "noun", code = "062", class = "COOPERATE", words = { word }, strict = 0, open = true }
end

local function together(sentence, n)
  local word = sentence.lower[n]
  local agents, patients
  if word == "support" then agents, patients = in_support(sentence, n) else agents, patients = beside(sentence, n) end
  if not any_actor(sentence, agents) or not any_actor(sentence, patients) then return nil end
  return {
    entry = TOGETHER[word], first = n, last = n, chunk = sentence.chunk_at[n] or { first = n, last = n, head = n }, noun = true,
    agents = agents, patients = patients,
  }
end

return together
