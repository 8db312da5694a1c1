-- Reads a verb dictionary of PETRARCH as it is: synonym sets, blocks of verbs with a code, and patterns around the verb.
local Verbs = {}

-- "FLED" and "NATIONAL_PARK_": lower case, and whether the word must end there.
local function word(text)
  local lower = text:lower()
  return { lower = lower:gsub("_$", ""), exact = lower:find "_$" ~= nil }
end

-- The elements of one side of a pattern: words, sets, phrases in braces, and prepositions in brackets with what they govern.
local function elements(text, dictionary, report)
  local result = {}
  local at = 1
  while true do
    local from, to, item = text:find("%s*(%b())", at)
    local kind = "preposition"
    local from_b, to_b, item_b = text:find("%s*(%b{})", at)
    if from_b and (not from or from_b < from) then from, to, item, kind = from_b, to_b, item_b, "phrase" end
    local from_w, to_w, item_w = text:find("([^%s(){}]+)", at)
    if from_w and (not from or from_w < from) then from, to, item, kind = from_w, to_w, item_w, "word" end
    if not from then return result end
    if kind == "word" then
      if not item:find "^[%$%+%^%%]$" then
        local name = item:match "^&(.+)$"
        if name and not dictionary.sets[name:gsub("_$", "")] then report("the set &" .. name .. " is not defined") end
        result[#result + 1] = name and { set = dictionary.sets[name:gsub("_$", "")] or {} } or word(item)
      end
    else
      local inner = elements(item:sub(2, -2), dictionary, report)
      if kind == "preposition" then
        local preposition = table.remove(inner, 1)
        result[#result + 1] = { preposition = preposition and preposition.lower, inner = inner }
      else
        result[#result + 1] = { inner = inner }
      end
    end
    at = to + 1
  end
end

-- "042", "042:043" and ":173" give the code of the first side that has one; "---" gives none.
local function code_of(text, report)
  if text:find "^%-+$" then return nil end
  local first, second = text:match "^([^:]*):?(.*)$"
  local code = first ~= "" and first or second
  if not code:find "^%d%d%d?%d?$" then
    report("'" .. text .. "' is no code")
    return nil
  end
  return code
end

local function balanced(text)
  local depth = { ["("] = 0, ["{"] = 0 }
  for sign in text:gmatch "[(){}]" do
    if sign == ")" then depth["("] = depth["("] - 1 elseif sign == "}" then depth["{"] = depth["{"] - 1 else depth[sign] = depth[sign] + 1 end
    if depth["("] < 0 or depth["{"] < 0 then return false end
  end
  return depth["("] == 0 and depth["{"] == 0
end

local readers = {}

-- &SET, then +WORD lines
function readers.set(dictionary, line)
  local set = {}
  dictionary.sets[line:sub(2):gsub("_$", "")] = set
  dictionary.set = set
end

-- --- WARN [130] ---
function readers.block(dictionary, line, report)
  dictionary.set = nil
  local code = line:match "%[(.-)%]"
  if not line:find "^%-%-%-%s+%S+%s+%[.-%]%s*%-%-%-%s*$" then report "a block begins as in '--- WARN [130] ---'" end
  dictionary.block = { code = code and code_of(code, report), patterns = {} }
end

-- - pre * post [code]
function readers.pattern(dictionary, line, report)
  local body, code = line:match "^%-%s*(.-)%s*%[([^%[%]]*)%]%s*$"
  if not body then return report "a pattern ends with its code in brackets" end
  if not balanced(body) then return report "a bracket of the pattern is not closed" end
  local before, after = body:match "^(.-)%*(.*)$"
  if not before then return report "a pattern has a * where the verb stands" end
  if not dictionary.block then return report "a pattern stands outside of a block" end
  table.insert(dictionary.block.patterns, {
    code = code_of(code, report), none = code:find "^%-+$" ~= nil,
    before = elements(before, dictionary, report), after = elements(after, dictionary, report),
  })
end

local function regular(verb)
  if verb:find "e$" then return { verb, verb .. "s", verb .. "d", verb:sub(1, -2) .. "ing" } end
  if verb:find "[^aeiou]y$" then return { verb, verb:sub(1, -2) .. "ies", verb:sub(1, -2) .. "ied", verb .. "ing" } end
  local s = (verb:find "[sxz]$" or verb:find "[cs]h$") and "es" or "s"
  return { verb, verb .. s, verb .. "ed", verb .. "ing" }
end

-- WARN, FLEE {FLED FLEES FLEEING }, +SHOOT_DOWN {}: the plus marks the word that is the verb
function readers.verb(dictionary, line, report)
  if not dictionary.block then return report "a verb stands outside of a block" end
  if not balanced(line) then return report "a brace is not closed" end
  local phrase, forms = line:match "^([^{%s]+)%s*{?([^}]*)}?"
  local words, head = {}, nil
  for part in phrase:gmatch "[^_]+" do
    local plain = part:gsub("^%+", "")
    words[#words + 1] = plain:lower()
    if part:find "^%+" then head = #words end
  end
  head = head or 1
  local known = regular(words[head])
  for form in forms:gmatch "%S+" do known[#known + 1] = form:lower():gsub("^%+", ""):match "[^_]+" end
  for _, form in ipairs(known) do
    dictionary.verbs[form] = dictionary.verbs[form] or {}
    table.insert(dictionary.verbs[form], { block = dictionary.block, words = words, head = head })
  end
end

local function kind_of(line, dictionary)
  if line:find "^%-%-%-" then return "block" end
  if line:find "^%-" then return "pattern" end
  if line:find "^&" then return "set" end
  if line:find "^~" then return "transformation" end
  if line:find "^%+" and dictionary.set then return "member" end
  return "verb"
end

-- The dictionary that lines give, and the mistakes in it as { line, message }.
function Verbs.read(lines)
  local dictionary, mistakes, number = { sets = {}, verbs = {}, skipped = 0 }, {}, 0
  for raw in lines do
    number = number + 1
    local line = raw:gsub("%s*#.*$", ""):gsub("^%s+", ""):gsub("%s+$", "")
    local function report(message) mistakes[#mistakes + 1] = { line = number, message = message } end
    if line ~= "" then
      local kind = kind_of(line, dictionary)
      if kind == "member" then
        table.insert(dictionary.set, word(line:sub(2)))
      elseif kind == "transformation" then
        dictionary.skipped = dictionary.skipped + 1
      else
        readers[kind](dictionary, line, report)
      end
    end
  end
  return dictionary, mistakes
end

return Verbs
