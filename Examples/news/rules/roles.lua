-- Who holds which office: relation ROLE with `person`, `role` and, where the text names it, `organisation`.
-- "Former" and "acting" stay inside the role text, so that a reader of the output can tell them apart.
local pipeline = require "pipeline"

local macros = {
  DET   = [[ "the" | "a" | "an" | "its" | "his" | "her" | "their" ]],
  POSS  = [[ /['’]s?/ ]],
  -- Words between an article and the role noun: "former deputy health [minister]". Names end the run.
  MOD   = [[ [!is_punct & !in(entities)] ]],
  -- The same where no article shows the beginning: "[Water] Minister", "[hospital] director".
  KIND  = [[ [(upos = "ADJ|NOUN|PROPN" | xpos = "VBG" & is_title) & !is_punct & !in(entities)
              & !(lower in { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" })] ]],
  -- A body that has no name: "the clinic at Bangula"
  PLACE = [[ $KIND{0,3}? [upos = "NOUN"] ( ("at" | "in" | "of") "the"? (<LOC/> | <ORG/>) )? ]],
  WHERE = [[ "of" | "for" | "at" | "in" | "to" ]],
  BODY  = [[ <ORG/> | <LOC/> | <NORP/> ]],
}

return pipeline.rules {
  lists = {
    roles  = { file = "../lists/roles.txt", match = "lower" },
    titles = { file = "../lists/titles.txt", match = "lower" },
    lead   = { words = { "lead", "head", "run", "chair", "command", "manage" }, match = "lemma" },
  },
  macros = macros,

  { phase = "roles", policy = "best", within = "paragraph",
    -- "Aram Vardanesyan, deputy chief of the General Staff"
    { name = "after-name", claim = "role",
      pattern = [[ person:<PER/> "," $DET? role:($MOD{0,4}? %roles) $WHERE "the"? organisation:($BODY) ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }, score = 0.9 },

    -- "Trabelwi, a former army colonel"
    { name = "after-name-alone", claim = "role",
      pattern = [[ person:<PER/> "," ("the" | "a" | "an") role:($MOD{0,4}? %roles) ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role" }, score = 0.75 },

    -- "Tomas Arriaga-Bell, the U.N. envoy for Libya": the body stands between article and role noun
    { name = "after-name-body", claim = "role",
      pattern = [[ person:<PER/> "," $DET organisation:($BODY) role:($MOD{0,3}? %roles) ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }, score = 0.85 },

    -- "Peter Askmark, who leads Nordkyst"; with an apposition before: "Trabelwi, a former army colonel who leads …"
    { name = "who-leads", claim = "role",
      pattern = [[ person:<PER/> /[,—–-]/ $MOD{0,6}? "who" role:[lemma in %lead]
                   ( "the"? organisation:(<ORG/> | <LOC/>) | "the" organisation:($PLACE) ) ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }, score = 0.9 },

    -- "The acting head of the National Anti-Corruption Office, Ms. Rosaura Pintos"
    { name = "head-of", claim = "role",
      pattern = [[ role:(("acting" | "deputy" | "former" | "interim")? %roles) ("of" | "for") "the"? organisation:($BODY)
                   ( "(" <ORG/> ")" )? "," %titles? person:<PER/> ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }, score = 0.95 },

    -- "Halden Bank's chief executive Ingrid Solvei-Lunde", "The AU's peace commissioner, Nomvula Dhlaminike"
    { name = "possessive", claim = "role",
      pattern = [[ organisation:($BODY) $POSS role:($MOD{0,3}? %roles) ","? %titles? person:<PER/> ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }, score = 0.95 },

    -- "The OSCE warned … . Its special envoy, Helene Brandtvik": the body is named in the sentence before. A quotation may
    -- come first: "… . “Roads are gone,” its country director Paul Verhaegen-Diop said"
    { name = "its", claim = "role",
      pattern = [[ organisation:<ORG/> [text != "."]{0,40}? "." ( /["“]/ [text != "."]{1,40}? "," /["”]/ )? "its" role:($MOD{0,3}? %roles) ","? %titles? person:<PER/> ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }, score = 0.7 },

    -- "… to Medilitoral. The company's owner, Fabian Urdapilleta"
    { name = "the-companys", claim = "role",
      pattern = [[ organisation:<ORG/> [text != "."]{0,40}? "."
                   "the" [lower = "company|firm|bank|group|union|party|agency|ministry|organisation|organization|body|university|club|regulator"]
                   $POSS role:($MOD{0,3}? %roles) ","? %titles? person:<PER/> ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }, score = 0.7 },

    -- "its chief financial officer Wei Lanxiang": the same inside one sentence
    { name = "its-inside", claim = "role",
      pattern = [[ organisation:<ORG/> [text != "."]{0,25}? "," /["”]/? "its" role:($MOD{0,3}? %roles) %titles? person:<PER/> ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }, score = 0.65 },

    -- "Severgaz deputy chairman Gleb Orlovtsev", "A U.S. State Department spokesman, Caleb Thornbury,"
    { name = "body-before", claim = "role",
      pattern = [[ organisation:($BODY) role:($MOD{0,3}? %roles) ","? %titles? person:<PER/> ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }, score = 0.85 },

    -- "Defence Minister Winston Harripersaud", "Presiding judge Lucia Benavente", "The prosecutor, Mr. Hernan Alsogueta"
    { name = "before-name", claim = "role",
      pattern = [[ role:($KIND{0,3}? %roles) ","? %titles? person:<PER/> ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role" }, score = 0.6 },
  },
}
