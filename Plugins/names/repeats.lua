-- A name that the recogniser has found in one place is a name in the other places too: "Hanbit raised …" after "at Hanbit".

-- What the recogniser has to be of a single word before it is looked for elsewhere.
local SURE = 0.85

-- The words of names that are looked for, by their first word; nil for a word that two names of different labels share.
local function wanted(kept, texts)
  local by_head, count = {}, 0
  for _, name in ipairs(kept) do
    local by = name.by
    local new = by == "agencies/agency" or by:sub(1, 4) == "tag."
    if new and (name.length > 0 or name.confidence >= SURE) and texts[name.first]:find "^%u" then
      local head = texts[name.first]
      local list = by_head[head]
      if not list then
        list = {}
        by_head[head] = list
      end
      list[#list + 1] = name
      count = count + 1
    end
  end
  return count > 0 and by_head or nil
end

local function stands_at(name, i, texts, taken)
  for k = 0, name.length do
    if taken[i + k] or texts[i + k] ~= texts[name.first + k] then return false end
  end
  return true
end

--- Annotates the places where a recogniser's names stand again. `taken` is the name of each token, if any.
return function(doc, kept, taken, texts)
  local by_head = wanted(kept, texts)
  if not by_head then return end
  for i = 1, #texts do
    local list = not taken[i] and by_head[texts[i]]
    if list then
      local best
      for _, name in ipairs(list) do
        if stands_at(name, i, texts, taken) and (not best or best.length < name.length) then best = name end
      end
      if best then
        local last = i + best.length
        doc:annotate {
          label = best.label, layer = "entities", first = i, last = last, rule = "repeated",
          attributes = { entity = best.entity, confidence = math.floor(90 * best.confidence + 0.5) / 100 },
        }
        for k = i, last do taken[k] = best end
      end
    end
  end
end
