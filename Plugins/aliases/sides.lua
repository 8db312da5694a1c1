-- "the Russian side" is Russia; the mention stands in the layer `mentions`.
local SIDES = { side = true, delegation = true, leadership = true }

--- Ties what names a state by its adjective to the state, where the document names it.
return function(self)
  local doc, texts, states = self.doc, self.texts, nil
  for _, name in ipairs(self.names) do
    local named = name.label == "NORP" and SIDES[texts[name.last + 1]] and name.first > 1
    local state = named and texts[name.first - 1]:lower() == "the" and name.span.attributes.state
    if state then
      if not states then
        states = {}
        for _, other in ipairs(self.names) do
          if other.label == "LOC" and not other.removed and not states[other.entity] then states[other.entity] = other end
        end
      end
      local mention = doc:annotate {
        label = "ORG", layer = "mentions", first = name.first - 1, last = name.last + 1,
        attributes = { entity = state, confidence = 0.8 },
      }
      if states[state] then doc:relate { label = "ALIAS", name = mention, of = states[state].span } end
    end
  end
end
