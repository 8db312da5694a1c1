-- Counts the labels of `severity-words.lua`. A ceiling keeps an angry letter from outweighing an outage.
local pipeline = require "pipeline"

return pipeline.weights {
  name   = "severity",
  levels = { medium = 2, high = 4 },

  { name = "outage",   layer = "trouble", label = "OUTAGE",   weight = 3,   cap = 1 },
  { name = "loss",     layer = "trouble", label = "LOSS",     weight = 2.5, cap = 2 },
  { name = "security", layer = "trouble", label = "SECURITY", weight = 2.5, cap = 2 },
  { name = "blocked",  layer = "trouble", label = "BLOCKED",  weight = 2,   cap = 1 },
  { name = "deadline", layer = "trouble", label = "DEADLINE", weight = 1,   cap = 2 },
  { name = "nuisance", layer = "trouble", label = "NUISANCE", weight = 1,   cap = 2 },
  { name = "calm",     layer = "trouble", label = "CALM",     weight = -1,  cap = 1 },
}
