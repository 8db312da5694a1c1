-- The counts of single documents, and the tables that come of them; `config.lua` beside this runs several documents.
local pipeline = require "pipeline"
local count = require "counts"
local tables = require "tables"

-- A counter as the runner has them: entries with the most frequent first.
local function counter()
  local list, by_key = {}, {}
  function list:add(key, number)
    local entry = by_key[key]
    if not entry then
      entry = { key = key, count = 0 }
      by_key[key] = entry
      self[#self + 1] = entry
    end
    entry.count = entry.count + (number or 1)
    table.sort(self, function(a, b) return a.count > b.count or a.count == b.count and a.key < b.key end)
  end
  return list
end

local function read(doc, most, days)
  local shared = {}
  for _, name in ipairs { "speakers", "about", "events", "tension", "pair_events", "pair_documents" } do shared[name] = counter() end
  count(doc, shared)
  return tables(shared, most or 50, days or 200)
end

return pipeline.tests {
  modules = { ".." },
  stages = {
    pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, require "names" {},
    require "aliases" { ties = { "names", "acronyms" } }, require "roles" {}, require "aliases" { name = "nouns", ties = { "roles" } },
    require "statements" {}, require "speakers" {}, require "dates" { reference = "2021-05-13" }, require "events" {},
    require "tension" {}, require "desk" {},
  },

  { name = "who speaks how often", text = "Anna Ruiz said that it rained. Carl Sand said that it snowed. Anna Ruiz said that it froze.",
    check = function(doc)
      local rows = read(doc).speakers
      assert(rows[1].speaker == "Anna Ruiz" and rows[1].count == 2 and rows[2].speaker == "Carl Sand", rows[1].speaker)
    end },
  { name = "who speaks about whom", text = "Anna Ruiz said that Carl Sand was in Oslo. Anna Ruiz said that Anna Ruiz was in Oslo.",
    check = function(doc)
      local rows = read(doc).about
      assert(rows[1].about == "Oslo" and rows[1].count == 2 and rows[2].about == "Carl Sand" and #rows == 2, #rows)
    end },
  { name = "events by day and place", text = "Norway bombed Sweden near Oslo on Monday.", check = function(doc)
      local row = read(doc).events[1]
      assert(row.day == "2021-05-10" and row.place == "Oslo" and row.class == "ASSAULT" and row.modality == "asserted", row.day)
    end },
  { name = "what did not happen is left out", text = "Norway did not bomb Sweden. Norway may bomb Denmark.",
    check = function(doc) assert(#read(doc).events == 0, "no event") end },
  { name = "pairs with the weight of their events", text = "Norway bombed Sweden. Sweden accused Norway of spying.",
    check = function(doc)
      local row = read(doc).pairs[1]
      assert(row.a == "Norway" and row.b == "Sweden" and row.events == 2 and row.documents == 1, row.events)
      assert(row.tension == 4, row.tension)
    end },
  { name = "jets stand for their state", text = "Norwegian jets bombed Swedish positions.", check = function(doc)
      local row = read(doc).pairs[1]
      assert(row.a == "Norway" and row.b == "Sweden", row.a)
    end },
  { name = "no more rows than asked for", text = "Anna Ruiz said that it rained. Carl Sand said that it snowed.",
    check = function(doc) assert(#read(doc, 1).speakers == 1, "one row") end },
  { name = "no more events than asked for", text = "Norway bombed Sweden on Monday. Norway accused Sweden of spying on Tuesday.",
    check = function(doc) assert(#read(doc, 50, 1).events == 1, "one row") end },
  { name = "a document without anything", text = "It rained.", check = function(doc)
      local found = read(doc)
      assert(#found.speakers == 0 and #found.about == 0 and #found.events == 0 and #found.pairs == 0)
    end },
}
