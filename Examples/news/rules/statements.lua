-- Who says what. Three kinds: direct (all of it quoted), mixed (a quotation inside reported speech), indirect.
-- Rules claim their content: two rules may read the same words as source or cue, but one content has one statement.
local pipeline = require "pipeline"

local macros = {
  OPEN   = [[ /["“„«]/ ]],
  CLOSE  = [[ /["”“»]/ ]],
  INSIDE = [[ /[^"“”„«»]+/ ]],
  DASH   = [[ /[—–]|--?/ ]],
  PLAIN  = [[ [!in(quotes) & text != "."] ]],
  -- A quotation in the middle of a clause follows a word; one that stands for itself follows a mark or nothing.
  FRESH  = [[ (?<! [!is_punct] ) ]],
  PRON   = [[ "he" | "she" | "they" | "it" ]],
  DET    = [[ "the" | "a" | "an" | "his" | "her" | "its" | "their" | "one" ]],
  -- "the minister", "a government source", "A spokeswoman for the regulator"
  NP     = [[ $DET [!is_punct & !in(quotes)]{0,3}? (%roles | %people)
              ( ("for" | "of" | "at" | "from") "the"? [!is_punct & !in(quotes)]{1,4}? )?
              | %people ]],
  WHO    = [[ <PER/> | <ORG/> | <LOC/> | $PRON | $NP ]],
  -- Office and title between cue and name: "said Gen. …", "its country director …"
  GAP    = [[ ( [!is_punct & !in(quotes)] | %titles ){0,6}? ]],
  -- "Hernan Alsogueta, the prosecutor, said"; "Ravelomaso — who took 44.8% of the vote — said"
  ASIDE  = [[ ( "," $PLAIN{1,20}? "," | $DASH $PLAIN{1,20}? $DASH | "(" [] ")" | "," )? ]],
  AUX    = [[ "has" | "have" | "had" | "did" | "would" | "will" | "also" | "later" | "then" | "not" ]],
  SAYS   = [[ $AUX{0,2} [lemma in %say & !in(quotes)] ]],
  -- The same, where no direct quotation has taken the cue already.
  UNUSED = [[ $AUX{0,2} [lemma in %say & !in(quotes) & !in(statements)] ]],
  WHEN   = [[ ( ("on" | "in" | "last" | "earlier") [is_title | lower = "month|week|year"] )? ]],
  -- Place and time of a report open the first sentence: "GENEVA, Oct. 3 -". They are no part of what was said.
  DATELINE = [[ ( [is_upper] $INSIDE{0,8}? $DASH )? ]],
  STOP   = [[ (?= [is_punct] $ | $) ]],
}

return pipeline.rules {
  lists = {
    say    = { file = "../lists/speech-verbs.txt", match = "lemma" },
    titles = { file = "../lists/titles.txt", match = "lower" },
    roles  = { file = "../lists/roles.txt", match = "lower" },
    people = { words = { "police", "officials", "diplomats", "witnesses", "lawyers", "analysts", "ministers", "source",
                         "sources", "critics", "officers", "government", "court" }, match = "lower" },
  },
  macros = macros,

  -- Pair the marks first, paragraph by paragraph, so that no later rule has to think about them.
  { phase = "quotes", policy = "priority", within = "paragraph",
    -- A nickname takes part in the pairing, but is no quotation.
    { name = "nickname", guard = true, priority = 3,
      pattern = [[ (?<= [is_title] ) $OPEN $INSIDE{1,3} $CLOSE (?= [is_title] ) ]] },
    { name = "closed", priority = 2, pattern = [[ $OPEN $INSIDE+ $CLOSE ]],
      emit = { label = "QUOTE", layer = "quotes" } },
    -- A mark that is never closed ends with its paragraph: the next one goes on with it, or the writer forgot.
    { name = "open", priority = 1, pattern = [[ $OPEN $INSIDE+ $ ]],
      emit = { label = "QUOTE", layer = "quotes", attributes = { unclosed = true } } },
  },

  { phase = "direct", policy = "best", within = "paragraph",
    { name = "quote-cue-source", claim = "content", score = 0.95,
      pattern = [[ $FRESH content:<quotes/> ","? cue:($SAYS) $GAP source:($WHO) ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "direct" } } },

    { name = "quote-source-cue", claim = "content", score = 0.95,
      pattern = [[ $FRESH content:<quotes/> ","? $GAP source:($WHO) $ASIDE cue:($SAYS) ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "direct" } } },

    { name = "cue-colon-quote", claim = "content", score = 0.9,
      pattern = [[ source:($WHO) $ASIDE cue:($SAYS) $PLAIN{0,15}? (":" | ",") content:<quotes/> ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "direct" } } },

    { name = "according-colon-quote", claim = "content", score = 0.85,
      pattern = [[ cue:("according" "to") source:<PER/> $PLAIN{1,40}? ":" content:<quotes/> ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "direct" } } },

    -- The second half: "…," said X. "…" and "…," she said, "…"
    { name = "continued-cue-source", claim = "content", score = 0.85,
      pattern = [[ <quotes/> ","? cue:($SAYS) $GAP source:($WHO) $PLAIN{0,25}? ("." | ",") content:<quotes/> ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "direct" } } },

    { name = "continued-source-cue", claim = "content", score = 0.85,
      pattern = [[ <quotes/> ","? $GAP source:($WHO) $ASIDE cue:($SAYS) $PLAIN{0,25}? ("." | ",") content:<quotes/> ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "direct" } } },

    -- A quotation of its own after a sentence in which somebody speaks.
    { name = "after-sentence", claim = "content", score = 0.6,
      pattern = [[ source:($WHO) $ASIDE cue:($SAYS) $PLAIN{1,40}? "." content:<quotes/> ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "direct" } } },
  },

  -- From here on a cue that a direct quotation has used is not used again.
  { phase = "mixed", policy = "best", within = "sentence",
    { name = "cue-then-partly-quoted", claim = "content", score = 0.85,
      pattern = [[ source:($WHO) $ASIDE cue:($UNUSED) $WHEN "that"?
                   content:([]*? <quotes/> []*?) $STOP ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "mixed" } } },

    { name = "partly-quoted-then-cue", claim = "content", score = 0.85,
      pattern = [[ ^ content:($PLAIN+ <quotes/>) ","? $GAP source:($WHO) $ASIDE cue:($UNUSED) (?= [is_punct]) ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "mixed" } } },
  },

  { phase = "indirect", policy = "best", within = "sentence",
    { name = "said-that", claim = "content", score = 0.9,
      pattern = [[ source:($WHO) $ASIDE cue:($UNUSED) $PLAIN{0,6}? "that" content:([]+?) $STOP ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "indirect" } } },

    { name = "said-plain", claim = "content", score = 0.7,
      pattern = [[ source:($WHO) $ASIDE cue:($UNUSED) $WHEN content:([!is_punct] []*?) $STOP ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "indirect" } } },

    { name = "content-first", claim = "content", score = 0.85,
      pattern = [[ ^ $DATELINE content:($PLAIN+?) "," $GAP source:($WHO) $ASIDE cue:($UNUSED)
                   [!is_punct]{0,5} (?= [is_punct]) ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "indirect" } } },

    { name = "according-first", claim = "content", score = 0.85,
      pattern = [[ cue:("according" "to") $GAP source:($WHO | "her" | "him" | "them") ( "(" [] ")" )?
                   ( "," ("a" | "an" | "the") $PLAIN{1,12}? "," | "," ) content:([]+?) $STOP ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "indirect" } } },

    { name = "according-last", claim = "content", score = 0.8,
      pattern = [[ ^ $DATELINE content:($PLAIN+?) ","? cue:("according" "to") "the"? source:($WHO | ("a" | "an" | "the") [!is_punct]{1,6}) ]],
      emit = { relation = "STATEMENT", layer = "statements", "source", "cue", "content", attributes = { kind = "indirect" } } },
  },
}
