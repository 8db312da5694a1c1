-- Finds who holds which office: the relation ROLE (person, role, organisation).
local pipeline = require "pipeline"
local status = require "status"

--- The stages in order.
return function(options)
  local name = next(options or {})
  if name then error("roles: unknown option '" .. tostring(name) .. "'; there is none", 2) end
  return { pipeline.extract.patterns "rules/roles.lua", status }
end
