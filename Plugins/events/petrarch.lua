-- Dictionaries of PETRARCH in place of the own lexicon: which code a verb has in a sentence.
local Verbs = require "petrarch_verbs"
local Actors = require "petrarch_actors"
local Words = require "words"

local Petrarch = {}

-- WHAT THE WORDS OF A PATTERN FIND ----------------------------------------------------------------------------------

local function same(own, word) return own == word.lower or not word.exact and own == word.lower .. "s" end

-- Whether a word of an element, or one of its set, stands between two tokens; several words of one name stand in a row.
local function finds(lower, word, first, last)
  local parts = word.parts
  if not parts then
    parts = {}
    for part in word.lower:gmatch "[^_]+" do parts[#parts + 1] = { lower = part, exact = word.exact } end
    word.parts = parts
  end
  for i = first, last - #parts + 1 do
    local fits = true
    for k, part in ipairs(parts) do
      if not same(lower[i + k - 1], part) then
        fits = false
        break
      end
    end
    if fits then return true end
  end
  return false
end

local holds

local function holds_all(sentence, list, first, last)
  for _, element in ipairs(list) do
    if not holds(sentence, element, first, last) then return false end
  end
  return true
end

function holds(sentence, element, first, last)
  if element.set then
    for _, word in ipairs(element.set) do
      if finds(sentence.lower, word, first, last) then return true end
    end
    return false
  end
  if element.preposition then
    for i = first, last do
      if sentence.lower[i] == element.preposition and holds_all(sentence, element.inner, i + 1, math.min(last, i + 8)) then return true end
    end
    return false
  end
  if element.inner then
    -- A phrase: all of its words in one chunk.
    for _, chunk in ipairs(sentence.chunks) do
      if chunk.first >= first and chunk.last <= last and holds_all(sentence, element.inner, chunk.first, chunk.last) then return true end
    end
    return false
  end
  return finds(sentence.lower, element, first, last)
end

-- The pattern with most elements that fits, else the block itself.
local function best(sentence, block, first, last)
  local found, size = block, 0
  for _, pattern in ipairs(block.patterns) do
    local count = #pattern.before + #pattern.after
    if count > size and holds_all(sentence, pattern.after, last + 1, math.min(sentence.last, last + 20))
      and holds_all(sentence, pattern.before, sentence.first, first - 1) then
      found, size = pattern, count
    end
  end
  return found
end

local entries = {}

local function entry_of(code, word)
  local key = code .. word
  entries[key] = entries[key] or { kind = "verb", code = code, class = Words.class_of(code), words = { word }, strict = 0, foreign = true }
  return entries[key]
end

-- The entries that the dictionary gives a verb at a token, in the form that the own lexicon has.
function Petrarch.entries(dictionary, sentence, v)
  for _, verb in ipairs(dictionary.verbs[sentence.lower[v]] or dictionary.verbs[sentence.lemma[v]] or {}) do
    local last, fits = v, true
    for k = verb.head + 1, #verb.words do
      last = v + k - verb.head
      fits = fits and sentence.lower[last] == verb.words[k]
    end
    for k = 1, verb.head - 1 do fits = fits and sentence.lower[v - verb.head + k] == verb.words[k] end
    local found = fits and best(sentence, verb.block, v, last)
    -- What has no class in PLOVER, such as public statements, is no event here.
    if found and found.code and Words.classes[found.code:sub(1, 2)] then return { entry_of(found.code, verb.words[verb.head]) } end
  end
  return {}
end

-- FILES -------------------------------------------------------------------------------------------------------------

local function told(path, mistakes, lint, log)
  if #mistakes == 0 then return end
  local lines = {}
  for i = 1, math.min(#mistakes, 20) do lines[i] = path .. ":" .. mistakes[i].line .. ": " .. mistakes[i].message end
  if #mistakes > 20 then lines[21] = "and " .. #mistakes - 20 .. " more" end
  if lint then error("events: mistakes in a dictionary\n" .. table.concat(lines, "\n"), 0) end
  for _, line in ipairs(lines) do log(line) end
end

function Petrarch.verbs(path, pipeline, lint)
  local dictionary, mistakes = Verbs.read(pipeline.files.lines(path))
  told(path, mistakes, lint, pipeline.log.warn)
  return dictionary
end

function Petrarch.actors(paths, pipeline, lint)
  local index = {}
  for _, path in ipairs(paths) do told(path, Actors.read(pipeline.files.lines(path), index), lint, pipeline.log.warn) end
  return index
end

Petrarch.code = Actors.code

return Petrarch
