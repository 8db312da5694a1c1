-- Ties all mentions of a person, an organisation or a place to one entity.
--
-- `ties` names those that are wanted (all but the last unless told otherwise):
--   names      "Vardanesyan" after "Aram Vardanesyan", a nickname in quotation marks, "Aegean Gateway" after "… Terminals",
--              "Artsakh" after "Nagorno-Karabakh"
--   acronyms   "OSCE" after "Organization for Security and Co-operation in Europe (OSCE)"
--   sides      "the Russian side"
--   roles      "the minister" after somebody with that role
--   bodies     "the ministry" after a body that is one
local pipeline = require "pipeline"
local read = require "entities"
local tie_acronyms = require "acronyms"
local tie_sides = require "sides"
local tie_roles = require "role_nouns"
local tie_bodies = require "body_nouns"

local TIES = { names = true, acronyms = true, sides = true, roles = true, bodies = true }

local function process(doc, ties)
  if ties.names or ties.acronyms or ties.sides then
    local names = read(doc)
    if ties.names then
      names:add_body_forms()
      names:tie_people()
      names:claim_places()
    end
    if ties.names then names:tie_bodies() end
    if ties.acronyms then tie_acronyms(names) end
    names:relate_spellings()
    names:annotate_forms()
    if ties.sides then tie_sides(names) end
  end
  if ties.roles then tie_roles(doc) end
  if ties.bodies then tie_bodies(doc) end
end

return function(options)
  options = options or {}
  local ties = {}
  for _, tie in ipairs(options.ties or { "names", "acronyms", "sides" }) do
    if not TIES[tie] then
      error("aliases: unknown tie '" .. tostring(tie) .. "'; it is one of names, acronyms, sides, roles, bodies", 2)
    end
    ties[tie] = true
  end

  local assigns = { "entities" }
  if ties.sides or ties.roles or ties.bodies then assigns[#assigns + 1] = "mentions" end
  if ties.roles then assigns[#assigns + 1] = "roles" end
  local requires = { "entities" }
  if ties.roles then requires[#requires + 1] = "roles" end
  if ties.bodies then requires[#requires + 1] = "upos" end
  return pipeline.stage {
    name = options.name or "aliases",
    requires = requires,
    assigns = assigns,
    process = function(doc) process(doc, ties) end,
  }
end
