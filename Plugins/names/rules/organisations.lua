-- Organisations by the word they end or begin with, by their state, by their kind; military units; acronyms in brackets.
local pipeline = require "pipeline"

return pipeline.rules {
  lists = {
    heads_of  = { file = "../lists/organisation-heads-first.txt", match = "text" },
    heads_end = { file = "../lists/organisation-heads-last.txt", match = "text" },
    units     = { file = "../lists/units.txt", match = "text" },
    bodies    = { file = "../lists/state-bodies.txt", match = "lower" },
    forces    = { file = "../lists/forces.txt", match = "lower" },
    -- What begins a sentence before a name, or stands between two.
    no_part   = { words = { "the", "a", "an", "its", "his", "her", "their", "our", "my", "on", "in", "at", "this", "that", "both",
                            "former", "when", "while", "as", "if", "for", "by", "and", "but", "with", "after", "before", "since",
                            "mr.", "ms.", "mrs.", "commander", "minister", "secretary", "president", "spokesman", "director", "i",
                            "near", "he", "she", "it", "they", "we", "you", "of", "to", "from", "today", "yesterday", "monday", "tuesday",
                            "wednesday", "thursday", "friday", "saturday", "sunday", "additionally", "however", "also" } },
    peoples   = { file = "../lists/nationalities.tsv", match = "text" },
    portfolios = { words = { "defence", "defense", "foreign", "interior", "finance", "health", "energy", "justice", "trade",
                             "education", "agriculture", "economy", "transport", "culture", "labour", "labor", "oil", "water",
                             "planning", "environment", "information", "state", "treasury", "commerce" } },
    kinds     = { words = { "newspaper", "magazine", "website", "broadcaster", "firm", "company", "retailer", "carmaker", "newswire",
                            "airline", "bank", "union", "party", "charity", "watchdog", "militia", "think tank", "news agency",
                            "news website", "news site", "television station", "television channel", "radio station", "startup",
                            "nonprofit", "network", "gang", "cartel", "rebel group", "militant group", "rights group", "aid group", "advocacy group", "truck maker", "chipmaker", "drugmaker", "planemaker", "terrorist group", "daily" } },
    bodies_apposed = { words = { "movement", "party", "charity", "union", "company", "firm", "think tank", "nonprofit", "militia", "watchdog", "retailer",
                            "carmaker", "airline", "broadcaster", "newspaper", "rights group", "aid group", "advocacy group" } },
    kinds_end = { words = { "news website", "news agency", "news site", "website", "newspaper", "magazine", "television", "TV", "channel",
                            "radio", "news outlet", "militia", "militias", "cartel", "newswire" } },
  },
  macros = {
    -- A sentence may begin with "The" or "Its" in front of an organisation; these are not part of its name.
    PART  = [=[ ( <NORP/> | <LOC/> | [text ~ /\p{Lu}[\p{L}\p{M}\d.'’&-]*/ & !(lower in %no_part)] ) ]=],
    -- The same that no list or earlier rule knows.
    OWN   = [=[ [text ~ /\p{Lu}[\p{L}\p{M}\d.'’&-]*/ & !(lower in %no_part) & !in(entities)] ]=],
    -- What leads from a body to what it is for; "and" leads to another body.
    JOIN  = [[ ("of" | "for" | "on" | "to" | "against" | "-" | "–") ]],
    STATE = [[ (<NORP/> | <LOC kind = "country"/> /['’]s?/?) ]],
    ORDINAL = [[ (/\d+(st|nd|rd|th|d)/ | 'First' | 'Second' | 'Third' | 'Fourth' | 'Fifth' | 'Sixth' | 'Seventh') ]],
  },

  { phase = "organisations", policy = "longest", layer = "entities", label = "ORG",
    -- "Ministry of Foreign Affairs", "Office of the Special Envoy for Libya", "Government of Iraq"
    { name = "head-of", score = 0.85,
      pattern = [[ ($PART ("-"? $PART){0,2})? %heads_of $JOIN "the"? $PART{1,4} ( ("of" | "for") "the"? $PART{1,4} | ("and" | "&" | "," $OWN{1,3} ","? "and") $OWN{1,4} ){0,2} ]] },

    -- "Coastal Shield Brigade", "Hellenic Exporters' Chamber", "Financial Services and Markets Authority"
    { name = "head-last", score = 0.8,
      pattern = [[ (?! <LOC/> /['’]s/) $PART ( /['’]s?/? "-"? $PART ){0,4} /['’]s?/? %heads_end ]] },
    { name = "head-last-joined", score = 0.75,
      pattern = [[ $OWN{1,3} ("and" | "&" | "for" | "on") $OWN{1,2} %heads_end ]] },
    { name = "head-last-of", score = 0.8,
      pattern = [[ $PART{1,4} %heads_end ("of" | "for" | "on" | "against" | "to") "the"? $PART{1,4} ]] },

    -- "Iraqi Security Forces", "the Syrian government", "U.S. Army", "Turkey's foreign ministry"
    { name = "state-body", pattern = [[ $STATE %portfolios{0,2} %bodies ]], score = 0.85 },
    { name = "state-forces", pattern = [[ ($STATE ("-" $STATE)? | <ORG/>) [upos = "ADJ" | is_title]{0,2} %forces ]], score = 0.75 },

    { name = "government-of", pattern = [[ ("government" | "governments" | "parliament" | "army") "of" "the"? <LOC kind = "country"/> ]], score = 0.85 },
    { name = "led-coalition", pattern = [[ (<LOC/> | <NORP/> | <ORG/>) "-" "led" "international"? ("coalition" | "alliance") ]], score = 0.85 },
    { name = "regime", pattern = [[ <PER/> ("regime" | "campaign" | "administration" | "Administration" | "Campaign") ]], score = 0.75 },
    { name = "governed", pattern = [[ <LOC kind = "country"/> /['’]s/ [upos = "ADJ|ADV|VERB"]{0,3} ("government" | "parliament" | "military" | "army") ]], score = 0.75 },

    -- "3rd Battalion, 321st Field Artillery Regiment", "Task Force 51", "101st Airborne Division"
    { name = "unit", pattern = [[ $ORDINAL $PART{0,4}? %units ("," $ORDINAL $PART{0,4}? %units){0,2} ]], score = 0.9 },
    { name = "squadron", pattern = [[ $PART{1,3} %units (/\d+/ | 'One' | 'Two' | 'Three' | 'Four')? ]], score = 0.8 },
    { name = "task-force", pattern = [[ $PART{0,3} ('Task' 'Force') ( /\d[\d.]*/ | ("-" | "–")? "Operation"? $PART{1,3} )? ]], score = 0.9 },
    
    -- "the newspaper Rynok i Mir", "Trade union Finansforbund Nord": the noun says what the name is
    { name = "kind-before", claim = "name", score = 0.7,
      pattern = [[ %kinds name:( $PART ( ("i" | "y" | "e" | "of" | "and" | "du" | "de" | "des" | "sans" | "et" | "del" | "und" | "für")? $PART ){0,3} ) (?! [xpos = "POS"] | <PER/>) ]] },
    { name = "kind-behind", claim = "name", score = 0.75,
      pattern = [=[ name:( [text ~ /\p{Lu}[\p{L}\p{M}’']*/ & !(lower in %no_part) & !(text in %peoples)] ("-"? $PART){0,3} ) %kinds_end ]=] },

    -- "Ravelomaso's party, New Dawn,", "the governing party, Bread and Land,"
    { name = "whose-kind", claim = "name", score = 0.75,
      pattern = [[ ( [xpos = "POS|PRP$"] | "governing" | "ruling" | "opposition" ) %kinds "," name:( $PART{1,4} ("and" $PART{1,2})? ) "," ]] },
    -- "Article Nine, a students' movement"
    { name = "kind-apposed", claim = "name", score = 0.7,
      pattern = [[ name:( $PART{1,3} ) "," ("a" | "an") [!is_punct & !in(entities) & upos = "ADJ|NOUN|PART" | xpos = "POS"]{0,3}? %bodies_apposed ]] },

    { name = "partners", pattern = [[ $PART{1,2} "&" $PART ]], score = 0.8 },
    { name = "company-form", score = 0.9,
      pattern = [[ $PART{1,4} ","? ('S.A.' | 'Inc.' | 'Inc' | 'Ltd.' | 'Ltd' | 'plc' | 'PLC' | 'GmbH' | 'AB' | 'AG' | 'LLC' | 'L.L.C.' | 'Corp.' | 'Co.' | 'LLP' | 'N.V.' | 'SpA' | 'Oyj' | 'ASA') ]] },
  },

  -- "GENEVA, Oct. 3 (XYZ) -": the agency that a report comes from stands behind its dateline.
  { phase = "agencies", policy = "first", within = "paragraph", layer = "entities", label = "ORG",
    { name = "agency", claim = "name", score = 0.9,
      pattern = [[ ^ (?= [is_upper & length > 2]) [text != "." & !is_quote]{1,10}? "(" name:([text ~ /\p{Lu}[\p{L}&.]+/]{1,3}) ")" ("-" | "--" | "—" | "–") ]] },
  },

  -- A phase of its own, because it looks at the organisations that the phase before has found.
  { phase = "acronyms", policy = "first", layer = "entities", label = "ORG",
    { name = "bracketed", pattern = [[ <ORG/> "(" short:([text ~ /[A-Z][A-Za-z.&]{1,9}/ & length > 1] (("-" | "/") [is_upper])?) ")" ]], claim = "short",
      score = 0.95 },
  },
}
