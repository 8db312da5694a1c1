-- Lists and rules, without a recogniser.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, require "names" {} },
  exact = "entities",

  -- Lists.
  { name = "spellings of a disputed place are one entity",
    text = "[a:LOC Nagorno-Karabakh], [b:LOC Nagorny Karabakh] and [c:LOC Artsakh]",
    attributes = { a = { entity = "Nagorno-Karabakh" }, b = { entity = "Nagorno-Karabakh" }, c = { entity = "Nagorno-Karabakh" } } },
  { name = "a nationality belongs to its state",
    text = "The [turk:NORP Turkish] minister went to [town:LOC Moscow].",
    attributes = { turk = { entity = "Turkey", state = "Turkey" }, town = { entity = "Moscow", state = "Russia" } } },
  { name = "an office that is called by its house",
    text = "[house:ORG Kremlin] officials said nothing.", attributes = { house = { state = "Russia" } } },
  { name = "words in small letters are no names", text = "We cooked turkey for us and jordan almonds.", none = { "LOC", "PER" } },

  -- Organisations.
  { name = "a body by the word before", text = "the [ORG Ministry of Foreign Affairs] and the [ORG Office of the Special Envoy for Norland]" },
  { name = "a body by the word behind", text = "The [ORG Coastal Shield Brigade] met the [ORG Harbour Exporters' Chamber]." },
  { name = "a body by its state", text = "[body:ORG Turkey's foreign ministry] waited.", attributes = { body = { state = "Turkey" } } },
  { name = "forces of a state", text = "They asked the [ORG Iraqi security forces]." },
  { name = "a unit and its regiment", text = "men of [ORG 3rd Battalion, 21st Field Artillery Regiment]" },
  { name = "an acronym in brackets", text = "the [ORG Harbour Safety Authority] ([ORG HSA])" },
  { name = "a kind of body before the name", text = "the newspaper [ORG Rynok i Mir]" },
  { name = "a party between commas", text = "The governing party, [ORG Bread and Harbour], lost." },
  { name = "a kind of body behind a comma", text = "It was called by [ORG Article Nine], a students' movement." },
  { name = "the agency behind a dateline", text = "[LOC GENEVA], Oct. 3 ([ORG XQN]) - Nothing was signed." },

  { name = "two words and a kind joined", text = "The [ORG Food and Harbour Authority] met. The [ORG Ostra Harbour Commission on Rivers] did too." },
  { name = "the government of a country", text = "the [ORG government of Iraq], and [ORG Norway's new government]" },
  { name = "a coalition and who leads it", text = "the [ORG U.S.-led coalition]" },
  { name = "who stands behind a person", text = "the [ORG Assad regime]" },
  { name = "squadrons and task forces", text = "[ORG Delta Battery] joined [ORG Task Force 51]." },
  { name = "a medium before its kind", text = "It was in the [ORG Rynok] newspaper." },
  { name = "companies", text = "[ORG Carrow & Finch] bought [ORG Medimar S.A.] at last." },

  -- Places.
  { name = "a dateline in capitals", text = "[town:LOC CAIRO], Jan. 28 - Nothing was signed.",
    attributes = { town = { entity = "Cairo", state = "Egypt" } } },
  { name = "a dateline that no list knows", text = "[town:LOC BIRNIN ZANDO], [LOC Nigeria], June 19 - Rain fell.",
    attributes = { town = { entity = "Birnin Zando" } } },
  { name = "a place by what it is", text = "the town of [LOC Velden] on the [LOC Usk River], near [LOC Tarn]" },
  { name = "a smaller place before a larger one", text = "He lives in [LOC Brackwater], [LOC Norway]." },

  { name = "places by the word before, and by their side", text = "[LOC Lake Ostra] lies in [LOC Northern Norway], east of [LOC Al Ostra]." },
  { name = "a town before its kind", text = "We reached the [LOC Ain Ostra] district." },

  -- People.
  { name = "a title is no part of the name", text = "Dr. [PER Miriam Osei] met Minister [PER Quandt]." },
  { name = "an office in small letters before the name", text = "We met spokesman [PER Ulric Vandersten] there." },
  { name = "initials", text = "[PER J. R. Vandersten] and [PER Mark B. Vandersten] agreed." },
  { name = "a first name that is a word too", text = "We saw [PER Chip Vandersten]." },
  { name = "Arabic names", text = "[PER Abu Omar al-Rashidi] met [PER Quosay al-Rashidi]." },
  { name = "a first name alone", text = "We met [PER Miriam] again." },
  { name = "who becomes something", text = "[PER Ulmo Vandersten] became energy minister." },
  { name = "who is described behind a comma", text = "[PER Ulmo Vandersten], who runs it, left." },
  { name = "somebody's age", text = "[PER Ulmo Vandersten], 54, left." },
  { name = "a party and a state behind a name", text = "[PER Vandersten] (D-[LOC Ohio]) left." },
  { name = "a nickname is one", text = [[[PER Peter "Pelle" Askmark] laughed.]] },
  { name = "a name of three behind said", text = "“It is over,” said [PER Tano Bawa Yelwan]." },
  { name = "a name behind its office and a comma", text = "The referee, [PER Ostrek Vandersten], said no." },
  { name = "a name that goes on behind a hyphen", text = "“No,” said [PER Haneul Ji-woo], the captain." },
  { name = "a month is nobody", text = "On Jan 7 it rained, and on 8 Jan it snowed.", none = "PER" },
}
