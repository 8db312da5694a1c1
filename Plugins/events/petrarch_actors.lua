-- Reads actor and agent dictionaries of PETRARCH as they are, and says which code a phrase has on a day.
local Actors = {}

-- yymmdd and yyyymmdd as a number that can be compared; the first years of the century are those up to 30.
local function day(text)
  if #text == 8 then return math.tointeger(tonumber(text)) end
  local year = math.tointeger(tonumber(text:sub(1, 2)))
  return (year <= 30 and 20000000 or 19000000) + math.tointeger(tonumber(text))
end

-- "[RUSGOV 990101-081231]", "[IGOUNO >20070101]", "[~GOV]"
local function codes(text, report)
  local list = {}
  for inside in text:gmatch "%[([^%]]*)%]" do
    local code, rest = inside:match "^(~?[%w%-]+)%s*(.-)%s*$"
    if not code then
      report("'[" .. inside .. "]' is no code")
    elseif code:find "^%-" == nil then
      local from, to = rest:match "^(%d+)%s*%-%s*(%d+)$"
      local entry = { code = code:gsub("^~", ""), agent = code:find "^~" ~= nil }
      if from and (#from == 6 or #from == 8) and (#to == 6 or #to == 8) then
        entry.from, entry.to = day(from), day(to)
      elseif rest:find "^>%s*%d+$" then
        entry.from = day(rest:match "%d+")
      elseif rest:find "^<%s*%d+$" then
        entry.to = day(rest:match "%d+")
      elseif rest ~= "" then
        report("'" .. rest .. "' is no span of days")
      end
      list[#list + 1] = entry
    end
  end
  return list
end

local function add(index, phrase, entries)
  local words = {}
  for part in phrase:lower():gmatch "[^_%s]+" do words[#words + 1] = part end
  if #words == 0 then return end
  index[words[1]] = index[words[1]] or {}
  table.insert(index[words[1]], { words = words, entries = entries, open = phrase:find "_$" == nil })
end

-- "!PERSON! = MAN, MEN"; the set stands for each of its words in a phrase.
local function expand(phrase, sets)
  local before, name, after = phrase:match "^(.-)!(%u+)!(.*)$"
  if not name or not sets[name] then return { phrase } end
  local result = {}
  for _, word in ipairs(sets[name]) do result[#result + 1] = before .. word .. after end
  return result
end

-- Adds the lines of a file to an index by first word; mistakes as { line, message }.
function Actors.read(lines, index)
  local mistakes, sets, number = {}, {}, 0
  local current
  for raw in lines do
    number = number + 1
    local function report(message) mistakes[#mistakes + 1] = { line = number, message = message } end
    local line = raw:gsub("#.*$", ""):gsub("%];.*$", "]"):gsub("%s+;.*$", ""):gsub("%s+$", "")
    local set, members = line:match "^!(%u+)!%s*=%s*(.+)$"
    if set then
      sets[set] = {}
      for word in members:gmatch "[^,%s]+" do table.insert(sets[set], word) end
    elseif line:find "%S" then
      local phrase, bracket = line:match "^([^%[]-)%s*(%[.*)$"
      phrase = phrase or line
      if bracket and not bracket:find "%]%s*$" then report "a bracket is not closed" end
      local plural = phrase:match "{(.-)}"
      phrase = phrase:gsub("%s*{.-}%s*", "")
      local synonym = phrase:find "^%+"
      phrase = phrase:gsub("^[%+%s]+", "")
      if phrase ~= "" and not synonym then current = {} end
      if not current then
        report "a synonym or a code without a name before it"
      else
        if phrase ~= "" then
          for _, one in ipairs(expand(phrase, sets)) do add(index, one, current) end
          for other in (plural or ""):gmatch "%S+" do add(index, other, current) end
        end
        for _, entry in ipairs(codes(bracket or "", report)) do table.insert(current, entry) end
      end
    end
  end
  for _, list in pairs(index) do table.sort(list, function(a, b) return #a.words > #b.words end) end
  return mistakes
end

local function fits(lower, i, last, phrase)
  for k, word in ipairs(phrase.words) do
    local at = i + k - 1
    if at > last then return false end
    local own = lower[at]
    if own ~= word and not (phrase.open and k == #phrase.words and own == word .. "s") then return false end
  end
  return true
end

local function valid(entry, on)
  return (not entry.from or not on or on >= entry.from) and (not entry.to or not on or on <= entry.to)
end

-- The code of the words from `first` to `last` on a day (yyyymmdd): that of an actor, then those of agents. Nil if there is none.
function Actors.code(index, lower, first, last, on)
  local actor, agents, i = nil, "", first
  while i <= last do
    local step = 1
    -- "soldiers" are found as "soldier".
    for _, phrase in ipairs(index[lower[i]] or index[lower[i]:gsub("s$", "")] or {}) do
      if fits(lower, i, last, phrase) then
        for _, entry in ipairs(phrase.entries) do
          if valid(entry, on) then
            if entry.agent then agents = agents .. entry.code else actor = actor or entry.code end
            break
          end
        end
        step = #phrase.words
        break
      end
    end
    i = i + step
  end
  if not actor and agents == "" then return nil end
  return (actor or "---") .. agents
end

return Actors
