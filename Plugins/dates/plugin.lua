-- Dates, times, durations and recurring times as DATE spans with a value in ISO 8601, as TIMEX3 writes it.
local pipeline = require "pipeline"
local Words = require "words"
local Readers = require "readers"
local Parser = require "ranges"
local Resolver = require "resolve"
local Reference = require "reference"

-- Frequent words open an expression only before certain others.
local AFTER_THE = { day = true, morning = true, afternoon = true, evening = true, night = true }
local AFTER_IN = { the = true, recent = true }

-- What can follow a number that belongs to a date, besides another number.
local FOLLOW = { ["-"] = true, ["–"] = true, to = true, ["and"] = true, of = true, ["in"] = true, ["until"] = true, through = true,
                 dozen = true, more = true, full = true, long = true, consecutive = true, pm = true, am = true, ["p.m."] = true,
                 ["a.m."] = true, ["p.m"] = true, ["a.m"] = true, ["o'clock"] = true, ["o’clock"] = true, gmt = true, utc = true,
                 est = true, cet = true, ["local"] = true, quarter = true, half = true, century = true }
for _, words in ipairs { Words.units, Words.months } do
  for word in pairs(words) do FOLLOW[word] = true end
end

local function opens(lower, i, kind)
  local word, after = lower[i], lower[i + 1]
  if kind.number then return FOLLOW[after] or after ~= nil and after:find "^%d" ~= nil end
  if word == "the" then return AFTER_THE[after] end
  if word == "in" or word == "of" then return AFTER_IN[after] end
  if word == "a" or word == "an" or word == "half" then
    return Words.units[after] or Words.vague[after] or after == "dozen" or after == "half" or after == "a" or after == "an"
  end
  if word == "that" then return Words.units[after] ~= nil end
  return true
end

local FUTURE = { will = true, ["'ll"] = true, ["’ll"] = true, shall = true, wo = true, may = true, might = true, scheduled = true, expected = true,
                 due = true, planned = true, plans = true, plan = true, upcoming = true }

-- Tells of past or future (what is told in the present comes on its day) by the verb that is nearest before the expression in its sentence, else the first one behind it.
local function tense_at(tokens, lower, first, last)
  local sentence = tokens[first].sentence
  local count = #tokens
  local function of(i)
    if FUTURE[lower[i]] then return "future" end
    local xpos = tokens[i].xpos
    if xpos == "MD" then return lower[i] == "would" and "future" or nil end
    if lower[i] == "to" and tokens[i + 1] and tokens[i + 1].xpos == "VB" then return "future" end
    if xpos == "VBD" then return "past" end
    if xpos == "VBZ" or xpos == "VBP" then return (lower[i] == "has" or lower[i] == "have") and "past" or "future" end
    -- "did not come" is past; "demanded that it close" is not yet.
    if xpos == "VB" then
      for k = i - 1, math.max(1, i - 3), -1 do
        if lower[k] == "did" then return "past" end
      end
      return "future"
    end
  end
  for i = first - 1, math.max(1, first - 40), -1 do
    if tokens[i].sentence ~= sentence then break end
    local tense = of(i)
    if tense then return tense end
  end
  for i = last + 1, math.min(count, last + 40) do
    if tokens[i].sentence ~= sentence then break end
    local tense = of(i)
    if tense then return tense end
  end
end

-- Names that are there already: "May" the minister, the "Sunday Herald", "Black September".
local function names(doc)
  local taken = {}
  for _, span in ipairs(doc:spans { layer = "entities" }) do
    for i = span.first, span.last do taken[i] = span.label ~= "DATE" or "DATE" end
  end
  return taken
end

-- The expression at `i`, cut at the end of its sentence.
local function expression(parser, tokens, lower, i)
  local node, last = parser:expression(i)
  if not node or tokens[last].sentence == tokens[i].sentence then return node, last end
  local stop = last
  while tokens[stop].sentence ~= tokens[i].sentence do stop = stop - 1 end
  local cut = {}
  for k = math.max(1, i - 3), stop do cut[k] = lower[k] end
  return Parser.new(cut, tokens, parser.order):expression(i)
end

-- What names no time: "recently", "soon", "for years", "daily".
local function is_vague(node)
  return node.kind == "reference" or (node.kind == "duration" or node.kind == "offset") and node.count == "X"
         or node.kind == "set" and node.value ~= nil
end

local WITH_ARTICLE = { ["part-of-year"] = true, decade = true, offset = true, season = true }

-- "the" is part of "the first quarter" and "the past week", and not of "the 2016 election".
local function with_article(lower, node, first)
  if lower[first - 1] ~= "the" then return first end
  local wanted = WITH_ARTICLE[node.kind] or node.directed or node.mod or lower[first]:find "^%d+[snrt][tdh]$" or Words.ordinals[lower[first]]
  return wanted and first - 1 or first
end

local function annotate(doc, resolver, node, first, last, tense)
  local value, unknown, offset = resolver:value(node, tense)
  if not value then return false end
  local attributes = { value = value, type = Resolver.type_of(node), relative = unknown, offset = offset, mod = node.mod }
  if node.times and node.times > 1 then attributes.freq = node.times .. "X" end
  doc:annotate { label = "DATE", layer = "entities", first = first, last = last, attributes = attributes, rule = node.kind }
  if attributes.type == "DATE" or attributes.type == "TIME" then resolver:remember(value) end
  return true
end

return function(options)
  options = options or {}
  local fixed = options.reference and Reference.parse(options.reference)
  if options.reference and not fixed then error("dates: the reference '" .. options.reference .. "' is no date such as 2020-11-03", 2) end
  local field = options.field or "date"
  local kinds = Readers.kinds

  return pipeline.stage {
    name = options.name or "dates",
    requires = { "xpos" },
    assigns = { "entities" },
    -- With those that every name has: a layer that is declared at all has no others.
    attributes = { entities = {
      value = "string", type = "string", relative = "boolean", offset = "string", mod = "string", freq = "string", entity = "string",
      confidence = "number",
    } },
    process = function(doc)
      local lower, candidates, count = doc:column "lower", {}, 0
      for i = 1, #lower do
        local known = kinds[lower[i]]
        if known == nil then known = Readers.of(lower[i]) end
        if known and opens(lower, i, known) then
          count = count + 1
          candidates[count] = i
        end
      end
      if count == 0 then return end

      local tokens = doc.tokens
      local parser = Parser.new(lower, tokens, options.order)
      local reference = fixed or Reference.parse(doc.meta[field]) or Reference.dateline(parser, tokens, lower)
      local resolver = Resolver.new(reference)
      local taken
      local done = 0
      for _, i in ipairs(candidates) do
        if i > done then
          local node, last = expression(parser, tokens, lower, i)
          if node and (options.vague or not is_vague(node)) then
            taken = taken or names(doc)
            local first = with_article(lower, node, node.first or (node.kind == "reference" and node.from) or i)
            local free = true
            -- "Jan 9" is a day, whoever takes the month for somebody's name.
            local sure = node.kind == "date" and node.m and node.d
            for k = first, last do free = free and (sure and taken[k] ~= "DATE" and taken[k] ~= nil and Words.months[lower[k]] or not taken[k]) end
            if free then
              local tense = (node.kind == "date" or node.kind == "range" or node.kind == "season" or node.kind == "holiday"
                             or node.kind == "part-of-year") and tense_at(tokens, lower, first, last)
              if lower[last] == "p.m" or lower[last] == "a.m" then last = tokens[last + 1] and lower[last + 1] == "." and last + 1 or last end
              if annotate(doc, resolver, node, first, last, tense) then done = last end
            end
          end
        end
      end
    end,
  }
end
