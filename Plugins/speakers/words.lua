-- Words that tell who is meant by a source.
local Words = {}

function Words.set(list)
  local result = {}
  for word in list:gmatch "%S+" do result[word] = true end
  return result
end

Words.singular = { he = "m", him = "m", his = "m", she = "f", her = "f", hers = "f" }
Words.plural = Words.set "they them their"

-- Nouns for a person that tell nothing of the office: who is meant was named shortly before.
Words.officials = Words.set "official officer politician leader diplomat man woman executive lawmaker"

-- How nouns for people end: "monitor", "teacher", "analyst", "witness".
Words.person_endings = { "er", "or", "ist", "yst", "ian", "man", "son", "ant", "ent", "ess", "ide", "ert", "tic", "ial" }

-- What is said of somebody who was not named before.
Words.first_time = Words.set "a an one another"

-- Things in which a body speaks.
Words.papers = Words.set "statement website report release letter paper study survey poll communique post message newsletter"

-- Words that tell the gender of the person they stand with. Names tell it too unreliably to be used.
Words.genders = {}
for word in ("mr. mr sir king prince lord spokesman chairman businessman congressman"):gmatch "%S+" do
  Words.genders[word] = "m"
end
for word in ("mrs. ms. mrs ms miss dame queen princess lady spokeswoman chairwoman businesswoman congresswoman"):gmatch "%S+" do
  Words.genders[word] = "f"
end

-- Titles without a full stop. One with a full stop is told by it.
Words.titles = Words.set [[mr mrs ms miss dr sir dame lord lady sheikh imam rabbi archbishop bishop pope king queen prince princess
  general brigadier colonel major captain lieutenant sergeant admiral senator congressman congresswoman president vice prime
  deputy minister chancellor ambassador commissioner judge justice professor chief secretary governor mayor]]

-- Nouns that say what the name behind them is: "Trade union Finansforbund Nord".
Words.kinds = Words.set [[union newspaper magazine company bank party group agency airline firm network channel station website site portal outlet broadcaster charity
  watchdog militia daily weekly]]

-- What ends the head of a source: an apposition, a bracket, a relative clause.
Words.asides = Words.set ", ( — – who which"

return Words
