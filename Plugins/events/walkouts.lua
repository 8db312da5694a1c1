-- Strikes of workers, which are no attacks.
local Words = require "words"

local Walkouts = {}

local ENTRY = { kind = "noun", code = "143", class = "PROTEST", words = { "strike" }, strict = 0, open = true }
local OVER = { over = true, ["for"] = true, about = true }

local function has_any(sentence, set, first, last)
  for i = math.max(first, sentence.first), math.min(last, sentence.last) do
    if Words.has(set, sentence.lemma[i], sentence.lower[i]) then return true end
  end
  return false
end

--- Whether "strike" at a token is a refusal to work: by who strikes, what for, "on strike", "a ten-day strike"; "the strike" is
-- one where the document has told of one.
function Walkouts.is(sentence, n, chunk, agents)
  local view, lower = sentence.view, sentence.lower
  local first = chunk and chunk.first or n
  local over = sentence:after_preposition(n, OVER)
  local unit = lower[n - 1]
  local found = has_any(sentence, Words.labour, first, n - 1)
    or lower[n - 1] == "on" and lower[n + 1] ~= "on" and first == n
    or (unit == "hour" or unit == "day" or unit == "week") and lower[n - 2] == "-"
    or over and has_any(sentence, Words.grievances, over[1].first, over[1].last)
  for _, agent in ipairs(agents or {}) do
    found = found or has_any(sentence, Words.labour, agent.first, agent.head)
  end
  if found then view.walkout = true elseif agents then view.walkout = false end
  return found or view.walkout and not agents and lower[first] ~= "air"
end

--- Turns an event into a walkout; those who vote to end one are those who strike.
function Walkouts.take(sentence, event)
  event.entry = ENTRY
  if not event.agents then
    local verb = sentence:verb_before(event.first)
    local subject = verb and not sentence:is_passive(verb) and sentence:subject(verb)
    if subject and has_any(sentence, Words.labour, subject[1].first, subject[1].head) then event.agents = subject end
  end
  return event
end

return Walkouts
