-- How tense is the situation that the document describes? Evidence is counted with a ceiling, so that a long report
-- does not become "high" by repeating one word, and signs of calm weigh against it.
local pipeline = require "pipeline"

return pipeline.weights {
  name   = "tension",
  levels = { medium = 3, high = 6 },

  { name = "armed-clash", weight = 1.5, cap = 3,
    pattern = [[ [lemma = "shell|bomb|ambush|raid|clash" | lower ~ /clash(es|ed|ing)?/ & !is_title]
               | [lower = "shelling|artillery|mortar|shooting|gunmen|bombing|fighting|hostilities|airstrike|airstrikes"]
               | "armed" [lower = "clash|clashes|conflict|confrontation|attack|attacks"] | "military" "force"
               | "opening" "fire" | "opened" "fire" | "under" "fire" | "fired" "on" ]] },

  -- War as such, unless it is over or far away: "the Second World War", "post-war"
  { name = "war", weight = 1, cap = 2,
    pattern = [[ (?<! [lower = "world|civil|cold"] ) (?<! "-") [text = "war|wars"] ]] },

  { name = "fighters", weight = 0.5, cap = 3,
    pattern = [[ [lemma = "militant|terrorist|mercenary|insurgent|separatist|rebel"] ]] },

  { name = "casualties", weight = 1, cap = 2,
    pattern = [[ [lemma = "kill|wound" | lower = "killing|killed|wounding|wounded"] ]] },

  { name = "collapse-of-truce", weight = 1.5, cap = 1,
    pattern = [[ [lemma = "break"] [!is_punct]{0,3}? [lower = "truce|ceasefire"] | [lower = "truce|ceasefire"] [!is_punct]{0,3}? [lemma = "collapse"] ]] },

  { name = "threat", weight = 1.5, cap = 2,
    pattern = [[ [lemma = "threaten"] | "right" "to" "respond" | "on" "alert" | [lemma = "retaliate"] ]] },

  { name = "accusation", weight = 0.5, cap = 2,
    pattern = [[ <LOC/> [lemma = "accuse|dispute|deny"] | [lemma = "dispute"] "vote" ]] },

  { name = "unrest", weight = 1, cap = 3,
    pattern = [[ "tear" "gas" | [lemma = "protester|protestor|riot|looting"] | [lemma = "arrest"] ]] },

  { name = "sanctions", weight = 1, cap = 2,
    pattern = [[ [lower = "sanctions|embargo|blockade|ultimatum"] ]] },

  { name = "settlement", weight = -0.25, cap = 3,
    pattern = [[ [lemma = "agree|reopen"] | [lower = "accord|peaceful|peacefully|de-escalation"] ]] },
}
