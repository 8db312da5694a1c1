-- Who holds which office: relation ROLE with `person`, `role` and, where the text names it, `organisation`.
-- The words that say that somebody held it, or holds it for another, stay inside the role text.
local pipeline = require "pipeline"

local emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }

local macros = {
  DET    = [[ ("the" | "a" | "an" | "its" | "his" | "her" | "their" | "one" "of" "the") ]],
  POSS   = [[ /['’]s?/ ]],
  -- Words between an article and the role noun: "former deputy health [minister]". Names end the run.
  MOD    = [=[ [!is_punct & !in(entities) & xpos != "VBD|VBZ|VBP|MD|WP|PRP"] ]=],
  -- The same where no article shows the beginning: "[Water] Minister", "[hospital] director".
  KIND   = [=[ [(upos = "ADJ|NOUN|PROPN" | xpos = "VBG" & is_title) & !is_punct & !in(entities)
              & !(lower in { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" })] ]=],
  -- A body that has no name: "the clinic at Bangula"
  PLACE  = [[ $KIND{0,3}? [upos = "NOUN"] ( ("at" | "in" | "of") "the"? (<LOC/> | <ORG/>) )? ]],
  WHERE  = [[ ("of" | "for" | "at" | "in" | "to" | "with" | "from" | "on" "behalf" "of") ]],
  BODY   = [[ (<ORG/> | <LOC/> | <NORP/>) ]],
  -- A second role behind "and": "chairman and chief executive"
  ROLE   = [[ %roles (("and" | "/" | "-") $MOD{0,2}? %roles)? ]],
  STATUS = [[ ("acting" | "deputy" | "former" | "interim" | "ex" "-"? | "then" "-"? | "outgoing" | "incoming" | "vice") ]],
  HER    = [[ ("(" []{1,4} ")")? ]],
}

return pipeline.rules {
  lists = {
    roles  = { file = "../lists/roles.txt", match = "lower" },
    styles = { file = "../lists/styles.txt", match = "text" },
    lead   = { words = { "lead", "head", "run", "chair", "command", "manage", "direct", "oversee" }, match = "lemma" },
    body   = { words = { "company", "firm", "bank", "group", "union", "party", "agency", "ministry", "organisation", "organization", "body",
                         "university", "club", "regulator", "coalition", "command", "campaign", "department" } },
  },
  macros = macros,

  { phase = "roles", policy = "best", within = "paragraph",
    -- "Aram Vardanesyan, deputy chief of the General Staff", "Ilves, the agency's former head for Libya"
    { name = "after-name", claim = "role",
      pattern = [[ person:<PER/> $HER ("," | "–" | "—") ("who" "is" | "who" "was")? $DET? role:($MOD{0,4}? $ROLE) $WHERE "the"? organisation:$BODY ]],
      emit = emit, score = 0.9 },

    -- "Ilves, an artillery crew chief in Bravo Battery": a body inside a chain of offices
    { name = "after-name-chain", claim = "role",
      pattern = [[ person:<PER/> "," $DET? role:($MOD{0,4}? $ROLE $WHERE $MOD{1,5}?) ("of" | "for" | "in" | "at") "the"? organisation:$BODY ]],
      emit = emit, score = 0.7 },

    -- "Trabelwi, a former army colonel"
    { name = "after-name-alone", claim = "role",
      pattern = [[ person:<PER/> $HER "," ("who" "is" | "who" "was")? ("the" | "a" | "an") role:($MOD{0,4}? $ROLE) ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role" }, score = 0.75 },

    -- "Dr. Ilves, director general,": nothing but the role between commas
    { name = "between-commas", claim = "role",
      pattern = [[ person:<PER/> "," role:($KIND{0,3}? $ROLE) "," ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role" }, score = 0.65 },

    -- "Tomas Arriaga-Bell, the U.N. envoy for Libya": the body stands between article and role noun
    { name = "after-name-body", claim = "role",
      pattern = [[ person:<PER/> $HER "," $DET? organisation:$BODY $POSS? role:($MOD{0,3}? $ROLE) ]],
      emit = emit, score = 0.85 },

    -- "Ilves is the party's deputy leader", "Ilves was president of Halden Bank"
    { name = "is", claim = "role",
      pattern = [[ person:<PER/> [lemma = "be|become"] ("now" | "also")? $DET? role:($MOD{0,3}? $ROLE) ("of" | "for" | "at") "the"? organisation:$BODY ]],
      emit = emit, score = 0.85 },
    { name = "is-body", claim = "role",
      pattern = [[ person:<PER/> [lemma = "be|become"] ("now" | "also")? $DET? organisation:$BODY $POSS? role:($MOD{0,3}? $ROLE) ]],
      emit = emit, score = 0.8 },

    -- "Peter Askmark, who leads Nordkyst"; with an apposition before: "Trabelwi, a former army colonel who leads …"
    { name = "who-leads", claim = "role",
      pattern = [[ person:<PER/> /[,—–-]/ $MOD{0,6}? "who" role:[lemma in %lead]
                   ( "the"? organisation:(<ORG/> | <LOC/>) | "the" organisation:($PLACE) ) ]],
      emit = emit, score = 0.9 },

    -- "The acting head of the National Anti-Corruption Office, Ms. Rosaura Pintos"
    { name = "head-of", claim = "role",
      pattern = [[ role:($STATUS{0,2} $KIND{0,2}? $ROLE) ("of" | "for" | "at") "the"? organisation:$BODY
                   ( "(" <ORG/> ")" )? ","? %styles{0,2} person:<PER/> ]],
      emit = emit, score = 0.95 },

    -- "Secretary General of the Council, Ilves" with a chain of bodies; "Commander of X Division in Y, Gen. Z"
    { name = "head-of-chain", claim = "role",
      pattern = [[ role:($STATUS{0,2} $KIND{0,2}? $ROLE) ("of" | "for") "the"? organisation:$BODY $MOD{1,4}? $BODY? "," %styles{0,2} person:<PER/> ]],
      emit = emit, score = 0.8 },

    -- "Halden Bank's chief executive Ingrid Solvei-Lunde", "The AU's peace commissioner, Nomvula Dhlaminike"
    { name = "possessive", claim = "role",
      pattern = [[ organisation:$BODY $POSS role:($MOD{0,3}? $ROLE) ","? %styles{0,2} person:<PER/> ]],
      emit = emit, score = 0.95 },

    -- "The OSCE warned … . Its special envoy, Helene Brandtvik": the body is named in the sentence before. A quotation may
    -- come first: "… . “Roads are gone,” its country director Paul Verhaegen-Diop said"
    { name = "its", claim = "role",
      pattern = [[ organisation:<ORG/> [text != "."]{0,40}? "." ( /["“]/ [text != "."]{1,40}? "," /["”]/ )? "its" role:($MOD{0,3}? %roles) ","? %styles{0,2} person:<PER/> ]],
      emit = emit, score = 0.7 },

    -- "… to Medilitoral. The company's owner, Fabian Urdapilleta"
    { name = "the-companys", claim = "role",
      pattern = [[ organisation:<ORG/> [text != "."]{0,40}? "." "the" %body $POSS role:($MOD{0,3}? %roles) ","? %styles{0,2} person:<PER/> ]],
      emit = emit, score = 0.7 },

    -- "its chief financial officer Wei Lanxiang": the same inside one sentence
    { name = "its-inside", claim = "role",
      pattern = [[ organisation:<ORG/> [text != "."]{0,25}? "," /["”]/? "its" role:($MOD{0,3}? %roles) %styles{0,2} person:<PER/> ]],
      emit = emit, score = 0.65 },

    -- "Severgaz deputy chairman Gleb Orlovtsev", "A U.S. State Department spokesman, Caleb Thornbury,", "former IAEA head …"
    { name = "body-before", claim = "role",
      pattern = [[ organisation:$BODY role:($MOD{0,3}? $ROLE) ","? %styles{0,2} person:<PER/> ]],
      emit = emit, score = 0.85 },
    { name = "status-body-before", claim = "role",
      pattern = [[ role:($STATUS organisation:$BODY $MOD{0,3}? $ROLE) ","? %styles{0,2} person:<PER/> ]],
      emit = emit, score = 0.95 },

    -- "General Marta Ilves": a rank is a part of how one is addressed, and no office
    { name = "rank", claim = "rank", guard = true, score = 0.9, pattern = [[ rank:%styles <PER/> ]] },

    -- "Defence Minister Winston Harripersaud", "Presiding judge Lucia Benavente", "The prosecutor, Mr. Hernan Alsogueta"
    { name = "before-name", claim = "role",
      pattern = [[ role:($KIND{0,3}? $ROLE) ","? %styles{0,2} person:<PER/> ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role" }, score = 0.6 },
  },
}
