-- The lexicon made ready: entries by the first word of each verb and noun.
local Words = require "words"

local Entries = {}

local GROUPS = {}

local function group(groups, name, entry)
  local words = groups[name]
  if not words then error("events: the entry '" .. entry .. "' names no group '" .. name .. "'", 0) end
  GROUPS[words] = GROUPS[words] or Words.set(words)
  return GROUPS[words]
end

local function plural(noun)
  if noun:find "[^aeiou]y$" then return noun:sub(1, -2) .. "ies" end
  if noun:find "[sx]$" or noun:find "[cs]h$" then return noun .. "es" end
  if noun:find "man$" then return noun:sub(1, -3) .. "en" end
  return noun .. "s"
end

-- The regular forms of a verb, for taggers that do not know its lemma.
local function forms(verb)
  if verb:find "[^aeiou]y$" then
    local stem = verb:sub(1, -2)
    return { stem .. "ies", stem .. "ied", verb .. "ing" }
  end
  if verb:find "e$" then return { verb .. "s", verb .. "d", verb:sub(1, -2) .. "ing" } end
  local s = (verb:find "[sx]$" or verb:find "[cs]h$") and "es" or "s"
  local list = { verb .. s, verb .. "ed", verb .. "ing" }
  if verb:find "[^aeiou][aeiou][bdglmnprt]$" then
    local double = verb .. verb:sub(-1)
    list[#list + 1] = double .. "ed"
    list[#list + 1] = double .. "ing"
  end
  return list
end

-- One entry: "call+for{calm}!" and the like.
local function parse(text, code, kind, groups)
  local words, rest = text:match "^([%w_%-']+)(.*)$"
  if not words then error("events: '" .. text .. "' is no entry of the lexicon", 0) end
  local entry = { kind = kind, code = code, class = Words.class_of(code), words = {}, strict = 0 }
  for word in words:gmatch "[^_]+" do entry.words[#entry.words + 1] = word end
  for preposition in rest:gmatch "%+(%a+)" do
    entry.prepositions = entry.prepositions or {}
    entry.prepositions[preposition] = true
  end
  local name = rest:match "{(%a+)}"
  entry.group = name and group(groups, name, text)
  if rest:find "!!" then entry.strict = 2 elseif rest:find "!" then entry.strict = 1 end
  entry.open = rest:find "?" ~= nil
  entry.closed = rest:find("??", 1, true) ~= nil
  entry.alone = rest:find "~" ~= nil
  return entry
end

local function add(index, word, entry)
  index[word] = index[word] or {}
  table.insert(index[word], entry)
end

-- Forms that no rule gives, by verb.
local IRREGULAR = {}
for verb, list in ([[
  fight=fought meet=met send=sent hold=held shoot=shot break=broke,broken strike=struck,stricken take=took,taken give=gave,given
  withdraw=withdrew,withdrawn speak=spoke,spoken lead=led fly=flew,flown swear=swore,sworn drive=drove,driven lend=lent
  beat=beat,beaten overrun=overran steal=stole,stolen fall=fell,fallen win=won lay=laid say=said tell=told seek=sought hurt=hurt
  blow=blew,blown freeze=froze,frozen forgive=forgave,forgiven sue=sued slay=slew,slain overtake=overtook,overtaken retake=retook,retaken
  feed=fed begin=began,begun flee=fled oversee=oversaw,overseen arm=armed overthrow=overthrew,overthrown go=went,gone shut=shut
  hit=hit cut=cut put=put burn=burnt stab=stabbed bid=bid deal=dealt fling=flung hang=hung spread=spread undertake=undertook,undertaken
  step=stepped drill=drilled talk=talked fire=fired let=let walk=walked free=freed
]]):gmatch "(%a+)=(%S+)" do
  IRREGULAR[verb] = {}
  for form in list:gmatch "%a+" do table.insert(IRREGULAR[verb], form) end
end

-- Entries of the lexicon by the word that begins them. What says more is tried first: phrases, groups, prepositions.
function Entries.index(lexicon)
  local verbs, nouns = {}, {}
  for code, line in lexicon.verbs:gmatch "(%d+) ([^\n]*)" do
    for text in line:gmatch "%S+" do
      local entry = parse(text, code, "verb", lexicon.groups)
      add(verbs, entry.words[1], entry)
      for _, form in ipairs(forms(entry.words[1])) do add(verbs, form, entry) end
      for _, form in ipairs(IRREGULAR[entry.words[1]] or {}) do
        if form ~= entry.words[1] then add(verbs, form, entry) end
      end
    end
  end
  for code, line in lexicon.nouns:gmatch "(%d+) ([^\n]*)" do
    for text in line:gmatch "%S+" do
      local entry = parse(text, code, "noun", lexicon.groups)
      add(nouns, entry.words[1], entry)
      if #entry.words == 1 then
        add(nouns, plural(entry.words[1]), entry)
      else
        entry.plural = plural(entry.words[#entry.words])
      end
    end
  end
  local function weight(entry)
    return #entry.words * 100 + (entry.group and 20 or 0) + (entry.prepositions and 10 or 0)
  end
  for _, index in ipairs { verbs, nouns } do
    for _, entries in pairs(index) do
      local order = {}
      for number, entry in ipairs(entries) do order[entry] = number end
      table.sort(entries, function(a, b)
        if weight(a) ~= weight(b) then return weight(a) > weight(b) end
        return order[a] < order[b]
      end)
    end
  end
  return verbs, nouns
end

return Entries
