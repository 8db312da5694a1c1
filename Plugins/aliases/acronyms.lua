-- "OSCE" after "Organization for Security and Co-operation in Europe (OSCE)", and "SDF" after "Syrian Democratic Forces".

-- The letters with which the capitalised words of a name begin, and with them those of the small words.
local function initials(name)
  local capitals, all, count = {}, {}, 0
  for part in name.text:gmatch "[%w\x80-\xff]+" do
    local letter = part:match "^%u"
    if letter then
      capitals[#capitals + 1] = letter
      count = count + 1
    end
    all[#all + 1] = letter or part:match "^%l" and part:sub(1, 1):upper() or nil
  end
  if count < 2 then return nil end
  return table.concat(capitals), table.concat(all)
end

local function is_acronym(text)
  return #text >= 2 and #text <= 9 and not text:find "[^%u%d.&]" and text:find "%u.*%u" ~= nil
end

-- Which name each acronym of the document stands for: by brackets, else by its letters.
local function meanings(self)
  local by_first, meaning = {}, {}
  for _, name in ipairs(self.names) do
    if name.label == "ORG" then by_first[name.first] = name end
  end
  for _, long in ipairs(self.names) do
    if long.label == "ORG" and #long.words >= 2 then
      local short = by_first[long.last + 2]
      if short and #short.words == 1 and self.texts[long.last + 1] == "("
        and self.texts[short.last + 1] == ")" then
        meaning[short.text] = meaning[short.text] or { of = long, bracket = true }
      end
      local capitals, all = initials(long)
      for _, letters in ipairs { capitals, all } do
        local known = meaning[letters]
        if not known then
          meaning[letters] = { of = long }
        elseif not known.bracket and known.of.entity ~= long.entity then
          known.ambiguous = true
        end
      end
    end
  end
  return meaning
end

--- Ties the acronyms of a document that are names already, and makes short forms of those that are not.
return function(self)
  local meaning = meanings(self)
  for _, name in ipairs(self.names) do
    local known = name.label == "ORG" and #name.words == 1 and is_acronym(name.text) and meaning[name.text]
    if known and not known.ambiguous and known.of ~= name and known.of.entity ~= name.entity then
      -- A list that knows both under two names knows better than their letters.
      if known.bracket or not name.span.attributes.kind then
        name.tied = true
        self:tie(name, known.of)
      end
    end
  end
  for letters, known in pairs(meaning) do
    if not known.ambiguous and is_acronym(letters) and #letters >= 3 or known.bracket then
      self:add_form({ letters }, known.of)
    end
  end
end
