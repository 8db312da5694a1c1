-- Who says what. Three kinds: direct (all of it quoted), mixed (a quotation inside reported speech), indirect.
-- Rules claim their content: two rules may read the same words as source or cue, but one content has one statement.
-- The phases go from the surest form to the least sure, and a later one leaves alone what an earlier one has used.
local pipeline = require "pipeline"

local macros = {
  -- Two single marks are what typewriters and some agencies have for a double one.
  OPEN   = [[ /["“„«]|''|``/ ]],
  CLOSE  = [[ /["”“»]|''/ ]],
  INSIDE = [[ [!(text ~ /["“”„«»]|''|``/)] ]],
  DASH   = [[ /[—–]|--?/ ]],
  PLAIN  = [[ [!in(quotes) & text != "."] ]],
  UNSAID = [[ [!in(quotes) & !in(statements) & text != "."] ]],
  -- Words without a mark between them: as far as a phrase goes, but never over the edge of a clause.
  WORD   = [[ [!in(quotes) & (!is_punct | text = "-" | lower = "%")] ]],
  FINITE = [[ [xpos = "VBD|VBZ|VBP|MD"] ]],

  -- Who speaks -----------------------------------------------------------------------------------------------------

  -- A noun phrase: "the minister", "a government source", "The two countries' energy ministers", "aid agencies".
  MOD    = [[ [(upos = "ADJ|NOUN|PROPN|NUM" | xpos = "POS|HYPH|VBN|VBG" | text = "-") & !in(quotes) & !in(datelines)] ]],
  -- Not "Dr.", which begins the name behind it.
  NOUN   = [[ ( [upos = "NOUN|PROPN" & !(text ~ /\p{Lu}\p{L}+\./) & !in(quotes) & !in(datelines)] | %roles ) ]],
  DET    = [[ [upos = "DET" | xpos = "PRP$|DT" | lower = "both|all|some|several|many|most"] ]],
  PHRASE = [[ $DET? $MOD{0,7} $NOUN ]],
  -- Its head is no name: a name is a source of its own.
  NP     = [[ $DET? $MOD{0,7} ( [upos = "NOUN|PROPN" & !(text ~ /\p{Lu}\p{L}+\./) & !in(quotes) & !in(datelines) & !in(entities)]
                              | %roles )
              ( [lower = "of|for|at|from|in|on|to"] $PHRASE ){0,3} ]],
  PRON   = [[ [lower = "he|she|they|it"] ]],
  -- "(OSCE)" or "(R-Utah)" behind a name
  SHORT  = [[ ( "(" [text != ")" & !in(quotes)]{1,6} ")" )? ]],
  -- A name as the text gives it, with title, article and brackets: "Ms. Rosaura Pintos", "the African Union (AU)".
  PERSON = [[ %titles? <PER/> $SHORT ]],
  BODY   = [[ "the"? <ORG/> $SHORT ]],
  NAME   = [[ $PERSON | $BODY | <LOC/> ]],

  -- Between a name and its verb: ", the prosecutor,"; "— who took 44.8% of the vote —"
  ASIDE  = [[ ( "," [!in(quotes) & !(text in { ".", ",", ";", ":" })]{1,20}? "," | $DASH $PLAIN{1,20}? $DASH | "," )? ]],
  -- A name behind a preposition belongs to another phrase: not Baku, but the leaders, in "leaders in Baku said".
  FREE   = [[ (?<! [lower = "of|in|for|at|from|with|by|to|on|about|between|against|near|into|over|under|through|than"])
              (?<! [lower = "of|in|for|at|from|with|by|to|on|about|between|against|near|into|over|under|through|than"] "the")
              (?! [xpos = "POS|HYPH" | is_punct] ) ]],

  -- The subject of a verb of speech. Where an office and a name stand together, the name is the source; the office may
  -- come first and names of bodies be part of it: "The head of the Electoral Commission (CENI), Tiana Andrianjafy, said".
  SUBJECT = [[ $FREE (
                 source:($NAME) "and" source:($NAME)
               | ( $NP $SHORT ","? )? source:($PERSON) $ASIDE
               | ( $PHRASE ("," | [xpos = "POS"])? )? source:($BODY) $ASIDE
               | source:<LOC/> $ASIDE
               | source:$PRON
               | source:($NP $SHORT) $ASIDE ) ]],
  -- The same behind the verb: "said Gen. Aram Vardanesyan, deputy chief of the General Staff"
  BEHIND  = [[ ( ( $PHRASE ","? )? source:($PERSON) | $PHRASE? source:($BODY) | source:<LOC/> | source:$PRON | source:$NP ) ]],

  -- The verb of speech ---------------------------------------------------------------------------------------------

  AUX    = [[ [lower = "has|have|had|did|would|will|can|could|may|might|also|later|then|only|not|again|already"] ]],
  SAY    = [[ [lemma in %say & upos = "VERB" & !in(quotes)] ]],
  -- The same, where no statement has taken the cue or the clause already.
  SAYS   = [[ $AUX{0,3} ( [lemma = "point" & !in(statements)] "out"
                        | [lemma in %say & upos = "VERB" & !in(quotes) & !in(statements)] ) ]],
  -- A verb that goes on with a bare clause, or stands behind it: "…, he said", but not "…, the fighting continued".
  TELLS  = [[ $SAYS (?<! [lemma in %judge | lemma = "continue"]) ]],
  CUE    = [[ $AUX{0,3} ( [lemma = "point"] "out" | $SAY ) ]],

  -- Who is told, and when, where and how: "told employees in a letter", "said on Monday", "said by telephone"
  TOLD   = [[ (?<= [lemma = "tell|inform|remind|assure|warn|advise|notify|promise"] )
              ( $PHRASE ( "of" $PHRASE )? | [lower = "him|her|them|us|me"] ) ]],
  HOW    = [[ ( [lower = "on|in|at|by|during|after|before|from|via|through|to"] $PHRASE
              | [lower = "last|this|earlier|late|next"] []
              | [lower ~ /\w+ly|also|again|later|earlier|too|today|yesterday|afterwards/ & !in(quotes)]
              | [lower = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"] ) ]],
  AFTER  = [[ $TOLD? $HOW{0,3} ]],

  -- What is said ---------------------------------------------------------------------------------------------------

  -- Place and time of a report open its first sentence. They are no part of what was said.
  DATELINE = [[ <datelines/>? ]],
  -- A clause has a finite verb, and words before it that are not the verb of a relative clause.
  CLAUSE = [[ [!in(quotes) & !is_punct & !(xpos in { "IN", "TO", "VBD", "VBZ", "VBP", "MD" }) | lower = "about|at"]
              [!in(quotes) & (!is_punct | text = "-") & !(xpos in { "VBD", "VBZ", "VBP", "MD" })
               & !(lower in { "that", "which", "who", "as", "after", "when", "while", "because" })]{0,14}
              $FINITE ]],
  STOP   = [[ (?= ","? "according" "to" | ";" | [is_punct] $ | $) ]],
  -- A verb with an object ends where the next clause begins: "…, and his men clashed with police".
  EDGE   = [[ (?= "," ("and" | "but" | "while" | "although") | ","? "according" "to" | ";" | [is_punct] $ | $) ]],
  -- A quotation in the middle of a clause follows a word; one that stands for itself follows a mark or nothing.
  FRESH  = [[ (?<! [!is_punct] ) ]],
  -- A full stop inside the marks ends the sentence: what follows speaks of something else.
  OPENED = [[ (?<! "." $CLOSE ) ]],
}

-- A STATEMENT of the captures `source`, `cue` and `content`; `renamed` says which argument has a capture of another name.
local function statement(kind, renamed)
  local emit = { relation = "STATEMENT", layer = "statements", attributes = { kind = kind } }
  for _, name in ipairs { "source", "cue", "content" } do
    local capture = renamed and renamed[name]
    if capture then emit[name] = capture else emit[#emit + 1] = name end
  end
  return emit
end

return pipeline.rules {
  lists = {
    say      = { file = "../lists/speech-verbs.txt", match = "lemma" },
    titles   = { file = "../lists/titles.txt", match = "lower" },
    roles    = { file = "../lists/roles.txt", match = "lower" },
    -- Verbs whose object is what they speak of: "rejected the charge", "accused Venezuela of …"
    judge    = { words = { "accuse", "blame", "condemn", "criticise", "criticize", "deny", "dismiss", "dispute", "doubt",
                           "hail", "praise", "reject", "thank", "urge", "welcome", "demand", "denounce", "rebuff" },
                 match = "lemma" },
    -- Verbs that go on with "to": "promised to name a government"
    intend   = { words = { "agree", "decline", "demand", "offer", "pledge", "promise", "propose", "refuse", "swear",
                           "threaten", "vow" }, match = "lemma" },
    -- Verbs that go on with "for" or "of": "appealed for calm", "warned of worse to come"
    call_for = { words = { "appeal", "ask", "call", "plead", "press" }, match = "lemma" },
    warn_of  = { words = { "warn", "complain", "speak" }, match = "lemma" },
    -- "expressed its fear that", "voiced concern about"
    voice    = { words = { "express", "voice", "reiterate", "repeat", "state" }, match = "lemma" },
    feeling  = { words = { "fear", "concern", "confidence", "hope", "doubt", "regret", "alarm", "worry", "belief", "view",
                           "support", "opposition", "conviction", "optimism", "dismay" }, match = "lemma" },
  },
  macros = macros,

  -- Pair the marks first, paragraph by paragraph, so that no later rule has to think about them.
  { phase = "quotes", policy = "priority", within = "paragraph",
    -- A nickname takes part in the pairing, but is no quotation; nor is a name in marks: the "Minsk Group".
    { name = "nickname", guard = true, priority = 3,
      pattern = [[ (?<= [is_title] ) $OPEN $INSIDE{1,3} $CLOSE (?= [is_title] ) ]] },
    { name = "name-in-marks", guard = true, priority = 3,
      pattern = [[ (?<= [!is_punct] ) $OPEN [is_title]{2,4} $CLOSE ]] },
    { name = "closed", priority = 2, pattern = [[ $OPEN $INSIDE+ $CLOSE ]],
      emit = { label = "QUOTE", layer = "quotes" } },
    -- A mark that is never closed ends with its paragraph: the next one goes on with it, or the writer forgot.
    { name = "open", priority = 1, pattern = [[ $OPEN $INSIDE+ $ ]],
      emit = { label = "QUOTE", layer = "quotes", attributes = { unclosed = true } } },
  },

  -- "GENEVA, Oct. 3 -"
  { phase = "datelines", policy = "first", within = "paragraph",
    { name = "dateline", pattern = [[ ^ [is_upper & length > 2] $INSIDE{0,8}? $DASH ]],
      emit = { label = "DATELINE", layer = "datelines" } },
  },

  { phase = "direct", policy = "best", within = "paragraph",
    -- “…,” said Aram Vardanesyan
    { name = "quote-cue-source", claim = "content", score = 0.95,
      pattern = [[ $FRESH content:<quotes/> $OPENED ","? cue:($CUE) $BEHIND ]],
      emit = statement "direct" },

    -- “…,” Brandtvik told reporters
    { name = "quote-source-cue", claim = "content", score = 0.95,
      pattern = [[ $FRESH content:<quotes/> $OPENED ","? $SUBJECT cue:($CUE) ]],
      emit = statement "direct" },

    -- The minister said: “…”
    { name = "cue-colon-quote", claim = "content", score = 0.9,
      pattern = [[ $SUBJECT cue:($CUE) $AFTER (":" | ",") content:<quotes/> ]],
      emit = statement "direct" },

    -- The prosecutor said the verdict was a warning: “…”
    { name = "clause-colon-quote", claim = "both", score = 0.92,
      pattern = [[ $SUBJECT cue:($CUE) $HOW{0,2}? "that"? both:( clause:($CLAUSE $PLAIN*?) ":" quote:<quotes/> ) ]],
      emit = { statement("indirect", { content = "clause" }), statement("direct", { content = "quote" }) } },

    -- According to an analyst, the price leaves little room: “…”
    { name = "according-colon-quote", claim = "both", score = 0.92,
      pattern = [[ cue:("according" "to") source:($PERSON) ( "," ("a" | "an" | "the") [!in(quotes) & text != ","]{1,12} )? ","
                   both:( clause:($CLAUSE $PLAIN*?) ":" quote:<quotes/> ) ]],
      emit = { statement("indirect", { content = "clause" }), statement("direct", { content = "quote" }) } },

    -- The second half: “…,” said X. “…” and “…,” she said, “…”
    { name = "continued-cue-source", claim = "content", score = 0.85,
      pattern = [[ <quotes/> $OPENED ","? cue:($CUE) $BEHIND $PLAIN{0,25}? ("." | ",") content:<quotes/> ]],
      emit = statement "direct" },

    { name = "continued-source-cue", claim = "content", score = 0.85,
      pattern = [[ <quotes/> $OPENED ","? $SUBJECT cue:($CUE) $PLAIN{0,25}? ("." | ",") content:<quotes/> ]],
      emit = statement "direct" },

    -- A quotation of its own after a sentence in which somebody speaks.
    { name = "after-sentence", claim = "content", score = 0.6,
      pattern = [[ $SUBJECT cue:($CUE) $PLAIN{1,40}? "." content:<quotes/> ]],
      emit = statement "direct" },
  },

  -- From here on a cue that an earlier phase has used is not used again.
  { phase = "mixed", policy = "best", within = "sentence",
    -- The economist said a second strike was unlikely: the union “has spent its fund”.
    { name = "clause-colon-mixed", claim = "both", score = 0.9,
      pattern = [[ $SUBJECT cue:($SAYS) $HOW{0,2}? "that"?
                   both:( clause:($CLAUSE $PLAIN*?) ":" rest:($PLAIN+? <quotes/> []*?) ) $STOP ]],
      emit = { statement("indirect", { content = "clause" }), statement("mixed", { content = "rest" }) } },

    { name = "that-partly-quoted", claim = "content", score = 0.88,
      pattern = [[ $SUBJECT cue:($SAYS) $AFTER "that" content:([]*? <quotes/> []*?) $STOP ]],
      emit = statement "mixed" },

    { name = "voiced-partly-quoted", claim = "content", score = 0.88,
      pattern = [[ $SUBJECT cue:($AUX{0,3} [lemma in %voice & !in(statements)] $WORD{0,4}? [lemma in %feeling]) "that"?
                   content:([]*? <quotes/> []*?) $STOP ]],
      emit = statement "mixed" },

    { name = "cue-then-partly-quoted", claim = "content", score = 0.85,
      pattern = [[ $SUBJECT cue:($SAYS) $HOW{0,2}? content:([]*? <quotes/> []*?) $STOP ]],
      emit = statement "mixed" },

    { name = "partly-quoted-then-cue", claim = "content", score = 0.85,
      pattern = [[ ^ content:($PLAIN+ <quotes/>) ","? $SUBJECT cue:($SAYS) (?= [is_punct]) ]],
      emit = statement "mixed" },
  },

  { phase = "that", policy = "best", within = "sentence",
    { name = "said-that", claim = "content", score = 0.9,
      pattern = [[ $SUBJECT cue:($SAYS) ","? $AFTER "that" content:([]+?) $STOP ]],
      emit = statement "indirect" },

    { name = "voiced-that", claim = "content", score = 0.85,
      pattern = [[ $SUBJECT cue:($AUX{0,3} [lemma in %voice & !in(statements)] $WORD{0,4}? [lemma in %feeling])
                   ("that" | "about" | "over" | "at") content:([]+?) $STOP ]],
      emit = statement "indirect" },
  },

  { phase = "clause-first", policy = "best", within = "sentence",
    -- Libya's rival administrations agreed to reopen the road, the United Nations said, in the first result of …
    { name = "content-first", claim = "content", score = 0.85,
      pattern = [[ ^ $DATELINE content:($UNSAID*? $FINITE $UNSAID+?) "," $SUBJECT cue:($TELLS) $AFTER
                   ( "," content:($UNSAID+?) )? (?= [is_punct] $ | $) ]],
      emit = statement "indirect" },

    -- The difference now, he told me on Friday, is that …
    { name = "around", claim = "content", score = 0.82,
      pattern = [[ ^ $DATELINE content:([!in(quotes) & !in(statements) & text != "."
                                          & !(xpos in { "VBD", "VBZ", "VBP", "MD" })]{1,20})
                   "," $SUBJECT cue:($TELLS) $AFTER "," content:($UNSAID*? $FINITE $UNSAID+?) (?= [is_punct] $ | $) ]],
      emit = statement "indirect" },

    { name = "content-first-inverted", claim = "content", score = 0.8,
      pattern = [[ ^ $DATELINE content:($CLAUSE $UNSAID+?) "," cue:($TELLS) $BEHIND (?= [is_punct]) ]],
      emit = statement "indirect" },

    { name = "according-first", claim = "content", score = 0.85,
      pattern = [[ cue:([lower = "according" & !in(statements)] "to")
                   ( source:($PERSON) ( "," ("a" | "an" | "the") [!in(quotes) & text != ","
                                                                  & !(xpos in { "VBD", "VBZ", "VBP", "MD" })]{1,12} )?
                   | source:($BODY) | source:<LOC/> | source:[lower = "her|him|them"] | source:$NP ) ","
                   content:([]+?) $STOP ]],
      emit = statement "indirect" },

    { name = "according-last", claim = "content", score = 0.8,
      pattern = [[ ^ $DATELINE content:($UNSAID+?) ","? cue:([lower = "according" & !in(statements)] "to")
                   ( source:($NAME) | source:$NP ) ]],
      emit = statement "indirect" },
  },

  -- What is left has no "that" and no comma: the form of the verb must tell.
  { phase = "verb", policy = "best", within = "sentence",
    { name = "said-plain", claim = "content", score = 0.8,
      pattern = [[ $SUBJECT cue:($TELLS) $AFTER content:($CLAUSE []*?) $STOP ]],
      emit = statement "indirect" },

    -- He defended the plan, saying it would …
    { name = "saying", claim = "content", score = 0.7,
      pattern = [[ $FREE source:( $NAME | $PRON | $NP )
                   $AUX{0,2} [xpos = "VBD|VBZ|VBP|VB"] $PLAIN{1,25}?
                   cue:[lemma in %say & xpos = "VBG" & !in(statements) & !(lemma in %judge)] "that"? content:($CLAUSE []*?) $STOP ]],
      emit = statement "indirect" },

    -- She praised the raid and said it had …
    { name = "and-said", claim = "content", score = 0.65,
      pattern = [[ $FREE source:( $NAME | $PRON | $NP ) $ASIDE
                   $AUX{0,2} [xpos = "VBD|VBZ|VBP"] [!in(quotes) & !(text in { ".", ",", ";", ":" })]{1,25}? ("and" | "but")
                   cue:($TELLS) "that"? content:($CLAUSE []*?) $STOP ]],
      emit = statement "indirect" },

    { name = "intended", claim = "content", score = 0.75,
      pattern = [[ $SUBJECT cue:($AUX{0,3} [lemma in %intend & upos = "VERB" & !in(statements)]) $HOW{0,2}?
                   content:("to" [xpos = "VB"] []*?) $EDGE ]],
      emit = statement "indirect" },

    { name = "appealed-for", claim = "content", score = 0.75,
      pattern = [[ $SUBJECT cue:($AUX{0,3} [lemma in %call_for & upos = "VERB" & !in(statements)]) $HOW{0,2}?
                   content:("for" []+?) $EDGE ]],
      emit = statement "indirect" },

    { name = "warned-of", claim = "content", score = 0.75,
      pattern = [[ $SUBJECT cue:($AUX{0,3} [lemma in %warn_of & upos = "VERB" & !in(statements)])
                   content:(("of" | "about" | "against") []+?) $EDGE ]],
      emit = statement "indirect" },

    { name = "judged", claim = "content", score = 0.8,
      pattern = [[ $SUBJECT cue:($AUX{0,3} [lemma in %judge & upos = "VERB" & !in(statements)]) $HOW{0,2}?
                   content:([upos = "DET|NOUN|PROPN|PRON|ADJ|NUM"] []*?) $EDGE ]],
      emit = statement "indirect" },

    -- "condemned the shooting and urged both sides to show restraint"
    { name = "judged-twice", claim = "both", score = 0.85,
      pattern = [[ $SUBJECT cue:($AUX{0,3} [lemma in %judge & upos = "VERB" & !in(statements)])
                   both:( content:([upos = "DET|NOUN|PROPN|PRON|ADJ|NUM"] $WORD*?) "and"
                          verb:[lemma in %judge & upos = "VERB"]
                          object:([upos = "DET|NOUN|PROPN|PRON|ADJ|NUM"] []*?) ) $EDGE ]],
      emit = { statement "indirect", statement("indirect", { cue = "verb", content = "object" }) } },
  },
}
