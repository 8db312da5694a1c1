-- Names that no list can hold: people by a first name or a title, organisations by the word they end or begin with,
-- acronyms in brackets. Everything goes to the layer `entities`.
local pipeline = require "pipeline"

local macros = {
  -- One capitalised word. A regular expression instead of `is_title`, because names such as "McAllan" have inner capitals.
  CAP      = [[ /\p{Lu}[\p{L}\p{M}'’-]*/ ]],
  -- A hyphenated name is one word to a reader, whether the tokenizer splits it or not.
  NAME     = [[ $CAP ("-" $CAP)* ]],
  INITIAL  = [[ /\p{Lu}\./ ]],
  PARTICLE = [[ "van" | "von" | "der" | "den" | "de" | "da" | "dos" | "del" | "di" | "du" | "la" | "le" | "al" | "el" | "bin" | "ibn" ]],
  OPEN     = [[ /["“„«]/ ]],
  CLOSE    = [[ /["”“»]/ ]],
  DASH     = [[ /[—–]|--?/ ]],
  -- A sentence may begin with "The" or "Its" in front of an organisation; these are not part of its name.
  ORGWORD  = [[ (?! "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "on" | "in" | "at" ) $CAP ]],
}

return pipeline.rules {
  lists = {
    first_names = { file = "../lists/first-names.txt", match = "text" },
    titles      = { file = "../lists/titles.txt", match = "lower" },
    roles       = { file = "../lists/roles.txt", match = "lower" },
    places      = { file = "../lists/places.tsv", match = "lower" },
    heads_of    = { words = { "Ministry", "Department", "Office", "University", "Institute", "Bank", "Court", "Council",
                              "Committee", "Chamber", "Organization", "Organisation", "Federation", "Academy" },
                    match = "text" },
    heads_end   = { words = { "Ministry", "Department", "Office", "University", "Institute", "Bank", "Court", "Council",
                              "Committee", "Chamber", "Commission", "Agency", "Authority", "Group", "Holdings", "Brigade",
                              "Battalion", "Front", "Party", "Alliance", "Federation", "Union", "League", "Force", "Forces",
                              "Programme", "Community", "Terminals", "Airlines", "Chronicle", "Foundation", "Service", "Corps",
                              "Guard", "Guards", "Army", "Navy", "Fund", "Association", "Society", "Board", "Bureau",
                              "Assembly", "Parliament", "Company", "Corporation", "Coalition", "Movement", "Directorate",
                              "Tribunal", "Hospital", "Mission" },
                    match = "text" },
    kinds       = { words = { "newspaper", "magazine", "website", "broadcaster", "firm", "company", "retailer", "carmaker",
                              "airline", "bank", "union", "party", "charity", "watchdog", "militia", "newswire" } },
    portfolios  = { words = { "defence", "defense", "foreign", "interior", "finance", "health", "energy", "justice", "trade" } },
  },
  macros = macros,

  -- Capitals hide the place in "GENEVA, Oct. 3 -" from a list that tells upper case from lower.
  { phase = "datelines", policy = "first", within = "paragraph",
    { name = "dateline", pattern = [[ ^ (?= [is_upper & length > 2]) place:%places [text != "."]{0,8}? $DASH ]], claim = "place",
      emit = { label = "LOC", layer = "entities", attributes = { entity = "$place.id" } } },
  },

  { phase = "people", policy = "longest",
    { name = "nickname", pattern = [[ %first_names $OPEN $CAP{1,3} $CLOSE $NAME ]],
      emit = { label = "PER", layer = "entities" }, score = 0.95 },

    { name = "first-name", pattern = [[ %first_names $INITIAL? $PARTICLE{0,2} $NAME{1,2} ]],
      emit = { label = "PER", layer = "entities" }, score = 0.9 },

    -- The title is evidence, not part of the name: only the capture `name` is claimed.
    { name = "titled", pattern = [[ %titles $INITIAL? name:($NAME{1,3}) ]], claim = "name",
      emit = { label = "PER", layer = "entities" }, score = 0.85 },

    { name = "role-before-name", pattern = [[ %roles %titles? name:($NAME{2,3}) ]], claim = "name",
      emit = { label = "PER", layer = "entities" }, score = 0.8 },
  },

  { phase = "organisations", policy = "longest",
    { name = "head-of", pattern = [[ %heads_of ("of" | "for") "the"? $CAP{1,4} ("and" $CAP{1,3})? ]],
      emit = { label = "ORG", layer = "entities" }, score = 0.85 },

    -- "Coastal Shield Brigade", "Hellenic Exporters' Chamber"
    { name = "head-last", pattern = [[ $ORGWORD ( /['’]/? $ORGWORD ){0,3} /['’]/? %heads_end ]],
      emit = { label = "ORG", layer = "entities" }, score = 0.8 },

    { name = "national-ministry", pattern = [[ <NORP/> %portfolios{0,2} "ministry" ]],
      emit = { label = "ORG", layer = "entities" }, score = 0.9 },

    -- "the newspaper Rynok i Mir", "Trade union Finansforbund Nord": the noun says what the name is
    { name = "kind-first", claim = "name",
      pattern = [[ [lower in %kinds] name:( $CAP ( ("i" | "y" | "e" | "of" | "and")? $CAP ){0,3} ) (?! [xpos = "POS"] ) ]],
      emit = { label = "ORG", layer = "entities" }, score = 0.7 },

    -- "Ravelomaso's party, New Dawn,"
    { name = "whose-kind", claim = "name",
      pattern = [[ [xpos = "POS|PRP$"] [lower in %kinds] "," name:( $CAP{1,4} ) "," ]],
      emit = { label = "ORG", layer = "entities" }, score = 0.75 },

    { name = "partners", pattern = [[ $ORGWORD "&" $CAP ]],
      emit = { label = "ORG", layer = "entities" }, score = 0.8 },

    { name = "company-form", pattern = [[ $ORGWORD{1,3} ("S.A." | "Inc." | "Ltd." | "plc" | "GmbH" | "AB") ]],
      emit = { label = "ORG", layer = "entities" }, score = 0.9 },
  },

  -- A phase of its own, because it looks at the organisations that the phase before has found.
  { phase = "acronyms", policy = "first",
    { name = "bracketed", pattern = [[ <ORG/> "(" short:[text ~ /[A-Z]{2,8}/ & !in(entities)] ")" ]], claim = "short",
      emit = { label = "ORG", layer = "entities" }, score = 0.95 },
  },
}
