-- The words of names, as a reader counts them: "Arriaga-Bell" is one, whether or not it was split into tokens.
local words = {}

-- What stands behind a surname and is none.
local SUFFIXES = { ["Jr."] = true, ["Jr"] = true, ["Sr."] = true, ["Sr"] = true, II = true, III = true, IV = true }

-- Quotation marks around a nickname.
local OPEN = { '"', "“", "„", "«", "”" }
local CLOSE = { '"', "”", "“", "»" }

-- A word without a mark at its beginning or its end, and whether there was one.
local function without(word, marks, at_end)
  for _, mark in ipairs(marks) do
    if #word > #mark then
      if at_end and word:sub(-#mark) == mark then return word:sub(1, -#mark - 1), true end
      if not at_end and word:sub(1, #mark) == mark then return word:sub(#mark + 1), true end
    end
  end
  return word, false
end

--- The words of a name, which are what white space parts: a list of texts.
function words.of(name)
  local result = {}
  for word in name.text:gmatch "%S+" do result[#result + 1] = word end
  return result
end

-- Takes the words in quotation marks out of a list; nil where there are none.
local function take_nickname(list)
  local open, nickname
  for i = 1, #list do
    local word, opens = without(list[i], OPEN)
    if opens and not open then open, nickname = i, {} end
    if open then
      local inner, closes = without(word, CLOSE, true)
      nickname[#nickname + 1] = inner
      if closes then
        for _ = open, i do table.remove(list, open) end
        return nickname
      end
    end
  end
  return nil
end

--- A person's words without suffix and nickname, and the nickname's words, if there is one.
function words.of_person(name)
  local list = words.of(name)
  while #list > 1 and SUFFIXES[list[#list]] do
    list[#list] = nil
    list[#list] = list[#list]:gsub(",$", "")
  end
  return list, #list > 2 and take_nickname(list) or nil
end

--- The tokens in which some words of a name stand, or nil if they are cut in another way. `texts` are all of the document.
function words.tokens(texts, name, list)
  local wanted = table.concat(list)
  for first = name.first, name.last do
    local found, last = texts[first], first
    while #found < #wanted and last < name.last do
      last = last + 1
      found = found .. texts[last]
    end
    if found == wanted then return { table.unpack(texts, first, last) } end
  end
  return nil
end

--- Marks the tokens that lie in some name. A short form inside another name is not a mention: in "Halden Bank" the word
--- "Halden" is part of the bank.
function words.covered_by(spans)
  local covered = {}
  for _, span in ipairs(spans) do
    for i = span.first, span.last do covered[i] = true end
  end
  return covered
end

return words
