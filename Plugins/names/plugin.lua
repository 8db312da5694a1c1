-- Finds people, organisations, places and nationalities: lists, rules and a recogniser, joined into the layer `entities`.
local pipeline = require "pipeline"
local extract = pipeline.extract
local join = require "join"

local OPTIONS = { least = true }

--- The stages in order. `least` is the confidence below which a recogniser's word alone is not taken.
return function(options)
  options = options or {}
  for name in pairs(options) do
    if not OPTIONS[name] then error("names: unknown option '" .. tostring(name) .. "'; there is least", 2) end
  end

  -- Exact case: folded lists would find Turkey in a kitchen and the United States in "us". The lists may overlap, since
  -- the place in the name of a mission must not hide the mission; `join` decides.
  return {
    extract.phrases { name = "names.places", label = "LOC", list = "lists/places.tsv", overlap = "keep" },
    extract.phrases { name = "names.bodies", label = "ORG", list = "lists/organisations.tsv", overlap = "keep" },
    extract.phrases { name = "names.nationalities", label = "NORP", list = "lists/nationalities.tsv", overlap = "keep" },
    extract.phrases { name = "names.people", label = "PER", list = "lists/people.tsv", overlap = "keep" },
    extract.patterns "rules/places.lua",
    extract.patterns "rules/organisations.lua",
    extract.patterns "rules/people.lua",
    join(options.least or 0.5),
  }
end
