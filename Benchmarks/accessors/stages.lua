-- The same documents through stages that read, or do nothing: the difference is what reading costs.
--   stages  how many Lua stages a document goes through
--   times   how often each of them repeats what it does
--   body    what it does: "empty", a loop of loops.lua, or the name of a field
local pipeline = require "pipeline"
local loops = require "loops"
local settings = pipeline.settings
local times, body = tonumber(settings.times), settings.body

local bodies = {
  empty = function() end,
  numeric = function(doc)
    local tokens = doc.tokens
    for _ = 1, times do doc.meta.found = loops.numeric(tokens) end
  end,
  ipairs = function(doc)
    local tokens = doc.tokens
    for _ = 1, times do doc.meta.found = loops.ipairs(tokens) end
  end,
  nothing = function(doc)
    local token = doc.tokens[500]
    for _ = 1, times do local value = token end
  end,
  element = function(doc)
    local tokens = doc.tokens
    for _ = 1, times do local value = tokens[500] end
  end,
  count = function(doc)
    local tokens = doc.tokens
    for _ = 1, times do local value = #tokens end
  end,
  tokens = function(doc)
    for _ = 1, times do local value = doc.tokens end
  end,
  meta = function(doc)
    for _ = 1, times do local value = doc.meta end
  end,
  id = function(doc)
    for _ = 1, times do local value = doc.id end
  end,
}

-- The loops know no names but those of the source, as those of scripts do.
local function reader(object, field)
  local source = "local object, times = ... for _ = 1, times do local value = object." .. field .. " end"
  local read = load(source, "=read")
  return function(doc) read(object(doc), times) end
end

local kind, field = body:match "^(%a+)%.([%a_]+)$"
local process = bodies[body]
if kind == "token" then process = reader(function(doc) return doc.tokens[500] end, field) end
if kind == "span" then process = reader(function(doc) return doc:annotate { label = "X", first = 500 } end, field) end

local list = { pipeline.tokenize.english {}, pipeline.tag.english {} }
for number = 1, tonumber(settings.stages) do
  list[#list + 1] = pipeline.stage { name = body .. number, process = process }
end
return pipeline.define { stages = list, write = { pipeline.write.jsonl { "-", tokens = settings.tokens == "yes" } } }
