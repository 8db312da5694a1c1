-- Closed classes of words that several parts ask for.
local function set(text)
  local result = {}
  for word in text:gmatch "%S+" do result[word] = true end
  return result
end

return {
  days = set "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight",
  -- What "this" and "last" go with.
  spans = set [[week weekend month year morning afternoon evening spring summer fall autumn winter
    monday tuesday wednesday thursday friday saturday sunday]],
  have = set "has have had 've ’ve having",
  be = set "is are was were be been being am 're ’re 'm ’m 's ’s",
  questions = set "whether how what why who where when if which",
  stops = set ". ! ? ; … ...",
  recipients = set "him her them us me",
  -- What ties more to those who are told: "told a meeting of mayors at the ministry".
  ties = set "of at in and",
  relatives = set "who whose whom which that where",
  -- How much is left of a statement whose clause such a word begins: it is mentioned rather than made.
  subordinate = { what = 0.4, which = 0.4, that = 0.6, than = 0.5, as = 0.7, when = 0.7, ["if"] = 0.6, because = 0.7,
                  who = 0.5, whom = 0.5 },
}
