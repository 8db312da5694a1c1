-- Words and short phrases that say what kind of trouble a customer has. The labels are what `rules/severity.lua` counts
-- and what the routing stage looks at, so the wording lives in one place.
local pipeline = require "pipeline"

return pipeline.rules {
  { phase = "trouble", policy = "longest",
    { name = "outage", score = 0.9,
      pattern = [[ [lemma = "crash|freeze"] | [lower = "down|outage"] | "error" /\d{3}/ ]],
      emit = { label = "OUTAGE", layer = "trouble" } },

    { name = "loss", score = 0.9,
      pattern = [[ [lemma = "lose"] [!is_punct]{0,4} | [lower = "gone|deleted|vanished"] | "no" "backup" ]],
      emit = { label = "LOSS", layer = "trouble" } },

    { name = "security", score = 0.9,
      pattern = [[ [lower = "phishing|hacked|breach|suspicious|stolen"] | "unknown" "address" | "customer" "data" ]],
      emit = { label = "SECURITY", layer = "trouble" } },

    { name = "blocked", score = 0.8,
      pattern = [[ ("is" | "are" | "am") "blocked" | ("cannot" | "can't") "log" "in" | "nobody" [!is_punct]{0,4}? "work" ]],
      emit = { label = "BLOCKED", layer = "trouble" } },

    { name = "deadline", score = 0.7,
      pattern = [[ [lower = "urgent|immediately|asap"] | "due" ("at" | "on" | "by") | "for" [lower = "monday|tuesday|wednesday|thursday|friday"] ]],
      emit = { label = "DEADLINE", layer = "trouble" } },

    { name = "nuisance", score = 0.7,
      pattern = [[ [lower = "slow|misspelt|misspelled|typo"] | "doesn't" "sync" ]],
      emit = { label = "NUISANCE", layer = "trouble" } },

    { name = "no-hurry", score = 0.8,
      pattern = [[ "no" "hurry" | "some" "day" | "small" "thing" ]],
      emit = { label = "CALM", layer = "trouble" } },

    { name = "money", score = 0.8,
      pattern = [[ [lemma = "refund|charge|cancel"] | [lower = "invoice|receipt|subscription|price"] ]],
      emit = { label = "MONEY", layer = "trouble" } },
  },
}
