-- Quotations before, between and behind attributions.
local cues, sets = require "cues", require "sets"

local Linker = {}

-- What stands before a cue in its sentence: a quotation or a clause that it follows. Returns first and last token.
function Linker:before(sentence, limit)
  local words, quoted = self.words, self.quoted
  local i = limit
  if i < 1 then return nil end
  if words.text[i] == "," and not quoted[i] then i = i - 1 end
  local number = quoted[i]
  if i < sentence.first and not number then return nil end
  if number then
    local quote = self.quotes[number]
    if quote.last ~= i then return nil end
    local first = quote.first
    -- "But the “…,” he said": what stands before the marks in the sentence belongs to it
    if first > sentence.first and not quoted[first - 1] and words.text[first - 1] ~= ":" then
      local start = sentence.first
      for k = first - 1, sentence.first, -1 do
        if words.text[k] == "." or words.text[k] == "?" then start = k + 1 break end
      end
      for k = start, first - 1 do
        if quoted[k] or words:is_finite(k) and cues.verbs[words.lemma[k]] and cues.verbs[words.lemma[k]].weight >= 0.8 then return first, i, "direct" end
      end
      if first - start >= 1 then return start, i, "mixed" end
    end
    return first, i, "direct"
  end
  if words.text[limit] == "," and words:has_finite(sentence.first, i) and i - sentence.first >= 3 then
    return sentence.first, i, "indirect"
  end
end

-- What goes on behind the attribution at `last`: another quotation in the same sentence or right after it.
function Linker:after(sentence, last)
  local words, quoted = self.words, self.quoted
  local i = last + 1
  while i <= self.words.count and not quoted[i] and i - last <= 40 do
    if sets.stops[words.text[i]] or words.text[i] == "," or words.text[i] == ":" or words.lower[i] == "and" or words.lower[i] == "but" then
      local number = quoted[i + 1]
      local quote = number and self.quotes[number]
      -- A comma inside the closing mark tells that this quotation has an attribution of its own.
      if quote and quote.first == i + 1 and not quote.used and (words.text[quote.last - 1] ~= "," or words.text[i] == ",")
        and self:goes_on(quote, last) then
        return self.quotes[number]
      end
      if sets.stops[words.text[i]] then return nil end
    end
    i = i + 1
  end
end

-- Whether a quotation behind the attribution at `last` is of the same speaker: in the same paragraph, or all of the next one.
function Linker:goes_on(quote, last)
  local paragraph = self:paragraph_of(last)
  if quote.paragraph == paragraph then return true end
  local next = self.paragraphs[paragraph + 1]
  return next and next.first == quote.first and next.last == quote.last
end

function Linker:paragraph_of(token)
  local paragraphs = self.paragraphs
  local low, high = 1, #paragraphs
  while low < high do
    local middle = (low + high) // 2
    if paragraphs[middle].last < token then low = middle + 1 else high = middle end
  end
  return low
end

function Linker:use(first, last)
  for i = first, last do
    if self.quoted[i] then self.quotes[self.quoted[i]].used = true end
  end
end

-- Paragraphs of one quotation that begin with a mark while the one before them was left open.
function Linker:continue(pieces)
  local last = pieces[#pieces]
  local number = self.quoted[last[2]]
  while number and self.quotes[number].unclosed do
    local next = self.quotes[number + 1]
    if not (next and next.first == self.quotes[number].last + 1) then break end
    pieces[#pieces + 1] = { next.first, next.last }
    next.used = true
    number = number + 1
  end
end

-- Where a quotation that begins at `first` was opened: in an earlier paragraph, if that has left its mark open.
function Linker:opening(first)
  local number = self.quoted[first]
  if not number or self.quotes[number].first ~= first then return first end
  while number > 1 do
    local previous = self.quotes[number - 1]
    if not previous.unclosed or previous.used or previous.last + 1 ~= self.quotes[number].first then break end
    number = number - 1
  end
  return self.quotes[number].first
end

-- Whether no clause follows the attribution that ends at `stop`: a time, a place or a stop at most.
function Linker:ends_at(sentence, stop)
  local words, next = self.words, stop + 1
  local text, upos = words.text[next], words.upos[next]
  return next > sentence.last or sets.stops[text] or text == "," or upos == "ADP" or upos == "ADV" or sets.days[words.lower[next]]
         or text == "-" or text == "—" or text == "–"
end

return Linker
