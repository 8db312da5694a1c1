-- Names of which only a part was found: "Arriaga-Bell", "Wolde-Amlak".

local function glued(tokens, i) return tokens[i].stop == tokens[i + 1].start end

-- The last token of a name that goes on behind a hyphen: "Wolde-Amlak", "Gyeong-tae", "Unit-96"; but "Oslo-based".
local function behind_hyphen(name, texts, tokens, taken)
  local last = name.last
  while texts[last + 1] == "-" and texts[last + 2] and not taken[last + 2] do
    local word = texts[last + 2]
    local part = word:find "^%u%l" or name.label == "PER" and #word <= 6 and word:find "^%l+$" and not word:find "[en]d$"
      or name.label == "ORG" and word:find "^%d+$"
    if not part or not glued(tokens, last) or not glued(tokens, last + 1) then break end
    last = last + 2
  end
  return last
end

-- The first token of a name that begins before a hyphen: "Arriaga-Bell" of which "Bell" was found.
local function before_hyphen(name, texts, tokens, taken)
  local first = name.first
  while first > 2 and texts[first - 1] == "-" and not taken[first - 2] and texts[first - 2]:find "^%u.*%l" do
    if name.label == "LOC" or not glued(tokens, first - 1) or not glued(tokens, first - 2) then break end
    first = first - 2
  end
  return first
end

-- Writes a name anew where the recogniser cut it in another way.
local function moved(name, doc, last)
  local span = doc:annotate {
    label = name.label, layer = "entities", first = name.first, last = last, rule = "recogniser",
    attributes = { confidence = name.confidence },
  }
  doc:remove(name.span)
  name.span, name.attributes, name.last, name.length, name.given = span, span.attributes, last, last - name.first, name.confidence
end

--- Gives a name the parts that hyphens join to it. `taken` is the name of each token, if any.
return function(name, texts, doc, taken)
  local first, last = name.first, name.last
  if texts[last + 1] == "-" then last = behind_hyphen(name, texts, doc.tokens, taken) end
  if texts[first - 1] == "-" then first = before_hyphen(name, texts, doc.tokens, taken) end
  if name.moved or first ~= name.first or last ~= name.last then
    name.first = first
    moved(name, doc, last)
    for i = first, last do taken[i] = name end
  end
end
