-- Who holds which office: relation ROLE with `person`, `role` and, where the text names it, `organisation`; and which states and
-- bodies belong to another body: `member`, `role`, `organisation`.
-- The words that say that somebody held it, or holds it for another, stay inside the role text.
local pipeline = require "pipeline"

local emit = { relation = "ROLE", layer = "roles", "person", "role", "organisation" }

local joined = { relation = "ROLE", layer = "roles", "member", "role", "organisation" }

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
    ranks  = { words = { "lieutenant", "general", "colonel", "major", "brigadier", "sergeant", "corporal", "commodore", "admiral", "marshal", "private" } },
    ranks_of = { words = { "Brigadier", "General", "Colonel", "Major", "Captain", "Commodore", "Admiral", "Lieutenant", "Marshal", "Sergeant",
                           "Brigadier General", "Major General", "Lieutenant General", "Lieutenant Colonel", "Rear Admiral", "Vice Admiral",
                           "Brig. Gen.", "Maj. Gen.", "Lt. Gen.", "Lt. Col.", "Gen.", "Col.", "Maj.", "Capt.", "Lt.", "Sgt.", "Adm.", "Cmdr.",
                           "Spc.", "Staff Sgt.", "Air Marshal", "Field Marshal" }, match = "text" },
    led    = { words = { "led", "headed", "run", "chaired", "commanded", "directed", "managed", "overseen" } },
    posted = { words = { "assigned", "attached", "posted", "seconded" } },
    body   = { words = { "company", "firm", "bank", "group", "union", "party", "agency", "ministry", "organisation", "organization", "body",
                         "university", "club", "regulator", "coalition", "command", "campaign", "department", "bloc", "charity", "mission", "court" } },
  },
  macros = macros,

  { phase = "roles", policy = "best", within = "paragraph",
    -- "Aram Vardanesyan, deputy chief of the General Staff", "Ilves, the agency's former head for Libya"
    { name = "after-name", claim = "role",
      pattern = [[ person:<PER/> $HER ("," | "–" | "—") ("who" "is" | "who" "was")? $DET? role:($MOD{0,4}? $ROLE) $WHERE ("the" $MOD{0,2}?)? organisation:$BODY ]],
      emit = emit, score = 0.9 },

    -- "Ilves, an artillery crew chief in Bravo Battery": a body inside a chain of offices
    { name = "after-name-chain", claim = "role",
      pattern = [[ person:<PER/> "," $DET? role:($MOD{0,4}? $ROLE $WHERE $MOD{1,5}?) ("of" | "for" | "in" | "at") "the"? organisation:$BODY ]],
      emit = emit, score = 0.7 },

    -- "Trabelwi, a former army colonel"
    { name = "after-name-alone", claim = "role",
      pattern = [[ person:<PER/> $HER "," ("who" "is" | "who" "was")? ("the" | "a" | "an") (?! "retired"? %ranks) role:($MOD{0,4}? $ROLE) ]],
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
                   ( "the"? organisation:(<ORG/> | <LOC/>) | ("the" | "a" | "an") organisation:($PLACE) ) ]],
      emit = emit, score = 0.9 },

    -- "Ilves, who leads the Norlandic army's Northern Command": the body inside the body
    { name = "who-leads-part", claim = "role",
      pattern = [[ person:<PER/> /[,—–-]/ $MOD{0,6}? "who" role:[lemma in %lead] "the"? $BODY $POSS organisation:<ORG/> ]],
      emit = emit, score = 0.92 },

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
      pattern = [[ organisation:$BODY $POSS role:($MOD{0,3}? $ROLE) ("in" "the"? <LOC/>)? ","? %styles{0,2} person:<PER/> ]],
      emit = emit, score = 0.95 },

    -- "Ilves, the bloc's acting foreign-policy chief": the body is a plain noun
    { name = "after-name-noun", claim = "role",
      pattern = [[ person:<PER/> $HER "," "the" %body $POSS role:(($MOD "-"?){0,4}? $ROLE) ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role" }, score = 0.75 },

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

    -- "Ilves, commander, Harbour Command,": an office and its body as a form gives them
    { name = "after-name-form", claim = "role",
      pattern = [[ person:<PER/> "," role:($KIND{0,3}? $ROLE) "," organisation:<ORG/> ]], emit = emit, score = 0.8 },

    -- "The Seventh Fleet is led by Commodore Ilves", "the party, headed by Voss"
    { name = "led-by", claim = "role",
      pattern = [[ organisation:<ORG/> ","? ("is" | "was" | "now" | "currently"){0,2} role:[lower in %led] "by" $DET? $MOD{0,3}? %styles{0,3} person:<PER/> ]],
      emit = emit, score = 0.85 },

    -- "Sand was assigned to the 2nd Battalion"
    { name = "assigned", claim = "role",
      pattern = [[ person:<PER/> ("," [text != "." & text != ","]{1,12}? ",")? ("is" | "was" | "has" "been" | "had" "been") role:[lower in %posted] "to" "the"? organisation:<ORG/> ]],
      emit = emit, score = 0.75 },

    -- "Coalition nations that fly there include Norland, Sudmark and the Ost Islands"
    { name = "members-include", claim = "role",
      pattern = [[ organisation:<ORG/> $POSS? role:("member"? ("nations" | "states" | "countries" | "members" | "partners"))
                   [text != "." & text != ";"]{0,9}? ("include" | "includes" | "included" | "including" | "are" | ":") ( "the"? member:<LOC/> ","? "and"? ){2,30} ]],
      emit = joined, score = 0.8 },
    -- "Norland, a founding member of the Sea League,", "the Valley Front, part of the Free Alliance,"
    { name = "member-of", claim = "role",
      pattern = [[ member:(<LOC/> | <ORG/>) "," ("a" | "an" | "the" | "also" | "once" | "itself"){0,2} role:([upos = "ADJ|VERB|NOUN" & !is_punct]{0,2}? ("member" | "part")) "of" "the"? organisation:<ORG/> ]],
      emit = joined, score = 0.75 },
    -- "the Free Alliance, which includes the Valley Front"
    { name = "which-includes", claim = "role",
      pattern = [[ organisation:<ORG/> ","? ("which" | "that") role:("includes" | "include" | "included" | "comprises") "the"? member:<ORG/> ]],
      emit = joined, score = 0.75 },

    -- "General Marta Ilves": a rank is a part of how one is addressed, and no office
    { name = "rank", claim = "rank", guard = true, score = 0.9, pattern = [[ rank:%styles <PER/> ]] },

    -- "Defence Minister Winston Harripersaud", "Presiding judge Lucia Benavente", "The prosecutor, Mr. Hernan Alsogueta"
    { name = "before-name", claim = "role",
      pattern = [[ role:($KIND{0,3}? $ROLE) ","? %styles{0,2} person:<PER/> ]],
      emit = { relation = "ROLE", layer = "roles", "person", "role" }, score = 0.6 },

    -- "Brigadier Ilves of the Harbour Guard": with a body a rank is an office
    { name = "rank-of", claim = "role",
      pattern = [[ role:%ranks_of person:<PER/> ","? ("of" | "from" | "with") "the"? organisation:<ORG/> ]], emit = emit, score = 0.95 },
  },
}
