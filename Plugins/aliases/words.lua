-- The words of names, as a reader counts them, and the tokens that names cover.
local words = {}

local MARKS = { ['"'] = true, ["“"] = true, ["”"] = true, ["„"] = true, ["«"] = true, ["»"] = true }

-- What stands behind a surname and is none.
local SUFFIXES = { ["Jr."] = true, ["Jr"] = true, ["Sr."] = true, ["Sr"] = true, II = true, III = true, IV = true, [","] = true }

-- The words of a span: tokens that touch belong to one word, so "Arriaga-Bell" is one whether or not it was split.
function words.of(doc, span)
  local result, stop = {}, nil
  local previous_mark = true
  for i = span.first, span.last do
    local token = doc.tokens[i]
    local text, start = token.text, token.start
    local mark = MARKS[text] or false
    if stop == start and not mark and not previous_mark then
      local word = result[#result]
      word.last = i
      word.text = word.text .. text
      word.texts[#word.texts + 1] = text
    else
      result[#result + 1] = { first = i, last = i, text = text, texts = { text }, mark = mark }
    end
    stop, previous_mark = token.stop, mark
  end
  return result
end

-- A person's words without suffix and nickname, and the nickname's words, if there is one.
function words.of_person(doc, span)
  local all = words.of(doc, span)
  while #all > 1 and SUFFIXES[all[#all].text] do all[#all] = nil end
  local open, close
  for i, word in ipairs(all) do
    if word.mark then
      if open then close = i else open = i end
    end
  end
  if not (open and close and close > open + 1) then return all, nil end

  local name, nickname = {}, {}
  for i, word in ipairs(all) do
    if i < open or i > close then name[#name + 1] = word end
    if i > open and i < close then nickname[#nickname + 1] = word end
  end
  return name, nickname
end

--- The texts of all tokens of some words, in one list.
function words.texts(list, from)
  local result = {}
  for i = from or 1, #list do
    for _, text in ipairs(list[i].texts) do result[#result + 1] = text end
  end
  return result
end

--- Words as a reader writes them.
function words.join(list)
  local parts = {}
  for i, word in ipairs(list) do parts[i] = word.text end
  return table.concat(parts, " ")
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
