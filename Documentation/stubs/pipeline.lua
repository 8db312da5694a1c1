---@meta pipeline
-- For editors only; written by `pipeline api --stubs`.

---What a document can hold.
---@alias pipeline.Value string|number|boolean|pipeline.Null|pipeline.Values|table

---`pipeline.null`
---@class pipeline.Null: userdata

---A document: what `process` is given; what a stage changes is undone when it raises.
---@class pipeline.Document
---@field id string the identity
---@field text string the whole text
---@field source? string where it comes from, such as a path
---@field language? string the language as a BCP 47 tag, such as "en"
---@field meta pipeline.Values the metadata, read and written like a table
---@field tokens pipeline.Tokens the tokens, counted from 1
---@field sentences pipeline.Span[] the sentences in text order
---@field paragraphs pipeline.Span[] the paragraphs in text order
local Document = {}

---@class pipeline.Document.spans
---@field label? string only spans of this label
---@field layer? string only spans of this layer

---The annotated spans in text order, of two at one place the longer first.
---
---```lua
---for _, person in ipairs(doc:spans { layer = "entities", label = "PER" }) do … end
---```
---@param label? string only spans of this label
---@overload fun(self: pipeline.Document, arguments: pipeline.Document.spans): pipeline.Span[]
---@return pipeline.Span[]
function Document:spans(label) end

---@class pipeline.Document.relations
---@field label? string only relations of this label

---The relations in the order in which they were made.
---
---```lua
---for _, said in ipairs(doc:relations "STATEMENT") do doc:warn(said.source.text) end
---```
---@param label? string only relations of this label
---@overload fun(self: pipeline.Document, arguments: pipeline.Document.relations): pipeline.Relation[]
---@return pipeline.Relation[]
function Document:relations(label) end

---The values of a column or field for all tokens, "" where there is none.
---
---```lua
---local lemmas = doc:column "lemma"
---```
---@param name string a token column or a field of tokens, such as "lemma" or "start"
---@return string[]|integer[]|boolean[]
function Document:column(name) end

---@class pipeline.Document.annotate
---@field label string the label
---@field layer? string the layer, "entities" by default
---@field first? integer the first token, counted from 1
---@field last? integer the last token, `first` by default
---@field start? integer the first character, counted from 0, in place of tokens
---@field stop? integer the character after the last one
---@field span? pipeline.Span a span that covers the same text, in place of numbers
---@field attributes? table<string, pipeline.Value> its attributes
---@field rule? string the rule of the stage that decided: `by` is then stage/rule

---Adds a span to a layer.
---
---```lua
---doc:annotate { label = "LOC", first = 3, last = 4, attributes = { id = "Q585" } }
---```
---@param arguments pipeline.Document.annotate
---@return pipeline.Span
function Document:annotate(arguments) end

---@class pipeline.Document.relate
---@field label string the label
---@field attributes? table<string, pipeline.Value> its attributes
---@field rule? string the rule of the stage that decided: `by` is then stage/rule
---@field [string] pipeline.Span|pipeline.Span[] an argument: an annotated span, or several

---Adds a relation between annotated spans.
---
---```lua
---doc:relate { label = "ALIAS", name = short, of = long }
---```
---@param arguments pipeline.Document.relate
---@return pipeline.Relation
function Document:relate(arguments) end

---@class pipeline.Document.score
---@field name string the name of the score
---@field value number what is added to it; may be negative
---@field because? string the reason, the stage's name by default
---@field span? pipeline.Span where the reason stands
---@field level? string the level that the score has now

---Adds a term to a score, which begins at 0.
---
---```lua
---doc:score { name = "tension", value = 2.5, because = "armed clash", span = clash }
---```
---@param arguments pipeline.Document.score
function Document:score(arguments) end

---Removes an annotated span with the relations that name it, or a relation.
---
---```lua
---doc:remove(span)
---```
---@param what pipeline.Span|pipeline.Relation an annotated span or a relation
function Document:remove(what) end

---Takes the document out of the run; later stages do not see it.
---
---```lua
---doc:drop "too short"
---```
---@param reason string why, for the summary of the run
function Document:drop(reason) end

---@class pipeline.Document.derive
---@field text string the text
---@field meta? table<string, pipeline.Value> the metadata

---Makes a new document, which goes through the stages that follow.
---
---```lua
---doc:derive { text = part.text, meta = { of = doc.id } }
---```
---@param arguments pipeline.Document.derive
function Document:derive(arguments) end

---Leaves a message for whoever runs the pipeline.
---
---```lua
---doc:warn "no date"
---```
---@param message string what is odd
function Document:warn(message) end

---Walks over the matches of a token pattern in text order.
---
---```lua
---for m in doc:find [[ who:<PER/> [lemma="say"] ]] do doc:warn(m.who.text) end
---```
---@param pattern string|table a token pattern, as text or as a table
---@return fun(): pipeline.Match?
function Document:find(pattern) end

---Walks over the matches of a regular expression in the text that are not empty.
---
---```lua
---for m in doc:search [[\$\d+]] do doc:annotate { label = "SUM", start = m.start, stop = m.stop } end
---```
---@param expression string|pipeline.Expression a regular expression, or what `pipeline.re.compile` gave
---@return fun(): pipeline.TextMatch?
function Document:search(expression) end

---The first match of a token pattern, or nil.
---
---```lua
---local m = doc:match [[ "in" place:<LOC/> ]]
---```
---@param pattern string|table a token pattern, as text or as a table
---@return pipeline.Match?
function Document:match(pattern) end

---The tokens of a document: `#doc.tokens` of them, counted from 1.
---@class pipeline.Tokens
---@field [integer] pipeline.Token
---@operator len: integer

---A token; a column is "" where no stage has assigned a value.
---@class pipeline.Token
---@field text string the text
---@field lower string the text in lower case
---@field norm string the normal form ("not" for "n't"), the text in lower case by default
---@field lemma string the dictionary form
---@field upos string the universal part of speech, such as "VERB"
---@field xpos string the treebank's own part of speech, such as "VBD"
---@field feats string morphological features, such as "Number=Plur"
---@field shape string the text with letters as X and x and digits as d, runs of four at most
---@field length integer the number of characters
---@field start integer the first character, counted from 0
---@field stop integer the character after the last one
---@field sentence integer the number of its sentence, counted from 1
---@field index integer its own number, counted from 1
---@field is_alpha boolean whether all characters are letters
---@field is_ascii boolean whether all characters are ASCII
---@field is_bracket boolean whether it is a bracket
---@field is_currency boolean whether it is a currency sign
---@field is_digit boolean whether all characters are digits
---@field is_left_punct boolean whether it is opening punctuation, such as "("
---@field is_lower boolean whether it is in lower case
---@field is_punct boolean whether it is punctuation
---@field is_quote boolean whether it is a quotation mark
---@field is_right_punct boolean whether it is closing punctuation, such as ")"
---@field is_space boolean whether it is white space
---@field is_stop boolean whether it is a frequent function word, such as "the"
---@field is_title boolean whether it begins with a capital and goes on in lower case
---@field is_upper boolean whether it is in upper case
---@field like_email boolean whether it looks like an e-mail address
---@field like_num boolean whether it looks like a number, in digits or words
---@field like_url boolean whether it looks like a web address

---A span: an annotation, or a run of tokens such as a sentence or a capture.
---@class pipeline.Span
---@field text string the text that it covers
---@field label? string the label; nil for a run of tokens
---@field layer? string the layer; nil for a run of tokens
---@field first integer the first token, counted from 1
---@field last integer the last token
---@field start integer the first character, counted from 0
---@field stop integer the character after the last one
---@field attributes pipeline.Values the attributes, read and written like a table; nil for a run of tokens
---@field by? string what made it, as stage/rule; nil for a run of tokens

---A relation: every argument is a field, a span or a list of spans when it is in several pieces.
---@class pipeline.Relation
---@field label string the label
---@field attributes pipeline.Values the attributes, read and written like a table
---@field by string what made it, as stage/rule
---@field arguments pipeline.Arguments the arguments alone, whatever their names are
---@field [string] (pipeline.Span|pipeline.Span[])? an argument; nil when only other relations of the label have it, an error when none has

---The arguments of a relation by name; `pairs` walks over them.
---@class pipeline.Arguments
---@field [string] (pipeline.Span|pipeline.Span[])? an argument; nil for any name that is none

---What a pattern matched: every capture is a field, a span or a list of spans when it is in a loop.
---@class pipeline.Match
---@field rule string the name of the rule
---@field score number the score of the match
---@field span pipeline.Span all that was matched, as a run of tokens
---@field text string the text that was matched
---@field first integer the first token, counted from 1
---@field last integer the last token
---@field captures pipeline.Captures the captures alone, whatever their names are
---@field [string] (pipeline.Span|pipeline.Span[])? a capture; nil when it took no part, an error when the pattern has no such capture

---The captures of a match by name; `pairs` walks over those that took part.
---@class pipeline.Captures
---@field [string] (pipeline.Span|pipeline.Span[])? a capture; nil when it took no part, an error when there is none

---Metadata or attributes: read and written like a table, and what is written is in the document at once.
---@class pipeline.Values
---@field [integer] pipeline.Value
---@operator len: integer
---@field [string] pipeline.Value the value of a name; nil when there is none

---A regular expression that `pipeline.re.compile` made ready.
---@class pipeline.Expression
---@field source string the expression as it was written
---@field groups string[] the names of its groups
---@field options string[] the options that are on
local Expression = {}

---The first and last byte of the first match and its captures, or nil.
---
---```lua
---local first, last, captures = expression:find(text)
---```
---@param text string the text to search
---@param from? integer the byte to begin at, 1 by default; from the end if negative
---@return integer?, integer?, (table<string, string>|string[])?
function Expression:find(text, from) end

---The captures of the first match by number and name, the whole at 0, or nil.
---
---```lua
---local m = expression:match(text)
---```
---@param text string the text to search
---@param from? integer the byte to begin at, 1 by default; from the end if negative
---@return (table<string, string>|string[])?
function Expression:match(text, from) end

---Whether there is a match.
---
---```lua
---if expression:test(doc.text) then doc:drop "test page" end
---```
---@param text string the text to search
---@param from? integer the byte to begin at, 1 by default; from the end if negative
---@return boolean
function Expression:test(text, from) end

---Walks over all matches: their captures, first and last byte.
---
---```lua
---for m, first, last in expression:gmatch(text) do … end
---```
---@param text string the text to search
---@return fun(): (table<string, string>|string[])?, integer?, integer?
function Expression:gmatch(text) end

---The text with its matches replaced, and how many there were.
---
---```lua
---expression:gsub(text, "${month}/${year}")
---```
---@param text string the text to search
---@param replacement string|table|fun(captures: table<string, string>|string[]): any a template with `$1` and `${name}`, a table by the first group, or a function of the captures
---@param most? integer how many matches are replaced at most
---@return string, integer
function Expression:gsub(text, replacement, most) end

---The parts between the matches.
---
---```lua
---pipeline.re.compile("[,;]"):split "a,b;c"
---```
---@param text string the text to search
---@param most? integer how many parts at most, from 1
---@return string[]
function Expression:split(text, most) end

---What the documents of a stage add to, and what `finish` reads.
---@class pipeline.Shared
---@field [string] any a declared value to add to; in `finish` what it has come to: lists for counters, sets and tops

---A value of a stage that its documents add to.
---@class pipeline.SharedValue
local SharedValue = {}

---Adds to the value, unless the document fails.
---
---```lua
---shared.longest:add(#doc.text, doc.id)
---```
---@param value string|number a key for counters and sets, else a number
---@param of? string|number how many for a counter, 1 by default; the key for a top list, the document by default
function SharedValue:add(value, of) end

---What a run consists of.
---@class pipeline.Definition
---@field name? string the name; the file's name if not given
---@field read? pipeline.Reader where documents come from
---@field stages pipeline.Stage[] the stages in order
---@field write? pipeline.Writer|pipeline.Writer[] where documents go; JSON lines to standard output if not given
---@field dead_letters? string where documents that failed go; beside the first output if not given
---@field summary? string where the summaries of stages go; beside the first output if not given
---@field limits? pipeline.Limits what a script may use of a document and stage
---@field modules? string[] folders in which `require` looks before it looks for plugins
---@field capabilities? string[] what scripts may reach outside of documents: "read:data/", "env:HOME"
---@field isolate? "process"|"none" whether workers are processes of their own

---A stage that is written in Lua.
---@class pipeline.StageDefinition
---@field name string the name in messages and provenance
---@field requires? string|string[] what a document must have: "tokens", a token column, a layer, …
---@field assigns? string|string[] what a document has once the stage has worked
---@field columns? string|string[] token columns of its own, which become fields of tokens
---@field attributes? table<string, table<string, "string"|"integer"|"number"|"boolean"|"list"|"table"|"any">> the attributes of layers with their types: { money = { amount = "number" } }
---@field arguments? table<string, string[]> the arguments of relations by label: { MET = { "who", "whom" } }
---@field process fun(doc: pipeline.Document, shared: pipeline.Shared): pipeline.Value? works on a document; what it returns goes to `merge`
---@field setup? fun(context: table) readies a worker before its first document
---@field shared? table<string, table> what documents add to, from `pipeline.shared`
---@field merge? fun(total: any, part: pipeline.Value): any folds what `process` returned, in the order of the input
---@field initial? pipeline.Value what `merge` begins with; nil if not given
---@field finish? fun(total: any, shared: pipeline.Shared): pipeline.Value makes the summary of the run; without it the totals are the summary
---@field on_error? "fail"|"keep"|"drop"|"dead-letter" what becomes of a document on which it fails; a dead letter if not given
---@field limits? pipeline.Limits what it may use of a document, over those of the definition

---What a script may use of a document and stage.
---@class pipeline.Limits
---@field time? string a duration such as "2s" or "500ms"
---@field memory? string a size such as "64MB"
---@field output? string a size: what is added to the document

---The options of `extract.expressions`: annotates what regular expressions match.
---@class pipeline.ExtractExpressions
---@field expression? string a regular expression (PCRE2)
---@field expressions? (string|pipeline.ExpressionEntry)[] several, each a string or a table (its name may be left out)
---@field label? string the label of the annotations
---@field layer? string their layer; 'entities' if not given
---@field align? "expand"|"contract"|"strict"|"free" what becomes of a match that does not agree with tokens; 'expand' if not given
---@field name? string the name in messages and provenance; 'extract.expressions' if not given
---@field [integer] string|pipeline.ExpressionEntry

---The options of `extract.patterns`: finds token patterns and makes annotations and relations of them.
---@class pipeline.ExtractPatterns
---@field rules? string|pipeline.Rules a rule file, or rules as a table (needed, its name is not)
---@field layer? string the layer of what is made where a rule does not say it
---@field label? string the label of what is made where a rule does not say it
---@field name? string the name in messages and provenance; 'extract.patterns' if not given
---@field [integer] string|pipeline.Rules

---The options of `extract.phrases`: annotates the phrases of a list.
---@class pipeline.ExtractPhrases
---@field list? string a .tsv or .csv file with a column 'phrase', .jsonl, a file with a phrase a line, or a compiled list
---@field words? pipeline.Value[] the phrases, each a string or { "phrase", id = "…", aliases = { … } } (its name may be left out)
---@field match? "lower"|"text"|"lemma"|"folded" what of a token is compared: the text in lower case, as it stands, its lemma, or the text without case and diacritics; 'text' if not given
---@field phrase? string the column of the phrases; 'phrase' if not given
---@field id? string the column that becomes attributes.entity; 'id' if not given
---@field attributes? string|string[] the columns that become attributes; all others if not given
---@field label? string the label of the annotations, where an entry has none of its own
---@field layer? string their layer; 'entities' if not given
---@field fold? boolean whether upper and lower case are the same
---@field policy? "first"|"longest"|"all" which of the phrases count that overlap each other; 'first' if not given
---@field overlap? "skip"|"keep" what to do with tokens that the layer has annotated already; 'skip' if not given
---@field name? string the name in messages and provenance; 'extract.phrases' if not given
---@field [integer] pipeline.Value

---The options of `extract.spacy`: finds what patterns of spaCy's rulers and its Matcher describe.
---@class pipeline.ExtractSpacy
---@field patterns? string|pipeline.SpacyPattern[] a file of patterns in JSON lines, or the patterns (needed, its name is not)
---@field ruler? "entity"|"span" 'entity' for what EntityRuler does, if nothing is given; 'span' for all spans, as SpanRuler does
---@field greedy? "FIRST"|"LONGEST" the filter of Matcher.add, for the spans of each label; spans of two labels may then overlap
---@field overwrite? boolean whether annotations of the layer give way to those of an entity ruler
---@field phrase_matcher_attr? "ORTH"|"TEXT"|"LOWER" what phrases are compared with; 'ORTH' if not given
---@field label? string the label of patterns that have none
---@field layer? string the layer of the annotations; 'entities' if not given
---@field name? string the name in messages and provenance; 'extract.spacy' if not given
---@field [integer] string

---The options of `score.weigh`: adds up weighted evidence to a score with levels and reasons.
---@class pipeline.ScoreWeigh
---@field weights? string|pipeline.Weights a weights file, or the table that it would return (needed, its name is not)
---@field name? string the name in messages and provenance; 'score.weigh' if not given
---@field [integer] string|pipeline.Weights

---The options of `tag.english`: English parts of speech, features, lemmas and names.
---@class pipeline.TagEnglish
---@field layers? string|string[] what to assign: "pos", "lemma", "entities"; the first two if none is named (its name may be left out)
---@field model? string a model of your own in place of the one that is built in
---@field name? string the name in messages and provenance; 'tag.english' if not given
---@field [integer] string

---The options of `tag.model`: parts of speech and lemmas, or names, by a model of your own.
---@class pipeline.TagModel
---@field file? string the model, as `pipeline train` writes it (needed, its name is not)
---@field name? string the name in messages and provenance; 'tag.model' if not given
---@field [integer] string

---The options of `tokenize.english`: English tokens, sentences and paragraphs by the conventions of UD EWT.
---@class pipeline.TokenizeEnglish
---@field abbreviations? string|string[] words whose full stop belongs to them and ends no sentence
---@field exceptions? pipeline.TokenizerExceptions texts that are always cut in the same way
---@field parameters? string abbreviations and exceptions, as `pipeline train tokenizer` writes them
---@field name? string the name in messages and provenance; 'tokenize.english' if not given

---The options of `tokenize.pattern`: tokens are what a regular expression matches, a sentence a line.
---@class pipeline.TokenizePattern
---@field expression? string what a token is, as a regular expression (needed, its name is not)
---@field rest? boolean whether what lies between the matches becomes tokens, too; true if not said
---@field name? string the name in messages and provenance; 'tokenize.pattern' if not given
---@field [integer] string

---The options of `tokenize.unicode`: words and sentences of any language by the rules of Unicode (UAX #29).
---@class pipeline.TokenizeUnicode
---@field parameters? string abbreviations and exceptions, as `pipeline train tokenizer` writes them
---@field name? string the name in messages and provenance; 'tokenize.unicode' if not given

---The options of `tokenize.whitespace`: tokens between blanks, a sentence a line: for text that is tokenized.
---@class pipeline.TokenizeWhitespace
---@field name? string the name in messages and provenance; 'tokenize.whitespace' if not given

---The options of `read.brat`: brat: text files with a file of annotations (.ann) beside each.
---@class pipeline.ReadBrat
---@field path? string|string[] text files, folders or patterns (needed, its name is not)
---@field layer? string the layer of the annotations, "entities" by default
---@field name? string the name in messages and provenance; 'read.brat' if not given
---@field [integer] string

---The options of `read.conllu`: CoNLL-U: tokens, sentences and their columns.
---@class pipeline.ReadConllu
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field name? string the name in messages and provenance; 'read.conllu' if not given
---@field [integer] string

---The options of `read.csv`: comma-separated values, a document a row.
---@class pipeline.ReadCsv
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field text? string the column of the text, "text" by default
---@field id? string the column of the identity, "id" by default
---@field language? string the column of the language, "language" by default
---@field encoding? string of the input, such as "windows-1252"; "utf-8" by default; "detect" to look at its beginning
---@field delimiter? string the character between fields, "," by default
---@field name? string the name in messages and provenance; 'read.csv' if not given
---@field [integer] string

---The options of `read.html`: HTML: the article of a page, with title, author, date and language.
---@class pipeline.ReadHtml
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field whole? boolean whether to take all text with navigation, false by default
---@field encoding? string of all pages; by default what each says of itself
---@field name? string the name in messages and provenance; 'read.html' if not given
---@field [integer] string

---The options of `read.iob`: IOB2: a word and the tag of its name a line.
---@class pipeline.ReadIob
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field word? integer the column of the word, from 1; by default the first that is no number
---@field tag? integer the column of the tag, from 1; by default the last that looks like a tag
---@field layer? string the layer of the names, "entities" by default
---@field name? string the name in messages and provenance; 'read.iob' if not given
---@field [integer] string

---The options of `read.json`: JSON arrays, a document an object.
---@class pipeline.ReadJson
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field text? string the key of the text, "text" by default, such as "body.text" within others
---@field id? string the key of the identity, "id" by default
---@field assigns? string|string[] what records of write.jsonl bring along, such as { "tokens", "lemma", "entities" }; otherwise metadata
---@field offsets? "scalars"|"utf8"|"utf16" the unit of the records' offsets, "scalars" by default
---@field encoding? string of the input, such as "windows-1252"; "utf-8" by default; "detect" to look at its beginning
---@field name? string the name in messages and provenance; 'read.json' if not given
---@field [integer] string

---The options of `read.jsonl`: JSON lines, a document a line.
---@class pipeline.ReadJsonl
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field text? string the key of the text, "text" by default, such as "body.text" within others
---@field id? string the key of the identity, "id" by default
---@field assigns? string|string[] what records of write.jsonl bring along, such as { "tokens", "lemma", "entities" }; otherwise metadata
---@field offsets? "scalars"|"utf8"|"utf16" the unit of the records' offsets, "scalars" by default
---@field encoding? string of the input, such as "windows-1252"; "utf-8" by default; "detect" to look at its beginning
---@field name? string the name in messages and provenance; 'read.jsonl' if not given
---@field [integer] string

---The options of `read.mail`: mails (.eml): the text, with subject, sender, recipients and date.
---@class pipeline.ReadMail
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field name? string the name in messages and provenance; 'read.mail' if not given
---@field [integer] string

---The options of `read.markdown`: Markdown; its front matter becomes metadata.
---@class pipeline.ReadMarkdown
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field encoding? string of the input, such as "windows-1252"; "utf-8" by default; "detect" to look at its beginning
---@field name? string the name in messages and provenance; 'read.markdown' if not given
---@field [integer] string

---The options of `read.text`: plain text, a document a file.
---@class pipeline.ReadText
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field language? string the language of all documents
---@field encoding? string of the input, such as "windows-1252"; "utf-8" by default; "detect" to look at its beginning
---@field name? string the name in messages and provenance; 'read.text' if not given
---@field [integer] string

---The options of `read.tsv`: tab-separated values, a document a row.
---@class pipeline.ReadTsv
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field text? string the column of the text, "text" by default
---@field id? string the column of the identity, "id" by default
---@field language? string the column of the language, "language" by default
---@field encoding? string of the input, such as "windows-1252"; "utf-8" by default; "detect" to look at its beginning
---@field name? string the name in messages and provenance; 'read.tsv' if not given
---@field [integer] string

---The options of `read.warc`: web archives (WARC and WET), a document a page.
---@class pipeline.ReadWarc
---@field path? string|string[] files, folders, patterns or "-" for standard input (needed, its name is not)
---@field whole? boolean whether to take all text of a page, false by default
---@field name? string the name in messages and provenance; 'read.warc' if not given
---@field [integer] string

---The options of `write.brat`: brat: a folder of texts with a file of annotations (.ann) beside each.
---@class pipeline.WriteBrat
---@field path? string a folder, which is made; one with files of others in it is refused (needed, its name is not)
---@field layers? string|string[] the layers of the annotations, all by default
---@field name? string the name in messages and provenance; 'write.brat' if not given
---@field [integer] string

---The options of `write.conllu`: CoNLL-U: tokens, sentences and their columns.
---@class pipeline.WriteConllu
---@field path? string a file, or "-" for standard output (needed, its name is not)
---@field layer? string the layer of the names in the last column, "entities" by default
---@field name? string the name in messages and provenance; 'write.conllu' if not given
---@field [integer] string

---The options of `write.csv`: comma-separated values, a row an annotation, relation or document.
---@class pipeline.WriteCsv
---@field path? string a file, or "-" for standard output (needed, its name is not)
---@field rows? "annotations"|"relations"|"documents" what a row is, "annotations" by default
---@field only? string the layer or label of the rows; all by default
---@field name? string the name in messages and provenance; 'write.csv' if not given
---@field [integer] string

---The options of `write.html`: a page to look at, in one file: texts, names, relations, scores.
---@class pipeline.WriteHtml
---@field path? string a file, or "-" for standard output (needed, its name is not)
---@field title? string what the page is called, the file's name by default
---@field name? string the name in messages and provenance; 'write.html' if not given
---@field [integer] string

---The options of `write.jsonl`: JSON lines, a record a document.
---@class pipeline.WriteJsonl
---@field path? string a file, or "-" for standard output (needed, its name is not)
---@field text? boolean whether to write the text, true by default
---@field tokens? boolean whether to write tokens and sentences, false by default
---@field rules? boolean whether to write where each rule is written, false by default
---@field offsets? "scalars"|"utf8"|"utf16" the unit of offsets, "scalars" by default
---@field name? string the name in messages and provenance; 'write.jsonl' if not given
---@field [integer] string

---The options of `write.sqlite`: a SQLite database with full-text index, a view for each kind of relation.
---@class pipeline.WriteSqlite
---@field path? string a file (needed, its name is not)
---@field text? boolean whether to write and index the text, true by default
---@field offsets? "scalars"|"utf8"|"utf16" the unit of offsets, "scalars" by default
---@field name? string the name in messages and provenance; 'write.sqlite' if not given
---@field [integer] string

---The options of `write.summary`: what was found in each document, for a person to read.
---@class pipeline.WriteSummary
---@field path? string a file, or "-" for standard output (needed, its name is not)
---@field width? integer longer texts are cut to this many characters, 100 by default
---@field name? string the name in messages and provenance; 'write.summary' if not given
---@field [integer] string

---The options of `write.tsv`: tab-separated values, a row an annotation, relation or document.
---@class pipeline.WriteTsv
---@field path? string a file, or "-" for standard output (needed, its name is not)
---@field rows? "annotations"|"relations"|"documents" what a row is, "annotations" by default
---@field only? string the layer or label of the rows; all by default
---@field name? string the name in messages and provenance; 'write.tsv' if not given
---@field [integer] string

---One of several regular expressions.
---@class pipeline.ExpressionEntry
---@field label? string the label of the annotations; that of the stage if not given
---@field expression string a regular expression (PCRE2)
---@field name? string the name in provenance

---What a rule file returns: lists, macros, and phases or bare rules.
---@class pipeline.Rules
---@field lists? pipeline.RuleLists phrase lists by name, for %name in patterns and `in %name` in tests
---@field macros? pipeline.RuleMacros parts of patterns by name, for $NAME in patterns
---@field [integer] pipeline.Phase|pipeline.Rule

---Phrase lists by name.
---@class pipeline.RuleLists
---@field [string] (string|pipeline.RuleList)? a file, or the list

---Macros by name.
---@class pipeline.RuleMacros
---@field [string] (string|pipeline.Pattern)? a part of a pattern

---A phrase list, with phrases as entries without a name.
---@class pipeline.RuleList
---@field file? string a .tsv or .csv file with a column 'phrase', .jsonl, a file with a phrase a line, or a compiled list
---@field words? pipeline.Value[] the phrases, each a string or { "phrase", id = "…", aliases = { … } }
---@field match? "lower"|"text"|"lemma"|"folded" what of a token is compared: the text in lower case, as it stands, its lemma, or the text without case and diacritics; 'lower' if not given
---@field phrase? string the column of the phrases; 'phrase' if not given
---@field id? string the column that becomes attributes.entity; 'id' if not given
---@field attributes? string|string[] the columns that become attributes; all others if not given
---@field [integer] pipeline.Value

---Rules that see the layers of earlier phases, compete, and take effect together.
---@class pipeline.Phase
---@field phase string the name
---@field policy? "longest"|"priority"|"first"|"best"|"all" which of the matches that overlap count; 'longest' if not given
---@field within? string what a match cannot go beyond: 'sentence' if not given, 'paragraph', 'document' or a layer
---@field layer? string the layer of what is made where a rule does not say it
---@field label? string the label of what is made where a rule does not say it
---@field [integer] pipeline.Rule

---A pattern with what is made of its matches.
---@class pipeline.Rule
---@field name string the name, in provenance and messages
---@field pattern string|pipeline.Pattern the token pattern, as text or as a table
---@field emit? pipeline.Emission|pipeline.Emission[]|fun(m: pipeline.Match, doc: pipeline.Document): any what a match makes; an annotation with the label if not given
---@field score? number|table the weight under the policy 'best', and the confidence of what is made; { 0.6, capture = 0.2 } adds for captures
---@field priority? number decides between rules under policies that look at it
---@field claim? string the capture for which the rule competes; the whole match if not given
---@field guard? boolean whether the rule competes and makes nothing
---@field where? fun(m: pipeline.Match, doc: pipeline.Document): any whether a match counts
---@field layer? string the layer of what is made
---@field label? string the label of what is made

---An annotation, or with `relation` a relation, whose arguments are captures by name.
---@class pipeline.Emission
---@field relation? string the label of a relation
---@field label? string the label of an annotation
---@field layer? string the layer
---@field span? string the capture that is annotated; what the rule claims if not given
---@field attributes? table attributes; "$capture" stands for its text, "$capture.lemma" for more of it
---@field [integer] string
---@field [string] string? an argument of the relation: the name of a capture

---A pattern as a table: its elements in order; a string is that word in either case.
---@class pipeline.Pattern
---@field [integer] string|pipeline.PatternElement

---An element of a pattern, which says one thing, how often it comes and what it is called.
---@class pipeline.PatternElement
---@field word? string|string[] a token in either case, or one of several; several words are several tokens
---@field exact? string|string[] the same, exactly so
---@field matches? string a regular expression of a whole token
---@field test? pipeline.PatternTest a test of one token; any token passes an empty one
---@field annotation? string a whole annotation of a layer, or an entity of a label
---@field list? string a phrase of a list
---@field macro? string a macro
---@field group? string|pipeline.Pattern elements in order
---@field any_of? (string|pipeline.Pattern)[] patterns of which the first counts that leads to a match
---@field ahead? string|pipeline.Pattern what has to follow
---@field not_ahead? string|pipeline.Pattern what must not follow
---@field behind? string|pipeline.Pattern what has to stand before
---@field not_behind? string|pipeline.Pattern what must not stand before
---@field edge? "start"|"end" the start or the end of the unit
---@field ignore_case? boolean with `matches`: whether capitals and small letters are the same
---@field where? table with `annotation`: attributes, compared as in a test
---@field with? (string|pipeline.Pattern)[] with `macro`: what stands for its parameters
---@field capture? string the name
---@field times? integer|integer[]|"?"|"*"|"+" how often: a number, { least }, { least, most }, or a sign
---@field lazy? boolean whether fewer are preferred

---A test of a token: all entries hold.
---@class pipeline.PatternTest
---@field any_of? pipeline.PatternTest[] one of the tests holds
---@field none_of? pipeline.PatternTest[] none of the tests holds
---@field within? string an annotation of this layer, or entity of this label, covers the token
---@field [string] (pipeline.Value|pipeline.PatternComparison)? an attribute with its value, values, or comparison; a flag with true or false

---What an attribute is compared with; all entries hold.
---@class pipeline.PatternComparison
---@field is? pipeline.Value a value, or one of several
---@field is_not? pipeline.Value another value, or none of several
---@field matches? string a regular expression of the whole value
---@field matches_not? string a regular expression that the value is not
---@field ignore_case? boolean whether capitals and small letters are the same in expressions
---@field in_list? string a word of a list
---@field not_in_list? string no word of a list
---@field above? number a greater number
---@field at_least? number a number as great or greater
---@field below? number a smaller number
---@field at_most? number a number as small or smaller

---A pattern with its label, or the dictionaries of a token pattern alone.
---@class pipeline.SpacyPattern
---@field label? string the label; that of the stage if not given
---@field pattern? string|table[] a phrase, or a dictionary a token as spaCy's Matcher takes it
---@field id? string what becomes attributes.entity
---@field [integer] table

---What a weights file returns: the score and, as entries without a name, what counts.
---@class pipeline.Weights
---@field name string the name of the score
---@field levels? pipeline.Levels levels by name with the least value of each
---@field lowest? string the level below all others; 'low' if not given
---@field lists? table phrase lists by name, as in a rule file
---@field macros? table parts of patterns by name, as in a rule file
---@field within? string what a match cannot go beyond; 'sentence' if not given
---@field [integer] pipeline.WeightEntry

---Levels by name.
---@class pipeline.Levels
---@field [string] number? the least value of the level

---One thing that counts: a pattern, a layer or a relation.
---@class pipeline.WeightEntry
---@field name? string the name in the score's reasons
---@field pattern? string|table a token pattern whose matches count
---@field layer? string a layer whose annotations count
---@field label? string only annotations of this label
---@field relation? string the label of relations that count
---@field weight number what each hit adds; may be negative
---@field cap? integer how many hits count at most
---@field per? "match"|"document" what counts: each hit, or only whether there is one
---@field within? string what a match cannot go beyond
---@field claim? string the capture that counts; the whole match if not given

---Texts that are always cut in the same way.
---@class pipeline.TokenizerExceptions
---@field [string] string[]? the pieces of the text

---A stage, for `stages` of a definition.
---@class pipeline.Stage

---A reader, for `read` of a definition.
---@class pipeline.Reader

---A writer, for `write` of a definition.
---@class pipeline.Writer

---A match of `doc:search` in the text of a document.
---@class pipeline.TextMatch
---@field text string the text that it covers
---@field start integer the first character, counted from 0
---@field stop integer the character after the last one
---@field first? integer the first token that it touches, counted from 1
---@field last? integer the last token that it touches
---@field captures? table<string, pipeline.TextMatch>|pipeline.TextMatch[] what the groups matched by number and name, each a place like this one

---What is tested: exactly one of `definition`, `stages` and `rules`; and the cases.
---@class pipeline.Tests
---@field definition? string the path of a definition whose stages run
---@field stages? pipeline.Stage[] the stages that run
---@field rules? string|string[] paths of rule files that run after `tokenize.english` and `tag.english`
---@field name? string the name in reports; the path if not given
---@field exact? boolean|string|string[] layers in which each case marks everything; true for all layers
---@field capabilities? string[] what the stages may reach, as in a definition
---@field modules? string[] folders in which `require` looks, as in a definition
---@field [integer] pipeline.TestCase

---A document with what the stages have to find in it.
---@class pipeline.TestCase
---@field name string what is tested, in a few words
---@field text? string the document with its marks: `[PER Lena Orlova]`, `[who:roles/ROLE head]`; `\\[` is a bracket
---@field file? string the path of a document without marks, in place of `text`
---@field meta? table<string, pipeline.Value> the metadata that the document comes with
---@field exact? boolean|string|string[] layers in which everything is marked; that of the file if not given
---@field none? string|string[] labels of annotations and relations that must not be there beyond what is marked and listed
---@field attributes? table<string, table<string, pipeline.Value>> the attributes of marks by the name of the mark
---@field relations? pipeline.TestRelation[] the relations: all of each label that is named
---@field scores? table<string, number|pipeline.TestScore> the scores by name: the value, or what is known of it
---@field tokens? (string|pipeline.TestToken)[] all tokens as strings, or some as tables
---@field sets? table<string, pipeline.Value> metadata that the document has afterwards
---@field dropped? boolean whether a stage drops the document
---@field golden? boolean|string a file with all that is found, which `--update` writes; true for one beside the test
---@field check? fun(doc: pipeline.Document) looks at the document; an error fails the case
---@field skip? string why the case is not run

---A relation that has to be there.
---@class pipeline.TestRelation
---@field relation string the label
---@field attributes? table<string, pipeline.Value> attributes that it has, among others
---@field [string] string an argument: the name of a mark, else its text

---What a score has to be.
---@class pipeline.TestScore
---@field value? number the value
---@field at_least? number the least value
---@field at_most? number the greatest value
---@field level? string the level
---@field because? string|string[] the reasons, each as often as it counted

---A token that has to be there, found by its text from left to right.
---@class pipeline.TestToken
---@field text string the text
---@field [string] pipeline.Value a column of the token: `lemma`, `upos`, …

---What `require "pipeline"` gives.
---@class pipeline
---@field null pipeline.Null stands for null, where nil would be no value at all
---@field settings table<string, string> what `--set name=value` gave, by name
local pipeline = {}

---Describes a run; a definition returns what it gives.
---
---```lua
---return pipeline.define { stages = { … } }
---```
---@param definition pipeline.Definition what the run consists of
---@return pipeline.Definition
function pipeline.define(definition) end

---Describes token rules; a rule file returns what it gives.
---
---```lua
---return pipeline.rules { { phase = "names", … } }
---```
---@param rules pipeline.Rules lists, macros and phases
---@return pipeline.Rules
function pipeline.rules(rules) end

---Describes what a score adds up; a weights file returns what it gives.
---
---```lua
---return pipeline.weights { name = "tension", … }
---```
---@param weights pipeline.Weights the name of the score and what counts
---@return pipeline.Weights
function pipeline.weights(weights) end

---Makes a stage of a function.
---
---```lua
---pipeline.stage { name = "desk", process = … }
---```
---@param stage pipeline.StageDefinition the stage
---@return pipeline.Stage
function pipeline.stage(stage) end

---Describes tests; a test file returns what it gives, and `pipeline test` runs it.
---
---```lua
---return pipeline.tests { definition = "config.lua", { name = "a title", text = "Dr. [PER Orlova]" } }
---```
---@param tests pipeline.Tests what is tested, and the cases
---@return pipeline.Tests
function pipeline.tests(tests) end

---Marks a table as a list, also when it is empty.
---
---```lua
---doc.meta.tags = pipeline.array {}
---```
---@param list? any a list, a new one by default
---@return pipeline.Value[]
function pipeline.array(list) end

---Marks a table as names with values, also when it is empty.
---
---```lua
---doc.meta.counts = pipeline.object {}
---```
---@param table? any a table, a new one by default
---@return table<string, pipeline.Value>
function pipeline.object(table) end

---An environment variable, or nil when it is not set.
---
---```lua
---local token = pipeline.env "API_TOKEN"  -- capabilities = { "env:API_TOKEN" }
---```
---@param name string a name that `capabilities` grants
---@return string?
function pipeline.env(name) end

---Text as Unicode sees it; Lua's own string functions see bytes.
---@class pipeline.text
pipeline.text = {}

---The text in lower case.
---
---```lua
---pipeline.text.lower "ÉCOLE"  --> "école"
---```
---@param text string a text
---@return string
function pipeline.text.lower(text) end

---The text in upper case.
---
---```lua
---pipeline.text.upper "straße"  --> "STRASSE"
---```
---@param text string a text
---@return string
function pipeline.text.upper(text) end

---The same for two texts that differ in case alone.
---
---```lua
---pipeline.text.fold "Straße" == pipeline.text.fold "STRASSE"  --> true
---```
---@param text string a text
---@return string
function pipeline.text.fold(text) end

---The text in a normalization form of Unicode.
---
---```lua
---pipeline.text.normalize("é", "nfd")  --> "e\u{301}"
---```
---@param text string a text
---@param form? "nfc"|"nfd" composed or decomposed characters, "nfc" by default
---@return string
function pipeline.text.normalize(text, form) end

---The text without white space at both ends.
---
---```lua
---pipeline.text.trim " a b "  --> "a b"
---```
---@param text string a text
---@return string
function pipeline.text.trim(text) end

---The number of characters (Unicode scalars), as offsets count them.
---
---```lua
---pipeline.text.length "é"  --> 1
---```
---@param text string a text
---@return integer
function pipeline.text.length(text) end

---A part of the text by characters, as `string.sub` gives it by bytes.
---
---```lua
---pipeline.text.sub("école", 1, 2)  --> "éc"
---```
---@param text string a text
---@param first integer the first character, counted from 1, or from the end if negative
---@param last? integer the last character, -1 by default
---@return string
function pipeline.text.sub(text, first, last) end

---A list of all characters.
---
---```lua
---#pipeline.text.characters "aé"  --> 2
---```
---@param text string a text
---@return string[]
function pipeline.text.characters(text) end

---A list of what a reader takes for one character.
---
---```lua
---#pipeline.text.graphemes "e\u{301}"  --> 1
---```
---@param text string a text
---@return string[]
function pipeline.text.graphemes(text) end

---The parts between separators, or the words between white space.
---
---```lua
---pipeline.text.split("a, b", ", ")[2]  --> "b"
---```
---@param text string a text
---@param separator? string what stands between the parts, white space by default
---@param most? integer how many parts at most
---@return string[]
function pipeline.text.split(text, separator, most) end

---Whether the text begins so.
---
---```lua
---pipeline.text.starts_with(doc.text, "CORRECTION")
---```
---@param text string a text
---@param beginning string what it may begin with
---@return boolean
function pipeline.text.starts_with(text, beginning) end

---Whether the text ends so.
---
---```lua
---pipeline.text.ends_with(doc.id, "-draft")
---```
---@param text string a text
---@param ending string what it may end with
---@return boolean
function pipeline.text.ends_with(text, ending) end

---Whether it has letters with case, all of them capitals.
---
---```lua
---pipeline.text.is_upper "ÉTÉ"  --> true
---```
---@param text string a text
---@return boolean
function pipeline.text.is_upper(text) end

---Whether it has letters with case, none of them capitals.
---
---```lua
---pipeline.text.is_lower "été"  --> true
---```
---@param text string a text
---@return boolean
function pipeline.text.is_lower(text) end

---Whether every word begins with a capital and goes on in small letters.
---
---```lua
---pipeline.text.is_title "Été"  --> true
---```
---@param text string a text
---@return boolean
function pipeline.text.is_title(text) end

---How many characters are put in, left out or changed between two texts, or nil above the most.
---
---```lua
---pipeline.text.distance("kitten", "sitting")  --> 3
---```
---@param left string a text
---@param right string another one
---@param most? integer the greatest distance that matters; a small one costs less
---@return integer?
function pipeline.text.distance(left, right, most) end

---JSON text.
---@class pipeline.json
pipeline.json = {}

---A value as JSON, keys in alphabetical order.
---
---```lua
---pipeline.json.encode({ n = 1 }, { indent = 2 })
---```
---@param value? pipeline.Value a plain value; nil is null
---@param options? { indent?: integer } how it is written
---@return string
function pipeline.json.encode(value, options) end

---The value of JSON text; null is `pipeline.null`.
---
---```lua
---pipeline.json.decode("[1, 2]")[2]  --> 2
---```
---@param text string JSON
---@return pipeline.Value
function pipeline.json.decode(text) end

---Regular expressions over strings; positions are bytes, as `string.find` has them.
---@class pipeline.re
pipeline.re = {}

---Makes an expression ready for use.
---
---```lua
---local year = pipeline.re.compile([[(?<year>\d{4})]], { ignore_case = true })
---```
---@param expression string a regular expression (PCRE2)
---@param options? { ignore_case?: boolean, multiline?: boolean, dot_all?: boolean, extended?: boolean } how it matches
---@return pipeline.Expression
function pipeline.re.compile(expression, options) end

---An expression that matches the text itself.
---
---```lua
---pipeline.re.escape "1+1"  --> "1\\+1"
---```
---@param text string a text
---@return string
function pipeline.re.escape(text) end

---Messages for whoever runs the pipeline, with the stage and the document.
---@class pipeline.log
pipeline.log = {}

---A detail, which `--log debug` shows.
---
---```lua
---pipeline.log.debug("seen", { id = doc.id })
---```
---@param message string the message; a long one is cut
---@param fields? table<string, pipeline.Value> names with values, shown behind the message
function pipeline.log.debug(message, fields) end

---What is good to know.
---
---```lua
---pipeline.log.info("kept", { words = #doc.tokens })
---```
---@param message string the message; a long one is cut
---@param fields? table<string, pipeline.Value> names with values, shown behind the message
function pipeline.log.info(message, fields) end

---What is odd.
---
---```lua
---pipeline.log.warn "no date"
---```
---@param message string the message; a long one is cut
---@param fields? table<string, pipeline.Value> names with values, shown behind the message
function pipeline.log.warn(message, fields) end

---What is wrong; `error(…)` also ends the stage.
---
---```lua
---pipeline.log.error "no such desk"
---```
---@param message string the message; a long one is cut
---@param fields? table<string, pipeline.Value> names with values, shown behind the message
function pipeline.log.error(message, fields) end

---Files that `capabilities` grants, for reading.
---@class pipeline.files
pipeline.files = {}

---The bytes of a file.
---
---```lua
---local cities = pipeline.json.decode(pipeline.files.read "data/cities.json")
---```
---@param path string the path of a granted file, relative to the definition
---@return string
function pipeline.files.read(path) end

---Walks over the lines of a file, without their ends.
---
---```lua
---for line in pipeline.files.lines "data/names.txt" do … end
---```
---@param path string the path of a granted file, relative to the definition
---@return fun(): string?
function pipeline.files.lines(path) end

---Whether there is such a file.
---
---```lua
---pipeline.files.exists "data/names.txt"
---```
---@param path string the path of a granted file, relative to the definition
---@return boolean
function pipeline.files.exists(path) end

---What the `shared` of a stage is declared with.
---@class pipeline.shared
pipeline.shared = {}

---Counts keys; the most frequent come first.
---
---```lua
---shared = { x = pipeline.shared.counter() }  -- shared.x:add(key, count)
---```
---@return table
function pipeline.shared.counter() end

---Keeps distinct strings.
---
---```lua
---shared = { x = pipeline.shared.set() }  -- shared.x:add(string)
---```
---@return table
function pipeline.shared.set() end

---Keeps the greatest numbers with their keys.
---
---```lua
---shared = { x = pipeline.shared.top(10) }  -- shared.x:add(number, key)
---```
---@param size integer how many to keep, from 1
---@return table
function pipeline.shared.top(size) end

---Adds numbers up.
---
---```lua
---shared = { x = pipeline.shared.sum() }  -- shared.x:add(number)
---```
---@return table
function pipeline.shared.sum() end

---The mean of numbers.
---
---```lua
---shared = { x = pipeline.shared.mean() }  -- shared.x:add(number)
---```
---@return table
function pipeline.shared.mean() end

---The least of numbers.
---
---```lua
---shared = { x = pipeline.shared.min() }  -- shared.x:add(number)
---```
---@return table
function pipeline.shared.min() end

---The greatest of numbers.
---
---```lua
---shared = { x = pipeline.shared.max() }  -- shared.x:add(number)
---```
---@return table
function pipeline.shared.max() end

---Stages that extract.
---@class pipeline.extract
pipeline.extract = {}

---Annotates what regular expressions match.
---
---```lua
---extract.expressions {}
---```
---@param options pipeline.ExtractExpressions the options
---@return pipeline.Stage
function pipeline.extract.expressions(options) end

---Finds token patterns and makes annotations and relations of them.
---
---```lua
---extract.patterns "…"
---```
---@param options pipeline.ExtractPatterns|string|pipeline.Rules the options
---@return pipeline.Stage
function pipeline.extract.patterns(options) end

---Annotates the phrases of a list.
---
---```lua
---extract.phrases {}
---```
---@param options pipeline.ExtractPhrases the options
---@return pipeline.Stage
function pipeline.extract.phrases(options) end

---Finds what patterns of spaCy's rulers and its Matcher describe.
---
---```lua
---extract.spacy "…"
---```
---@param options pipeline.ExtractSpacy the options
---@return pipeline.Stage
function pipeline.extract.spacy(options) end

---Stages that score.
---@class pipeline.score
pipeline.score = {}

---Adds up weighted evidence to a score with levels and reasons.
---
---```lua
---score.weigh "…"
---```
---@param options pipeline.ScoreWeigh|string|pipeline.Weights the options
---@return pipeline.Stage
function pipeline.score.weigh(options) end

---Stages that tag.
---@class pipeline.tag
pipeline.tag = {}

---English parts of speech, features, lemmas and names.
---
---```lua
---tag.english {}
---```
---@param options pipeline.TagEnglish|string the options
---@return pipeline.Stage
function pipeline.tag.english(options) end

---Parts of speech and lemmas, or names, by a model of your own.
---
---```lua
---tag.model "…"
---```
---@param options pipeline.TagModel|string the options
---@return pipeline.Stage
function pipeline.tag.model(options) end

---Stages that tokenize.
---@class pipeline.tokenize
pipeline.tokenize = {}

---English tokens, sentences and paragraphs by the conventions of UD EWT.
---
---```lua
---tokenize.english {}
---```
---@param options pipeline.TokenizeEnglish the options
---@return pipeline.Stage
function pipeline.tokenize.english(options) end

---Tokens are what a regular expression matches, a sentence a line.
---
---```lua
---tokenize.pattern "…"
---```
---@param options pipeline.TokenizePattern|string the options
---@return pipeline.Stage
function pipeline.tokenize.pattern(options) end

---Words and sentences of any language by the rules of Unicode (UAX #29).
---
---```lua
---tokenize.unicode {}
---```
---@param options pipeline.TokenizeUnicode the options
---@return pipeline.Stage
function pipeline.tokenize.unicode(options) end

---Tokens between blanks, a sentence a line: for text that is tokenized.
---
---```lua
---tokenize.whitespace {}
---```
---@param options pipeline.TokenizeWhitespace the options
---@return pipeline.Stage
function pipeline.tokenize.whitespace(options) end

---Readers: documents from outside.
---@class pipeline.read
pipeline.read = {}

---Brat: text files with a file of annotations (.ann) beside each.
---
---```lua
---read.brat "…"
---```
---@param options pipeline.ReadBrat|string the options
---@return pipeline.Reader
function pipeline.read.brat(options) end

---CoNLL-U: tokens, sentences and their columns.
---
---```lua
---read.conllu "…"
---```
---@param options pipeline.ReadConllu|string the options
---@return pipeline.Reader
function pipeline.read.conllu(options) end

---Comma-separated values, a document a row.
---
---```lua
---read.csv "…"
---```
---@param options pipeline.ReadCsv|string the options
---@return pipeline.Reader
function pipeline.read.csv(options) end

---HTML: the article of a page, with title, author, date and language.
---
---```lua
---read.html "…"
---```
---@param options pipeline.ReadHtml|string the options
---@return pipeline.Reader
function pipeline.read.html(options) end

---IOB2: a word and the tag of its name a line.
---
---```lua
---read.iob "…"
---```
---@param options pipeline.ReadIob|string the options
---@return pipeline.Reader
function pipeline.read.iob(options) end

---JSON arrays, a document an object.
---
---```lua
---read.json "…"
---```
---@param options pipeline.ReadJson|string the options
---@return pipeline.Reader
function pipeline.read.json(options) end

---JSON lines, a document a line.
---
---```lua
---read.jsonl "…"
---```
---@param options pipeline.ReadJsonl|string the options
---@return pipeline.Reader
function pipeline.read.jsonl(options) end

---Mails (.eml): the text, with subject, sender, recipients and date.
---
---```lua
---read.mail "…"
---```
---@param options pipeline.ReadMail|string the options
---@return pipeline.Reader
function pipeline.read.mail(options) end

---Markdown; its front matter becomes metadata.
---
---```lua
---read.markdown "…"
---```
---@param options pipeline.ReadMarkdown|string the options
---@return pipeline.Reader
function pipeline.read.markdown(options) end

---Plain text, a document a file.
---
---```lua
---read.text "…"
---```
---@param options pipeline.ReadText|string the options
---@return pipeline.Reader
function pipeline.read.text(options) end

---Tab-separated values, a document a row.
---
---```lua
---read.tsv "…"
---```
---@param options pipeline.ReadTsv|string the options
---@return pipeline.Reader
function pipeline.read.tsv(options) end

---Web archives (WARC and WET), a document a page.
---
---```lua
---read.warc "…"
---```
---@param options pipeline.ReadWarc|string the options
---@return pipeline.Reader
function pipeline.read.warc(options) end

---Writers: documents to outside.
---@class pipeline.write
pipeline.write = {}

---Brat: a folder of texts with a file of annotations (.ann) beside each.
---
---```lua
---write.brat "…"
---```
---@param options pipeline.WriteBrat|string the options
---@return pipeline.Writer
function pipeline.write.brat(options) end

---CoNLL-U: tokens, sentences and their columns.
---
---```lua
---write.conllu "…"
---```
---@param options pipeline.WriteConllu|string the options
---@return pipeline.Writer
function pipeline.write.conllu(options) end

---Comma-separated values, a row an annotation, relation or document.
---
---```lua
---write.csv "…"
---```
---@param options pipeline.WriteCsv|string the options
---@return pipeline.Writer
function pipeline.write.csv(options) end

---A page to look at, in one file: texts, names, relations, scores.
---
---```lua
---write.html "…"
---```
---@param options pipeline.WriteHtml|string the options
---@return pipeline.Writer
function pipeline.write.html(options) end

---JSON lines, a record a document.
---
---```lua
---write.jsonl "…"
---```
---@param options pipeline.WriteJsonl|string the options
---@return pipeline.Writer
function pipeline.write.jsonl(options) end

---A SQLite database with full-text index, a view for each kind of relation.
---
---```lua
---write.sqlite "…"
---```
---@param options pipeline.WriteSqlite|string the options
---@return pipeline.Writer
function pipeline.write.sqlite(options) end

---What was found in each document, for a person to read.
---
---```lua
---write.summary "…"
---```
---@param options pipeline.WriteSummary|string the options
---@return pipeline.Writer
function pipeline.write.summary(options) end

---Tab-separated values, a row an annotation, relation or document.
---
---```lua
---write.tsv "…"
---```
---@param options pipeline.WriteTsv|string the options
---@return pipeline.Writer
function pipeline.write.tsv(options) end

---Gives what a Lua file beside this one, a module of a plugin, or "pipeline" returns.
---@param name string
---@return any
function require(name) end

return pipeline
