-- How much to believe a statement.
local sets = require "sets"

local Linker = {}

-- Of a rule, of 1, where its cue and its source are of the surest kind.
local RULES = {
  ["quote-source-cue"] = 1, ["quote-cue-source"] = 0.96, ["quote-dash"] = 1, ["cue-quote"] = 0.95, around = 0.97,
  ["clause-source-cue"] = 0.95, ["clause-cue-source"] = 0.95, ["according-to"] = 0.9, ["cue-that"] = 1, ["cue-clause"] = 0.97,
  ["cue-told-clause"] = 0.9, ["cue-told-to"] = 0.6, ["cue-to"] = 0.8, ["cue-object"] = 0.88, ["cue-about"] = 0.8,
  ["cue-question"] = 0.85, noun = 0.75, colon = 0.6,
}

-- Who is less likely to be quoted.
local VAGUE = { they = 0.75, it = 0.65, who = 0.65, which = 0.8, you = 0.5, i = 0.8, that = 0.5, this = 0.6, these = 0.6, those = 0.7 }

local function length(pieces)
  local result = 0
  for _, piece in ipairs(pieces) do result = result + piece[2] - piece[1] + 1 end
  return result
end

-- Of a clause with a comma outside quotation marks: it leaves open where the clause ends, most of all where no "that" opens it.
local WITH_COMMA = {
  ["cue-clause"] = 0.66, ["cue-that"] = 0.86, ["cue-question"] = 0.86, ["clause-source-cue"] = 0.86, ["clause-cue-source"] = 0.86,
  around = 0.86,
}

-- What the pieces of a clause add: words in quotation marks show that it is said.
function Linker:shape(pieces, with_comma)
  local words, quoted, comma = self.words, self.quoted, false
  for _, piece in ipairs(pieces) do
    for i = piece[1], piece[2] do
      if quoted[i] then return 1.06 end
      comma = comma or words.text[i] == "," and i > piece[1] and i < piece[2]
    end
  end
  local next = words.lower[pieces[#pieces][2] + 1]
  return (comma and with_comma or 1) * ((next == "and" or next == "but") and 0.65 or 1)
end

local CLAUSE_ENDS = {}
for word in ("that which who whom whose as when where because if while after before since including"):gmatch "%S+" do
  CLAUSE_ENDS[word] = true
end

-- Whether a finite verb stands in the clause from `first` to `last` before another clause begins: else it is an object.
function Linker:is_clause(first, last)
  local words = self.words
  for i = first, last do
    if words:is_finite(i) then return true end
    if i > first + 1 and CLAUSE_ENDS[words.lower[i]] then return false end
  end
  return false
end

function Linker:belief(rule, source, pieces)
  local words, first = self.words, source.first
  local belief = RULES[rule]
  if first == source.last and VAGUE[words.lower[first]] then
    belief = belief * VAGUE[words.lower[first]]
  elseif words.upos[first] ~= "PRON" and words.lower[first] == words.text[first] and words.upos[source.last] ~= "PROPN" then
    belief = belief * 0.9
  end
  if WITH_COMMA[rule] then belief = belief * self:shape(pieces, WITH_COMMA[rule]) end
  if rule == "cue-clause" and not self:is_clause(pieces[1][1], pieces[1][2]) then belief = belief * 0.75 end
  return length(pieces) < 4 and belief * 0.85 or belief
end

-- Less for what stands inside another statement or inside a clause that is only mentioned; and whether it is the former.
function Linker:standing(source, cue)
  local words = self.words
  for i = #self.found, math.max(1, #self.found - 6), -1 do
    for _, piece in ipairs(self.found[i].content) do
      if piece.first <= cue.first and cue.first <= piece.last then return 0.5, true end
    end
  end
  if source.first > cue.first then return 1 end
  local before = source.first - 1
  if sets.subordinate[words.lower[before]] then return sets.subordinate[words.lower[before]] end
  return words.upos[before] == "NOUN" and not words.sentence_starts[source.first] and 0.5 or 1
end

-- Notes a statement of a rule; true if anything is said in it.
function Linker:add(rule, weight, source, cue, pieces, kind)
  local standing, nested = self:standing(source, cue)
  local content = {}
  for _, piece in ipairs(pieces) do
    local first, last = self:trimmed(piece[1], piece[2])
    if first <= last then content[#content + 1] = { first = first, last = last } end
  end
  if #content == 0 then return nil end
  self.found[#self.found + 1] = {
    rule = rule, weight = weight * standing * self:belief(rule, source, pieces), source = source, cue = cue, content = content,
    kind = kind, nested = nested,
  }
  return true
end

return Linker
