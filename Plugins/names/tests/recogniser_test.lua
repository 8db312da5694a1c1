-- What a recogniser adds to lists and rules, and where it is not believed.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma", "entities" }, require "names" {} },

  { name = "a surname that no list knows", text = "Yesterday [who:PER Petrosyan] told reporters that he would go.",
    attributes = { who = { entity = "Petrosyan" } } },
  { name = "a list keeps its entity", text = "[place:LOC Artsakh] is quiet.", attributes = { place = { entity = "Nagorno-Karabakh" } } },
  { name = "two that agree are surer", text = "Everyone in [place:LOC Moscow] knows.", check = function(doc)
      local place = doc:spans("LOC")[1]
      assert(place.attributes.confidence > 0.9, place.attributes.confidence)
    end },
  { name = "an article is no part of a name", text = "It lies in the [LOC United States]." },
  { name = "a title is none either", text = "led by Dame [PER Rosalind Achterberg]" },
  { name = "no title is", text = "House Speaker [PER Pauline D. Ryan] met Mr. [PER Cortland] and Sen. [PER Cortland] there." },
  { name = "a body that is named again", text = "She works for [ORG Tsukimi Robotics]. [ORG Tsukimi Robotics] is in [LOC Tokyo]." },
  { name = "a ship is nobody", text = "They met the frigate FS Surcouf and the USS Nimitz at sea.", none = { "PER", "ORG", "LOC" } },
  { name = "a name behind a hyphen", text = "“No,” said Tsehaye Wolde-Amlak, who left.", check = function(doc)
      local person = doc:spans("PER")[1]
      assert(person.text == "Tsehaye Wolde-Amlak", person.text)
    end },
  { name = "a word that the text has in small letters too", text = "Court upholds the fine. The court said that it was late.", none = "ORG" },
  { name = "what joins two countries is no name", text = "the [LOC Norway]-[LOC Sweden] border" },
}
