-- Names come with the documents, so that the plugin is tested alone. Thursday, 13 May 2021.
local pipeline = require "pipeline"

local function event(doc, number) return doc:relations("EVENT")[number or 1] end

return pipeline.tests {
  stages = {
    pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" },
    require "dates" { reference = "2021-05-13" }, require "events" {},
  },

  { name = "who does it to whom, where and when",
    text = "[=a:LOC Norland] [t: bombed] [=b:LOC Sudmark] near [=p:LOC Karsk] on [d:DATE Monday].",
    relations = { { relation = "EVENT", trigger = "t", agent = "a", patient = "b", place = "p", time = "d",
                    attributes = { class = "ASSAULT", code = "183", modality = "asserted", polarity = "positive" } } } },
  { name = "the passive voice", text = "[=b:LOC Sudmark] was [t: accused] of spying by [=a:LOC Norland].",
    relations = { { relation = "EVENT", trigger = "t", agent = "a", patient = "b", attributes = { class = "ACCUSE" } } } },
  { name = "what is planned", text = "[=a:LOC Norland] will [t: attack] [=b:LOC Sudmark].",
    relations = { { relation = "EVENT", trigger = "t", agent = "a", patient = "b", attributes = { modality = "planned" } } } },
  { name = "what may be", text = "[=a:LOC Norland] may [t: attack] [=b:LOC Sudmark].",
    relations = { { relation = "EVENT", trigger = "t", agent = "a", patient = "b", attributes = { modality = "possible" } } } },
  { name = "what did not happen", text = "[=a:LOC Norland] did not [t: attack] [=b:LOC Sudmark].",
    relations = { { relation = "EVENT", trigger = "t", agent = "a", patient = "b", attributes = { polarity = "negative" } } } },
  { name = "what is denied", text = "[=PER Ana Ilic] denied that [=a:LOC Norland] [t: attacked] [=b:LOC Sudmark].",
    check = function(doc)
      for _, found in ipairs(doc:relations "EVENT") do
        if found.attributes.class == "ASSAULT" then assert(found.attributes.modality == "denied", found.attributes.modality) end
      end
    end },
  { name = "what somebody asks for", text = "[=PER Ana Ilic] urged [=a:LOC Norland] to [t: withdraw] its troops.",
    check = function(doc)
      local found = event(doc, 2)
      assert(found.attributes.class == "RETREAT" and found.attributes.mood == "demanded", found.attributes.mood)
    end },
  { name = "a noun with its sides", text = "[t: Talks] between [=a:LOC Norland] and [=b:LOC Sudmark] began.",
    relations = { { relation = "EVENT", trigger = "t", agent = "a", patient = "b", attributes = { class = "CONSULT" } } } },
  { name = "strikes against somebody", text = "[=a:LOC Norland] flew [t: air strikes] against [=b:ORG Red Lantern].",
    check = function(doc) assert(event(doc).patient.text == "Red Lantern" and event(doc).attributes.code == "195") end },
  { name = "strikes with a long list of what flew them", text =
      "[=a:LOC Norland] conducted nine [t: strikes] using bombers, fighters and drones as well as rockets against [=b:ORG Red Lantern].",
    check = function(doc) assert(event(doc).patient.text == "Red Lantern", "the patient is far behind") end },
  { name = "who flies them supports somebody", text =
      "[=a:LOC Norland] conducted nine strikes in support of the [=b:LOC Sudmark] army.",
    check = function(doc)
      local found = event(doc, 2)
      assert(found.attributes.class == "COOPERATE" and found.agent.text == "Norland", found.agent.text)
    end },
  { name = "people of a state act for it", text = "[=n:NORP Norlandic] forces [t: shelled] [=p:LOC Karsk].",
    check = function(doc)
      local agent = event(doc).agent
      assert(agent.text == "Norlandic forces" and agent.attributes.side == "Norlandic" and not agent.attributes.entity)
    end },
  { name = "a particle makes no passive", text = "Later the navy [t: fought off] several attacks.",
    check = function(doc) assert(event(doc).agent.text == "navy", "the navy fights") end },
  { name = "told twice, one event", text = "[=LOC Norland] bombed [=LOC Karsk] on [DATE Monday]. [=LOC Norland] bombed [=LOC Karsk] again, it said.",
    check = function(doc)
      assert(#doc:relations "EVENT" == 1 and event(doc).attributes.mentions == 2, #doc:relations "EVENT")
    end },
  { name = "an abduction is coercion", text = "[=a:ORG Red Lantern] [t: kidnapped] nine teachers.",
    check = function(doc) assert(event(doc).attributes.class == "COERCE", event(doc).attributes.class) end },
  { name = "who is asked for something", text = "[=a:PER Ana Ilic] [t: asked for] calm. [=c:PER Ana Ilic] asked the army for trucks.",
    check = function(doc) assert(event(doc, 2).patient.text == "army", event(doc, 2).patient.text) end },
  { name = "who is to do it", text = "[=a:PER Ana Ilic] demanded that [=b:LOC Norland] close the bridge.",
    check = function(doc) assert(event(doc).patient.text == "Norland", "Norland is to close it") end },
  { name = "the day of the report is not that of the event", text = "[=LOC KARSK], [d:DATE 3 May] — [=a:LOC Norland] [t: bombed] [=b:LOC Sudmark].",
    check = function(doc) assert(not event(doc).arguments.time, "it has no time") end },
  { name = "a date of another clause", text = "[=a:LOC Norland] [t: blamed] [=b:LOC Sudmark], which has held the town since [DATE May 2].",
    check = function(doc) assert(not event(doc).arguments.time, "it has no time") end },
  { name = "where one goes to", text = "[=a:PER Ana Ilic] [t: visited] [=p:LOC Karsk] on [d:DATE Monday].",
    relations = { { relation = "EVENT", trigger = "t", agent = "a", place = "p", time = "d" } } },
  { name = "a place of the next deed", text = "[=a:LOC Norland] [t: sent] food to [=b:ORG Red Lantern] and will open camps near [=LOC Karsk].",
    check = function(doc) assert(not event(doc).arguments.place, "it has no place") end },

  -- Strikes of workers.
  { name = "workers who strike", text = "Rail [a: workers] will [t: strike] on [DATE Monday].",
    check = function(doc) assert(event(doc).attributes.class == "PROTEST" and event(doc).attributes.code == "143") end },
  { name = "a strike over pay", text = "Teachers went on [t: strike] over pay.",
    check = function(doc) assert(event(doc).attributes.class == "PROTEST") end },
  { name = "a vote to end a strike", text = "Dockworkers voted to end a ten-day [t: strike].",
    check = function(doc) assert(event(doc).attributes.class == "PROTEST" and event(doc).agent.text == "Dockworkers") end },
  { name = "a strike of aircraft", text = "A [=LOC Norland] strike destroyed two tanks near [=LOC Karsk].",
    check = function(doc) assert(event(doc).attributes.class == "ASSAULT") end },

  -- What is none.
  { name = "games and prices", text = "The fans liked the game, and the price hit a record.", none = "EVENT" },
  { name = "a storm", text = "The storm killed time and hit the coast.", none = "EVENT" },
  { name = "a word of a name", text = "[=ORG Operation Swift Attack] is a name.", none = "EVENT" },
}
