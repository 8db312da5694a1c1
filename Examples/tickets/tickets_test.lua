-- Which queue a ticket goes to, and what it weighs.
local pipeline = require "pipeline"

return pipeline.tests {
  definition = "config.lua",

  { name = "an outage goes to the engineers", exact = "trouble",
    text = "The app [OUTAGE crashes] on start, please help.",
    sets = { queue = "incidents", product = "unknown" },
    scores = { severity = { value = 3, level = "medium", because = "outage" } } },

  { name = "security comes before all else",
    text = "Everything is [OUTAGE down], and we got a [SECURITY phishing] mail.",
    sets = { queue = "security" }, scores = { severity = { at_least = 5, level = "high" } } },

  { name = "a question is no trouble", exact = "trouble", text = "How do I change my picture?",
    sets = { queue = "questions" }, scores = { severity = 0 } },

  { name = "what the form says counts where the text names nothing", text = "Please help.", exact = "trouble",
    meta = { product_hint = "Mail" }, sets = { product = "Mail" } },
}
