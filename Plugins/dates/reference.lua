-- The day of a document: from the option, the metadata, or the line that opens the text.
local Words = require "words"
local Calendar = require "calendar"

local Reference = {}

-- 2020-11-03…, "Tue, 03 Nov 2020 10:00:00 +0000", "November 3, 2020", "3 November 2020"
function Reference.parse(text)
  if type(text) ~= "string" then return nil end
  local y, m, d = text:match "^%s*(%d%d%d%d)%-?(%d%d)%-?(%d%d)"
  if y then
    y, m, d = math.tointeger(tonumber(y)), math.tointeger(tonumber(m)), math.tointeger(tonumber(d))
  else
    local name
    d, name, y = text:match "(%d%d?)%a*%s+(%a+)%.?,?%s+(%d%d%d%d)"
    if not d then name, d, y = text:match "(%a+)%.?%s+(%d%d?)%a*,?%s+(%d%d%d%d)" end
    m = name and Words.months[name:lower()]
    if not m then return nil end
    y, d = math.tointeger(tonumber(y)), math.tointeger(tonumber(d))
  end
  if Calendar.exists(y, m, d) then return { y = y, m = m, d = d } end
end

local DASHES = { ["-"] = true, ["--"] = true, ["–"] = true, ["—"] = true, [":"] = true }

-- A date in the opening lines that a dash follows, or that stands in a line alone: "GENEVA, Nov. 3, 2020 —".
function Reference.dateline(parser, tokens, lower)
  local most = math.min(#tokens, 80)
  for i = 1, most do
    local word = lower[i]
    if Words.months[word] or word:find "^%d" then
      local node, last = parser:absolute(i)
      if node and node.kind == "date" and node.d and node.m then
        local first = i
        while first > 1 and tokens[first - 1].sentence == tokens[i].sentence do first = first - 1 end
        local follows = tokens[last + 1]
        local ends = not follows or DASHES[follows.text] or follows.text == ")" and DASHES[lower[last + 2] or ""]
          or follows.sentence ~= tokens[last].sentence
        if ends and i - first <= 8 then return { y = node.y, m = node.m, d = node.d } end
      end
    end
  end
end

return Reference
