-- What the stage and the plain program run over the same tokens: each loop reads two fields of each token.
local loops = {}

function loops.numeric(tokens)
  local found = 0
  for i = 1, #tokens do
    local token = tokens[i]
    if token.lemma == "say" then found = found + 1 end
    if token.upos == "VERB" then found = found + 1 end
  end
  return found
end

function loops.ipairs(tokens)
  local found = 0
  for _, token in ipairs(tokens) do
    if token.lemma == "say" then found = found + 1 end
    if token.upos == "VERB" then found = found + 1 end
  end
  return found
end

return loops
