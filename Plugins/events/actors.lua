-- Who acts: names, and nouns for people, bodies and forces.
local Words = require "words"

local Actors = {}

-- Whether a chunk stands for somebody who acts: a name, or a noun for people, bodies and forces.
function Actors.is(sentence, chunk)
  local head = chunk.head
  if sentence.names[head] then return true end
  local lemma, lower = sentence.lemma[head], sentence.lower[head]
  if Words.has(Words.actors, lemma, lower) or sentence.upos[head] == "PROPN" then return true end
  if lower == "they" or lower == "we" or lower == "he" or lower == "she" or lower == "i" or lower == "us" or lower == "them" then return true end
  for i = chunk.first, head do
    local name = sentence.names[i]
    if name and Words.has(Words.arms_of_state, lemma, lower) then return true end
  end
  return sentence.xpos[head] == "PRP$" and lower ~= "its"
end

--- Whether one of some chunks does.
function Actors.any(sentence, chunks)
  for _, chunk in ipairs(chunks or {}) do
    if Actors.is(sentence, chunk) then return true end
  end
  return false
end

return Actors
