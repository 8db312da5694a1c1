return {
  ["the list has a length and ends in nil"] = function(doc, check)
    check.equal(#doc.tokens, 13)
    check.equal(doc.tokens[1].text, "Léna")
    check.equal(doc.tokens[13].text, ".")
    check.equal(doc.tokens[0], nil)
    check.equal(doc.tokens[14], nil)
    check.equal(doc.tokens[-1], nil)
  end,

  ["ipairs and pairs walk over it"] = function(doc, check)
    local texts = {}
    for i, token in ipairs(doc.tokens) do
      check.equal(token.index, i)
      texts[#texts + 1] = token.text
    end
    check.equal(table.concat(texts, " "), "Léna Orlova met Karim Haddad in Oslo 👍 . They said no .")
    local count = 0
    for i, token in pairs(doc.tokens) do
      check.equal(token.index, i)
      count = count + 1
    end
    check.equal(count, 13)
  end,

  ["fields follow from the text"] = function(doc, check)
    local token = doc.tokens[1]
    check.equal(token.lower, "léna")
    check.equal(token.norm, "léna")
    check.equal(token.shape, "Xxxx")
    check.equal(token.length, 4)
    check.equal(token.index, 1)
    check.equal(tostring(token), "Léna")
    check.equal(doc.tokens[8].length, 1)
  end,

  ["offsets are characters, half-open, from 0"] = function(doc, check)
    check.equal({ doc.tokens[1].start, doc.tokens[1].stop }, { 0, 4 })
    check.equal({ doc.tokens[8].start, doc.tokens[8].stop }, { 37, 38 })
    check.equal({ doc.tokens[13].start, doc.tokens[13].stop }, { 54, 55 })
  end,

  ["sentences are counted from 1"] = function(doc, check)
    check.equal({ doc.tokens[1].sentence, doc.tokens[9].sentence, doc.tokens[10].sentence }, { 1, 1, 2 })
  end,

  ["a column is empty where nothing was assigned"] = function(doc, check)
    check.equal(doc.tokens[3].lemma, "meet")
    check.equal(doc.tokens[1].lemma, "")
    check.equal({ doc.tokens[1].upos, doc.tokens[1].xpos, doc.tokens[1].feats }, { "", "", "" })
  end,

  ["columns can be assigned"] = function(doc, check)
    local token = doc.tokens[2]
    token.norm, token.lemma, token.upos, token.xpos, token.feats = "n", "l", "PROPN", "NNP", "Case=Nom"
    check.equal({ token.norm, token.lemma, token.upos, token.xpos, token.feats }, { "n", "l", "PROPN", "NNP", "Case=Nom" })
    check.equal(doc:column("upos")[2], "PROPN")
    check.equal(doc.tokens[1].upos, "")
    check.raises("bad value for 'lemma' (string expected, got nil)", function() token.lemma = nil end)
    check.raises("field 'text' of token is read-only", function() token.text = "x" end)
    check.raises("field 'is_punct' of token is read-only", function() token.is_punct = true end)
  end,

  ["flags are truth values"] = function(doc, check)
    check.equal(doc.tokens[9].is_punct, true)
    check.equal(doc.tokens[1].is_punct, false)
    check.equal({ doc.tokens[1].is_title, doc.tokens[1].is_alpha, doc.tokens[1].is_ascii }, { true, true, false })
    check.equal({ doc.tokens[6].is_lower, doc.tokens[6].is_stop }, { true, true })
    for _, flag in ipairs {
      "is_digit", "is_upper", "is_space", "is_quote", "is_left_punct", "is_right_punct", "is_bracket", "is_currency",
      "like_num", "like_url", "like_email",
    } do
      check.equal(doc.tokens[1][flag], false)
    end
  end,

  ["a misspelt field is an error"] = function(doc, check)
    check.raises("token has no field 'lema'", function() return doc.tokens[1].lema end)
    check.raises("token has no field 'pos'", function() doc.tokens[1].pos = "X" end)
    check.raises("token list has no field 'count'", function() return doc.tokens.count end)
    check.raises("token list has no field '[1]'", function() doc.tokens[1] = 5 end)
  end,

  ["tokens of one place are equal"] = function(doc, check)
    check.yes(doc.tokens[1] == doc.tokens[1])
    check.yes(doc.tokens[1] ~= doc.tokens[2])
  end,

  ["tokens are table keys"] = function(doc, check)
    local seen = {}
    for _, token in ipairs(doc.tokens) do seen[token] = token.text end
    check.equal(seen[doc.tokens[8]], "👍")
    check.equal(seen[doc.tokens[14]], nil)
  end,

  ["an assignment is seen by each later read"] = function(doc, check)
    for round = 1, 5 do
      for i, token in ipairs(doc.tokens) do
        check.equal(token.xpos, round == 1 and "" or "X" .. i .. "/" .. round - 1)
        token.xpos = "X" .. i .. "/" .. round
        check.equal(doc.tokens[i].xpos, "X" .. i .. "/" .. round)
      end
    end
  end,

  ["what is no key is an error"] = function(doc, check)
    check.raises("token list has no field '[number]'", function() return doc.tokens[1.5] end)
    check.raises("token has no field '[1]'", function() return doc.tokens[1][1] end)
    check.raises("attempt to concatenate a token value", function() return doc.tokens[1] .. "" end)
  end,
}
