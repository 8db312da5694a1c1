-- People by a first name, a title, a role or a rank before the name, or by what they do.
local pipeline = require "pipeline"
local macros = require "macros"

return pipeline.rules {
  lists = {
    first_names = { file = "../lists/first-names.txt", match = "text" },
    ambiguous   = { file = "../lists/ambiguous-first-names.txt", match = "text" },
    titles      = { file = "../lists/titles.txt", match = "text" },
    roles       = { file = "../lists/roles.txt", match = "lower" },
    no_names    = { file = "../lists/no-names.txt", match = "text" },
  },
  macros = macros("WORD NAME INITIAL PARTICLE ALNAME SUFFIX OPEN CLOSE", {
    -- What follows a first name: no word of a calendar, no body, and no country.
    SURNAME = [=[ [text ~ /\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}[\p{L}\p{M}'’-]*/ & !(text in %no_names)] ("-" $WORD){0,2} ]=],
  }),

  { phase = "people", policy = "longest", layer = "entities", label = "PER",
    -- Salem "Abu Layth" Trabelwi
    { name = "nickname", pattern = [[ %first_names $INITIAL? $OPEN $WORD{1,3} $CLOSE $NAME ]], score = 0.95 },

    { name = "first-name", score = 0.9,
      pattern = [[ (%first_names ("-" %first_names)?){1,3} $INITIAL{0,2} $PARTICLE{0,3} $SURNAME{1,2} $SUFFIX? ]] },

    -- "Mark", "Will" and "Jordan" are other words too, but not before an initial or a particle, and not inside a sentence.
    { name = "ambiguous-initial", pattern = [[ %ambiguous $INITIAL{1,2} $PARTICLE{0,3} $SURNAME $SUFFIX? ]], score = 0.9 },
    { name = "ambiguous-first-name", score = 0.75,
      pattern = [[ %ambiguous $SURNAME $SUFFIX? ]] },

    -- The title is evidence, not part of the name: only the capture `name` is claimed.
    { name = "titled", claim = "name", score = 0.85,
      pattern = [[ %titles $INITIAL{0,2} name:( $INITIAL{0,2} $SURNAME ($OPEN $WORD{1,3} $CLOSE)? ($INITIAL{0,2} $PARTICLE{0,3} $SURNAME){0,3} $SUFFIX? ) ]] },

    { name = "role-before-name", claim = "name", score = 0.8,
      pattern = [[ %roles %titles? name:( $SURNAME $INITIAL{0,2} $PARTICLE{0,3} $SURNAME{1,2} $SUFFIX? ) ]] },

    { name = "initials", pattern = [[ $INITIAL{1,3} $PARTICLE{0,2} $SURNAME{1,2} $SUFFIX? ]], score = 0.8 },

    -- "Abu Bakr al-Baghdadi", "Nouri al-Maliki"
    { name = "kunya", pattern = [[ ('Abu' | 'Umm' | 'Abd' | 'Abdul' | 'Ibn') $NAME $SURNAME? $ALNAME? ]], score = 0.85 },
    { name = "al-name", pattern = [[ $SURNAME{1,2} $ALNAME ]], score = 0.8 },

    -- "Jan" is a month beside a number: "on Jan 7", "7 Jan".
    { name = "first-name-alone", score = 0.55,
      pattern = [=[ (?<! $WORD | %titles | /\d{1,2}/ | "in" | "at" | "near") %first_names (?! $WORD | "-" | $INITIAL | "."? /\d+/) ]=] },

    -- "Ilse Vandergast said", "Vandergast, 54,": what a person does
    { name = "speaker", claim = "name", score = 0.6,
      pattern = [[ (?<! $WORD) name:( $SURNAME $INITIAL? $SURNAME )
                   (?= ","? [lemma = "say|tell|add|write|testify|tweet|recall|quip"] ) ]] },
    -- "Ilse Vandergast, who", "Ilse Vandergast, a spokeswoman", "said Ilse Vandergast,"
    { name = "described", claim = "name", score = 0.7,
      pattern = [=[ (?<! $WORD) name:( $SURNAME $SURNAME )
                    (?= "," ("who" | ("a" | "an" | "the")? [!is_punct & xpos != "VBD|VBZ|VBP|MD"]{0,4}? %roles)) ]=] },
    -- "Ilse Vandergast became defence minister", "Ulric Idris was named director"
    { name = "becomes", claim = "name", score = 0.7,
      pattern = [=[ (?<! $WORD) name:( $SURNAME $SURNAME )
                    (?= ( [lemma = "become"] | [lemma = "be"] ("named" | "appointed" | "elected" | "chosen" | "made") ) ("the" | "a" | "an" | "as"){0,2}
                        [!is_punct & xpos != "VBD|VBZ|VBP|MD"]{0,4}? %roles) ]=] },
    { name = "said-behind", claim = "name", score = 0.7,
      pattern = [=[ [lower in { "said", "says", "told", "added", "asked", "wrote" }] (?! %titles) name:( $SURNAME{2,3} ) (?= [is_punct]) ]=] },
    -- "the referee, Ulric Idris," "its headmistress, Ilse Vandergast, said"
    { name = "after-role", claim = "name", score = 0.75,
      pattern = [=[ %roles "," (?! %titles) name:( $SURNAME{2,3} ) (?= "," | "said" | "says" | "told") ]=] },
    { name = "age", claim = "name", score = 0.85,
      pattern = [[ (?<! $WORD) name:( $SURNAME $INITIAL? $SURNAME{1,2} ) (?= "," /\d\d/ ",") ]] },
    { name = "party-letter", claim = "name", score = 0.9,
      pattern = [[ name:( $SURNAME ) (?= "(" ('D' | 'R' | 'I') ("-" | "–" | "," | ")")) ]] },
  },
}
