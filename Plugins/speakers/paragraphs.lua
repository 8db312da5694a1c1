-- The paragraphs of a report, which has one a line; an empty line between them adds none.
local Paragraphs = {}
Paragraphs.__index = Paragraphs

-- Where lines begin, in the offsets that tokens use.
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

-- The last position of a sorted list whose value is not above `limit`, or 0.
local function last_up_to(list, limit)
  local low, high = 0, #list
  while low < high do
    local middle = (low + high + 1) // 2
    if list[middle] <= limit then low = middle else high = middle - 1 end
  end
  return low
end

-- `starts` holds the first token of each line that has one.
function Paragraphs.new(doc)
  local lines, tokens = line_starts(doc.text), doc:column "start"
  local starts = {}
  for i, line in ipairs(lines) do
    local first = last_up_to(tokens, line - 1) + 1
    local next = lines[i + 1]
    if tokens[first] and (not next or tokens[first] < next) then starts[#starts + 1] = first end
  end
  return setmetatable({ starts = starts }, Paragraphs)
end

-- The number of the paragraph of a token.
function Paragraphs:of(token) return last_up_to(self.starts, token) end

-- Whether a paragraph begins with the token.
function Paragraphs:begins(token) return self.starts[self:of(token)] == token end

return Paragraphs
