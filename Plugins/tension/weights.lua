-- What each thing adds to the score. All of it can be replaced by options of the stage.
local Weights = {}

-- By CAMEO code, the longest beginning of a code that is named here counts; deeds of peace weigh against the score.
Weights.codes = {
  ["02"] = 0, ["0256"] = 0.25, ["023"] = 0, ["03"] = -0.25, ["036"] = -0.5, ["037"] = -0.75, ["04"] = -0.25, ["045"] = -0.5, ["046"] = -0.5,
  ["05"] = -0.25, ["057"] = -0.75, ["06"] = -0.25, ["062"] = 0.25, ["07"] = -0.25, ["072"] = 0.75, ["08"] = -0.5, ["087"] = -1,
  ["09"] = 0.25, ["10"] = 0.25, ["11"] = 0.75, ["112"] = 1, ["12"] = 0.75, ["13"] = 2, ["139"] = 2.5, ["14"] = 1, ["145"] = 2, ["15"] = 1.5,
  ["16"] = 1.5, ["17"] = 1.5, ["175"] = 2.5, ["18"] = 2.5, ["183"] = 3, ["19"] = 3, ["196"] = 3, ["20"] = 4,
}

-- How much of it counts, by how it is told.
Weights.modality = { asserted = 1, planned = 0.6, possible = 0.25, denied = 0.25, demanded = 0.25, ended = 0.25 }
Weights.negative = 0.25
Weights.attributed = 0.9
-- Nobody is said to do it or to suffer from it: "the conflict".
Weights.anonymous = 0.5
-- What happened more than half a year before the document's day is background.
Weights.old = 0.25
-- What is told again adds this part of its weight, up to twice in all.
Weights.again = 0.25

-- Words that speak of tension without telling an event, by lemma.
Weights.words = {
  fear = 0.25, crisis = 0.5, tension = 0.5, escalation = 0.75, escalate = 0.75, hostile = 0.5, aggression = 0.75, provocation = 0.75,
  provocative = 0.5, destabilize = 0.5, destabilise = 0.5, destabilizing = 0.5, destabilising = 0.5, standoff = 0.5, rivalry = 0.25,
  enemy = 0.25, militant = 0.25, terrorist = 0.25, mercenary = 0.25, insurgent = 0.25, separatist = 0.25, casualty = 0.5, bloodshed = 0.75,
  violence = 0.5, ultimatum = 0.5, retaliation = 0.75, alert = 0.25, unrest = 0.5, turmoil = 0.5, deadlock = 0.25, disputed = 0.25,
  warlike = 0.5, brink = 0.5, calm = -0.25, peaceful = -0.25, peacefully = -0.25, reconciliation = -0.5, ["de-escalation"] = -0.25,
}

-- Cues of statements that carry tension whatever they say.
Weights.cues = { warn = 0.5, threaten = 0.75, accuse = 0.5, denounce = 0.5, condemn = 0.5, fear = 0.25, protest = 0.25 }

-- How many times one reason counts in full.
Weights.cap = 4

Weights.levels = { medium = 3.5, high = 9 }

return Weights
