-- From a trigger to an event: its entry in the lexicon, agent and patient.
local Words = require "words"
local Sentence = require "arguments"
local Actors = require "actors"
local Walkouts = require "walkouts"
local together = require "together"

local any_actor = Actors.any

-- Words that say who stands by whom rather than what is done.
local TOGETHER = Words.set "support alongside together"

local Deeds = {}

-- ENTRIES -----------------------------------------------------------------------------------------------------------

-- The last token of the entry's words at a token, or nil.
local function words_end(sentence, entry, i)
  local words = entry.words
  for k = 2, #words do
    local at = i + k - 1
    local lower, lemma = sentence.lower[at], sentence.lemma[at]
    if not lower then return nil end
    if lower ~= words[k] and lemma ~= words[k] and not (k == #words and entry.plural == lower) then return nil end
  end
  return i + #words - 1
end

local function in_group(sentence, entry, chunks)
  for _, chunk in ipairs(chunks or {}) do
    -- "calm and talks", "a two-day truce": the head decides, or a place by its name.
    if Words.has(entry.group, sentence.lemma[chunk.head], sentence.lower[chunk.head]) then return true end
    local name = sentence.names[chunk.head]
    if entry.group.city and name and name.label == "LOC" then return true end
    if entry.group.counterpart and name and name.label == "PER" then return true end
    if entry.group.military_head and name and name.label == "NORP" then return true end
  end
  return false
end

-- VERBS -------------------------------------------------------------------------------------------------------------

local BY = { by = true }
local UNLIKELY = Words.set "time day week month year hour way part case percent %"

-- What is no patient although it stands behind the verb.
local function without_times(sentence, chunks)
  if not chunks then return nil end
  local kept = {}
  for _, chunk in ipairs(chunks) do
    local lemma = sentence.lemma[chunk.head]
    if not UNLIKELY[lemma] and not Words.empty[sentence.lower[chunk.head]] then kept[#kept + 1] = chunk end
  end
  return #kept > 0 and kept or nil
end

-- The frame of a verb in its voice, worked out once for all entries of it.
local function verb_frame(sentence, v)
  local passive, reduced = sentence:is_passive(v)
  local frame = { passive = passive }
  if passive then
    frame.object = without_times(sentence, sentence:passive_subject(v, reduced))
    local agents, at = sentence:after_preposition(v, BY)
    frame.agents = agents
    frame.by = at
  else
    frame.agents = without_times(sentence, sentence:subject(v))
  end
  return frame
end

local function verb_object(sentence, frame, last)
  if not frame.passive and frame.object == nil then
    local object = sentence:object(last)
    frame.object = without_times(sentence, object) or false
    -- "killed time"
    frame.emptied = object and not frame.object and sentence.lemma[object[1].head] == "time"
  end
  return frame.object or nil
end

-- Whether an attack, a blast or shelling is the agent.
local function any_deed(sentence, chunks)
  for _, chunk in ipairs(chunks) do
    local entries = sentence.view.nouns[sentence.lower[chunk.head]]
    if entries and entries[1].class == "ASSAULT" then return true end
  end
  return false
end

-- Whether those who take part are who the entry asks for. Where nobody is said to do it, it has to happen to an actor or a place.
local function strict_enough(sentence, entry, agents, patients)
  if entry.strict == 0 then
    -- Cholera and earthquakes kill as well: what happens without anybody's doing is no event.
    return entry.class ~= "ASSAULT" or not agents or any_actor(sentence, agents) or any_deed(sentence, agents)
  end
  if not agents and entry.group then return true end
  if agents then
    if not any_actor(sentence, agents) then return false end
  elseif not any_actor(sentence, patients) then
    return false
  end
  return entry.strict < 2 or any_actor(sentence, patients) and agents ~= nil
end

local WITH = { with = true }

-- Whether somebody is asked or told to do something.
local function is_demand(entry)
  local code = entry.code:sub(1, 2)
  return code == "02" or code == "10"
end

-- What the verb governs in the frame of an entry: patients, and the things of its group. Nil where the frame does not fit.
local function governed(sentence, entry, frame, last)
  if entry.prepositions then
    local patients = sentence:after_preposition(last, entry.prepositions)
    if not patients or entry.group and not in_group(sentence, entry, patients) then return nil end
    -- "asked the army for trucks"
    local asked = is_demand(entry) and verb_object(sentence, frame, last)
    return asked and any_actor(sentence, asked) and asked or patients, patients
  end
  local patients = verb_object(sentence, frame, last)
  -- "demanded that the town close the bridge"
  if not patients and is_demand(entry) and not frame.passive and sentence.lower[last + 1] == "that" then
    local asked = sentence:chunk_from(last + 2)
    patients = asked and any_actor(sentence, { asked }) and { asked } or nil
  end
  if entry.alone and (patients or frame.passive) then return nil end
  if not entry.group then return patients, patients, true end
  if in_group(sentence, entry, patients) then return patients, patients end
  -- "provided the town with food"
  local things = patients and entry.class == "AID" and sentence:after_preposition(last, WITH)
  if things and in_group(sentence, entry, things) then return patients, things end
end

local function verb_event(sentence, entry, v, last, frame)
  local patients, things, fits = governed(sentence, entry, frame, last)
  if not patients and not fits then return nil end
  if frame.emptied or not strict_enough(sentence, entry, frame.agents, patients) then return nil end
  if not patients and not frame.agents then return nil end
  return { entry = entry, first = v, last = last, agents = frame.agents, patients = patients, things = things, verb = v }
end

local TO = { to = true }
local FROM = { from = true }
local COUNTERPART = { with = true, on = true, to = true, against = true }
local FOREIGN = { with = true, on = true, to = true, against = true, ["for"] = true, from = true }

-- With a group the object says what is done: the other side stands behind a preposition.
local function other_side(sentence, event)
  local entry = event.entry
  if entry.foreign and not any_actor(sentence, event.patients) then
    local side = sentence:after_preposition(event.patients and event.patients[1].last or event.last, FOREIGN)
    if side and any_actor(sentence, side) then event.patients = side end
  end
  if entry.code == "192" and event.patients then
    -- "took the town from the rebels": they are the other side.
    local lost = sentence:after_preposition(event.patients[#event.patients].last, FROM)
    local side = lost and (any_actor(sentence, lost) and lost[1] or sentence:owner(lost[1]))
    if side then event.patients = { side, table.unpack(event.patients) } end
  end
  if not entry.group or entry.prepositions then return end
  local code = entry.code:sub(1, 2)
  if code == "07" or code == "15" then
    -- "sent fighters to Karabakh", "gave the rebels arms": the object goes along as what is moved.
    local goal = event.things == event.patients and sentence:after_preposition(event.patients[#event.patients].last, TO)
    if code == "07" and goal then event.patients = goal end
    event.goal = goal or nil
  elseif code == "05" or code == "16" or code == "13" or code == "03" then
    local side = sentence:after_preposition(event.patients[#event.patients].last, COUNTERPART)
    if side and any_actor(sentence, side) then event.patients = side end
  end
end

local COMMENTING = Words.set "comment say discuss elaborate speak answer give respond name identify"
local PRESS = Words.set "reporter journalist newspaper broadcaster agency correspondent"

-- "declined to comment", "spoke to reporters"
local function is_for_press(sentence, v, event)
  local lemma = sentence.lemma[v]
  if (lemma == "decline" or lemma == "refuse") and sentence.lower[v + 1] == "to" then return COMMENTING[sentence.lemma[v + 2]] end
  local patient = event.patients and event.patients[1]
  return event.entry.class == "CONSULT" and patient and Words.has(PRESS, sentence.lemma[patient.head], sentence.lower[patient.head])
end

-- The event of a verb at a token, or nil.
function Deeds.verb(sentence, v, entries)
  local frame
  for _, entry in ipairs(entries) do
    local last = words_end(sentence, entry, v)
    if last then
      frame = frame or verb_frame(sentence, v)
      local event = verb_event(sentence, entry, v, last, frame)
      if event and is_for_press(sentence, v, event) then return nil end
      if event then
        other_side(sentence, event)
        local walkout = sentence.lemma[v] == "strike" and entry.class == "ASSAULT" and not event.patients
        return walkout and Walkouts.is(sentence, v, nil, event.agents) and Walkouts.take(sentence, event) or event
      end
    end
  end
end

-- NOUNS -------------------------------------------------------------------------------------------------------------

-- Deeds whose "of" names the patient; for the rest it names the agent.
local OF_PATIENT = Words.set [[
  bombing bombardment shelling killing murder siege blockade invasion occupation annexation liberation capture seizure recapture retaking
  arrest detention abduction kidnapping assassination execution beheading massacre slaughter defeat support slaying condemnation criticism
  deportation expulsion crackdown denunciation endorsement violation cleansing genocide hostage-taking
]]
local TOWARD = { against = true, on = true, upon = true, into = true, at = true, targeting = true, toward = true, towards = true }
local AGAINST = { against = true }
local BESIDE = Words.set "in near at inside around outside across along"

local ROLES = {}
function ROLES.by(event, list) event.agents = event.agents or list end
function ROLES.with(event, list) if event.agents then event.patients = event.patients or list else event.counterpart = list end end
function ROLES.to(event, list)
  local code = event.entry.code:sub(1, 2)
  if code == "07" or code == "04" or code == "15" or code == "13" then event.patients = event.patients or list end
end
ROLES["for"] = function() end
ROLES.from = function(event, list)
  local word = event.entry.words[1]
  if word == "support" or word == "fire" then event.agents = event.agents or list end
  if event.entry.code ~= "0874" and event.entry.code ~= "045" then return end
  event.patients = event.patients or list
end
function ROLES.between(event, list)
  if #list > 1 then
    event.agents, event.patients = { list[1] }, { table.unpack(list, 2) }
  else
    event.agents = event.agents or list
  end
  event.mutual = true
end
ROLES.among = ROLES.between

local function of(sentence, event, list, noun)
  if OF_PATIENT[noun] then
    event.patients = event.patients or list
  elseif any_actor(sentence, list) then
    event.agents = event.agents or list
  end
end

-- Phrases behind a noun, one after the other: "of Aleppo by the army in May".
local function noun_phrases(sentence, event, noun)
  local i, steps = event.last + 1, 0
  while i <= sentence.last and steps < 5 do
    steps = steps + 1
    local lower = sentence.lower[i]
    local preposition = TOWARD[lower] or ROLES[lower] or BESIDE[lower] or lower == "of"
    if sentence.dates[i] then
      i = i + 1
    elseif preposition then
      local chunk = sentence:chunk_from(i + 1)
      if not chunk then
        -- "on Monday": a date is no chunk
        if not sentence.dates[i + 1] then return i end
        i = i + 1
      else
        local list = sentence:with_right(sentence:through_quantity(chunk), lower == "between" or lower == "among")
        local name = sentence.names[chunk.head]
        local where = name and name.label == "LOC" and (lower == "at" or lower == "on" and false)
        if lower == "of" then of(sentence, event, list, noun)
        elseif TOWARD[lower] and not where then event.patients = event.patients or list
        elseif ROLES[lower] then ROLES[lower](event, list) end
        i = list[#list].last + 1
        if sentence.chunk_at[i] then return i end
      end
    else
      return i
    end
  end
  return i
end

local RECEIVING = Words.set "receive suffer face endure withstand draw"

-- "attacks claimed by Daesh", "talks held by the two sides"; "forces conducted 34 strikes"
local function supported(sentence, event, chunk, after)
  local verb = chunk.first - 1
  while verb > sentence.first and (sentence.upos[verb] == "ADV" or sentence.lower[verb] == "out" or sentence.lower[verb] == "up"
                                   or sentence.lower[verb] == "in") do verb = verb - 1 end
  if sentence:is_verb(verb) and Words.support[sentence.lemma[verb]] and not sentence:is_passive(verb) then
    event.support = verb
    local subject = sentence:subject(verb)
    if subject and any_actor(sentence, subject) then event.agents = event.agents or subject end
    return
  end
  if sentence:is_verb(verb) and RECEIVING[sentence.lemma[verb]] and not event.patients then
    event.support = verb
    event.patients = sentence:subject(verb)
    return
  end
  for i = after, math.min(after + 6, sentence.last) do
    if sentence:is_verb(i) then
      if Words.support[sentence.lemma[i]] and (sentence.lower[i + 1] == "by" or sentence.lower[i + 1] == "out") then
        event.support = i
        event.agents = event.agents or sentence:after_preposition(i, BY)
      elseif sentence:is_passive(i) then
        event.support = i
      end
      return
    end
  end
end

local function noun_event(sentence, entry, first, last, chunk)
  local event = { entry = entry, first = first, last = last, chunk = chunk, noun = true }
  local owner = sentence:owner(chunk)
  if owner then event.agents = { owner } end
  local after = noun_phrases(sentence, event, sentence.lemma[last])
  -- "strikes, flown by night, against the camps"
  if entry.class == "ASSAULT" and not event.patients then event.patients = sentence:after_preposition(last, AGAINST, 36) end
  if sentence.lower[first - 1] == "using" then return nil end
  if not event.agents or not event.patients then
    local agents = event.agents
    supported(sentence, event, chunk, after)
    event.agents = agents or event.agents
  end
  if entry.code == "1823" and event.patients and not any_actor(sentence, event.patients) then return nil end
  if event.counterpart then
    if event.agents then event.patients = event.patients or event.counterpart else event.agents = event.counterpart end
  end
  -- "a peaceful agreement" of nobody
  local class = entry.class
  event.anaphoric = not event.agents and not event.patients and Words.articles[sentence.lower[chunk.first]]
    and sentence.lower[chunk.first] ~= "a" and sentence.lower[chunk.first] ~= "an"
  if (class == "CONSULT" or class == "SUPPORT" or class == "COOPERATE" or class == "ACCUSE" or class == "THREATEN")
    and not any_actor(sentence, event.agents) and not any_actor(sentence, event.patients) then return nil end
  return event
end

-- The event of a noun at a token, or nil. The noun is the head of its phrase: not the "attack helicopter".
function Deeds.noun(sentence, n, entries)
  if TOGETHER[sentence.lower[n]] then
    local event = together(sentence, n)
    if event or sentence.lower[n] ~= "support" then return event end
  end
  for _, entry in ipairs(entries) do
    local last = words_end(sentence, entry, n)
    local chunk = last and sentence.chunk_at[last]
    if chunk and chunk.head == last and not sentence.names[n] and sentence.lower[n - 1] ~= "-" then
      local event = noun_event(sentence, entry, n, last, chunk)
      local walkout = event and entry.code == "190" and n == last and sentence.lemma[n] == "strike"
      if walkout and Walkouts.is(sentence, n, chunk, event.agents) then return Walkouts.take(sentence, event) end
      return event
    end
  end
end

return Deeds
