-- What a source is made of: the names that it consists of, its head, its title.
--
-- Spans are tables { span, first, last, label } here, read once: see `plugin.lua`.
local Words = require "words"

local Sources = {}

-- The last token of a source without an apposition, a bracket or a relative clause behind its head.
function Sources:head_end(source)
  local lower = self.lower
  for i = source.first + 1, source.last do
    if Words.asides[lower[i]] then return i - 1 end
  end
  return source.last
end

-- Whether nothing but titles, an article and words that end in a full stop stand from `first` to `last`.
function Sources:only_titles(first, last)
  for i = first, last do
    local word = self.lower[i]
    if not (Words.titles[word] or word == "the" or word:byte(-1) == 46) then return false end
  end
  return true
end

-- The position of the first entity that begins at `token` or behind it.
function Sources:entities_from(token)
  local entities = self.entities
  local low, high = 1, #entities + 1
  while low < high do
    local middle = (low + high) // 2
    if entities[middle].first < token then low = middle + 1 else high = middle end
  end
  return low
end

-- The names that a source consists of: "Ms. Rosaura Pintos", "the African Union (AU)", "press secretary Ana Ilic, 56,",
-- "Trump's"; several where "and" joins people: "Mr. King and Mr. Schultz". Empty where a name is only a part of it, as in
-- "a spokeswoman for the U.N.".
function Sources:names(source)
  local result, last, joined = {}, self:head_end(source), true
  local entities = self.entities
  for i = self:entities_from(source.first), #entities do
    local entity = entities[i]
    if entity.first > last then break end
    if entity.last <= last and entity.label ~= "NORP" then
      local previous = result[#result]
      if previous and not (entity.label == "PER" and previous.label == "PER") then joined = false end
      result[#result + 1] = entity
    end
  end
  local final = result[#result]
  local behind = not (final and final.label == "PER" and final.last == last) and self:name_behind(source, last)
  if behind then return { behind } end
  if not final then return {} end
  if final.last ~= last and not self:is_of_kind(final, last) then return {} end
  if #result > 1 and joined and self:has("and", result[1].last, final.first) then return result end
  -- An office before a person belongs to the person; before a body it is somebody of the body.
  if final.label == "PER" then return { final } end
  local kind = final.label == "ORG" and final.first > source.first and Words.kinds[self.lower[final.first - 1]]
  return (kind or self:only_titles(source.first, final.first - 1)) and { final } or {}
end

-- Whether what stands from behind a name to `last` says no more than what it is: "the Tamran news website", "the union's".
function Sources:is_of_kind(name, last)
  if name.last == last - 1 and self.xpos[last] == "POS" then return true end
  return name.label == "ORG" and last - name.last <= 3 and Words.kinds[self.lower[last]]
end

-- "The head of the service, Ms. Ana Ilic,": the name behind an office or a kind.
function Sources:name_behind(source, head_end)
  local entities, text = self.entities, self.text
  for i = self:entities_from(head_end + 1), #entities do
    local entity = entities[i]
    if entity.first > source.last then return nil end
    if (entity.label == "PER" or entity.label == "ORG") and entity.last <= source.last then
      local first = entity.first - 1
      while first > head_end and self:only_titles(first, first) do first = first - 1 end
      local next = text[entity.last + 1]
      if text[first] == "," and (entity.last == source.last or next == "," or next == "(") then return entity end
    end
  end
end

function Sources:has(word, first, last)
  for i = first, last do
    if self.lower[i] == word then return true end
  end
  return false
end

-- The head of a noun phrase without what "of", "for" and the like add to it.
function Sources:head(source)
  for i = source.first, source.last - 1 do
    if self.upos[i + 1] == "ADP" then return self.lower[i] end
  end
  return self.lower[source.last]
end

-- A source in pieces, or one that names several people, by its parts.
function Sources:parts(pieces)
  if #pieces > 1 then return pieces end
  local names = self:names(pieces[1])
  return #names > 1 and names or pieces
end

return Sources
