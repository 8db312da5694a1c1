-- Quotations: marks paired paragraph by paragraph. A mark that is never closed ends with its paragraph, and the next
-- paragraph may go on with it; an odd mark never costs more than its own paragraph.
local OPENING = { ["“"] = true, ["„"] = true, ["«"] = true, ["``"] = true }
local CLOSING = { ["”"] = true, ["»"] = true }
local EITHER  = { ['"'] = true, ["''"] = true }

local Quotes = {}

-- Where lines begin, as offsets of characters: a report has a paragraph a line.
local function line_starts(text)
  local starts, offset, from = { 0 }, 0, 1
  while true do
    local at = text:find("\n", from, true)
    if not at then return starts end
    offset = offset + utf8.len(text, from, at)
    starts[#starts + 1] = offset
    from = at + 1
  end
end

-- The first and last token of every line that holds tokens.
function Quotes.paragraphs(doc)
  local token_starts, starts = doc:column "start", line_starts(doc.text)
  local result, count = {}, #token_starts
  local i, line = 1, 1
  while i <= count do
    local start = token_starts[i]
    while starts[line + 1] and starts[line + 1] <= start do line = line + 1 end
    local ends = starts[line + 1]
    local last = count
    if ends then
      -- Tokens are in order: the last one before the next line is found by halving.
      local low, high = i, count
      while low < high do
        local middle = (low + high + 1) // 2
        if token_starts[middle] < ends then low = middle else high = middle - 1 end
      end
      last = low
    end
    result[#result + 1] = { first = i, last = last }
    i = last + 1
  end
  return result
end

-- Whether a mark stands at the left of a word and not at the right of one.
local function opens(tokens, i, paragraph)
  local free_left = i == paragraph.first or tokens[i - 1].stop < tokens[i].start or tokens[i - 1].is_left_punct
                    or tokens[i - 1].text == "—" or tokens[i - 1].text == "-"
  local tied_right = i < paragraph.last and tokens[i].stop == tokens[i + 1].start
  return free_left and tied_right
end

local function capital(word) return word and word:find "^%u" end

-- Desmond "Lion" Adonis: marks in the middle of a name.
local function is_nickname(text, open, last)
  if last - open > 4 or not (capital(text[open - 1]) and capital(text[last + 1])) then return false end
  for i = open + 1, last - 1 do
    if not capital(text[i]) then return false end
  end
  return true
end

-- The quotations in text order, { first, last, unclosed, paragraph }, marks included, and for each token its quotation.
function Quotes.find(doc, words, paragraphs)
  local tokens, text = doc.tokens, words.text
  local quotes, of_token = {}, {}
  for number, paragraph in ipairs(paragraphs) do
    local open
    local function close(last, unclosed)
      if last > open and not (not unclosed and is_nickname(text, open, last)) then
        quotes[#quotes + 1] = { first = open, last = last, unclosed = unclosed, paragraph = number }
        for i = open, last do of_token[i] = #quotes end
      end
      open = nil
    end
    for i = paragraph.first, paragraph.last do
      local mark = text[i]
      if OPENING[mark] then
        if not open then open = i end
      elseif CLOSING[mark] then
        if open then
          close(i)
        elseif opens(tokens, i, paragraph) then
          open = i
        end
      elseif EITHER[mark] then
        if not open then
          open = i
        else
          close(i)
        end
      end
    end
    if open then close(paragraph.last, true) end
  end
  return quotes, of_token
end

return Quotes
