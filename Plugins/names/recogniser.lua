-- What a recogniser says, weighed: it knows names that no list has, and is often wrong about where they begin and end.
local sources = require "sources"

local LIST, RULE, RECOGNISER = sources.LIST, sources.RULE, sources.RECOGNISER

local function set(text)
  local result = {}
  for word in text:gmatch "%S+" do result[word] = true end
  return result
end

-- What stands before a name and is none of it: "House Speaker Paul …", "Mr. …".
local TITLES = set [[
  Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Prof. Rev. Hon. Sen. Sens. Rep. Reps. Gov. Govs. Lt. Gen. Col. Maj. Capt. Sgt. Adm. Cmdr. Pvt. Spc.
  Dame Sir Lord Lady Senator Congressman Congresswoman Speaker Governor Secretary President Vice Chairman Chairwoman Minister
  Ambassador Professor Judge General Colonel Major Captain Sergeant Admiral Inspector Attorney
]]

-- A recogniser takes many a capitalised word for a body; below this it does not do alone.
local LEAST_BODY = 0.65
-- Below this a list that knows a part of the words knows better: "Pentagon" in "Pentagon Press".
local SURE = 0.8

-- Ships are called after people and places, and are neither; nor are weapons and tests bodies for having letters.
local SHIPS = set "USS HMS HMCS HMAS INS FS RFA USNS MV M/V"
local NO_BODIES = set [[
  IED IEDs VBIED VBIEDs UAV UAVs GPS HIV AIDS DNA GDP CEO CFO TV PM MP MPs WMD PCR ICBM LGBT
]]
local NO_PLACES = set "Eastern Western Northern Southern Central St."
local ARTICLES = set "the The a A an An"

-- The name of another source by its last token, of several the longest.
local function by_last(found)
  local result = {}
  for _, name in ipairs(found) do
    local known = result[name.last]
    if name.source ~= RECOGNISER and (not known or known.length < name.length) then result[name.last] = name end
  end
  return result
end

-- Whether another source knows better where the recogniser's name begins and ends.
local function is_doubtful(name, known, texts)
  for i = name.first, name.last do
    local other = known[i]
    if other and other.label == name.label and other.first >= name.first and other.length < name.length then
      -- "Dame Rosalind …": a title is no part of a name, and "Trade union" is none of the union's.
      if other.last == name.last and (other.evident or TITLES[texts[name.first]]) then return true end
      if other.source == LIST and name.confidence < SURE then return true end
    end
  end
  return false
end

-- Whether a word stands in the text in small letters too: "Court upholds …" and then "the court".
local function is_common(word, texts)
  local small = word:lower()
  for i = 1, #texts do
    if texts[i] == small then return true end
  end
  return false
end

-- "FS Surcouf", and "Surcouf" behind "FS".
local function is_ship(name, texts) return SHIPS[texts[name.first]] or SHIPS[texts[name.first - 1]] end

-- Cuts off what is no part of a name: articles and titles before it, small words behind a person. Whether anything is left.
local function trim(name, texts)
  local first, last = name.first, name.last
  if ARTICLES[texts[first]] then first = first + 1 end
  if name.label == "PER" then
    for i = last, first, -1 do
      if TITLES[texts[i]] then
        first = i + 1
        break
      end
    end
    while last > first and texts[last]:find "^%l+$" and texts[last - 1] ~= "-" do last = last - 1 end
  end
  if first ~= name.first or last ~= name.last then
    name.first, name.last, name.length, name.moved = first, last, last - first, true
  end
  return last >= first
end

-- Words that a recogniser takes for names now and then, and that are none: "D" and "Nev" in "(D-Nev.)", people and bodies
-- without a capital.
local function is_none(name, texts)
  if is_ship(name, texts) then return true end
  if name.length > 0 then return false end
  local word = texts[name.first]
  if name.label == "PER" and #word <= 2 and not word:find "%l" or word:find "^[DRI]%-%u" then return true end
  if texts[name.first - 1] == "-" and texts[name.first - 2] and texts[name.first - 2]:find "^[DRI]$" then return true end
  if name.label == "LOC" then return NO_PLACES[word] end
  return NO_BODIES[word] or not word:find "[%u\x80-\xff]"
end

-- Says of each name of the recogniser whether it is believed alone.
local function weigh(found, least, texts)
  local known = by_last(found)
  for _, name in ipairs(found) do
    if name.source == RECOGNISER then
      if not trim(name, texts) or is_none(name, texts) then
        name.weak = true
      else
        local word = name.label == "ORG" and name.length == 0 and texts[name.first]
        local capitals = word and #word < 6 and not word:find "%l"
        local limit = word and not capitals and math.max(least, LEAST_BODY) or least
        name.weak = name.confidence < limit or is_doubtful(name, known, texts) or word and not capitals and is_common(word, texts)
      end
    end
  end
end

-- Marks ships, and the guesses for whose words, or more, the recogniser has another label.
local function doubt_guesses(found, texts)
  local by_token = {}
  for _, name in ipairs(found) do
    if name.source == RECOGNISER then
      for i = name.first, name.last do by_token[i] = name end
    end
  end
  for _, name in ipairs(found) do
    if name.source == RULE and is_ship(name, texts) then name.weak = true end
    local other = name.guess and by_token[name.first]
    if other and not other.weak and other.label ~= name.label and other.first <= name.first and other.last >= name.last then name.weak = true end
  end
end

--- Marks as `weak` the names, of the recogniser and of others, that do not stand alone; `least` is the confidence that a name
--- of the recogniser needs.
return function(found, least, texts)
  weigh(found, least, texts)
  doubt_guesses(found, texts)
end
