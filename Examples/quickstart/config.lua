local pipeline = require "pipeline"
local read, tokenize, tag, extract, write =
  pipeline.read, pipeline.tokenize, pipeline.tag, pipeline.extract, pipeline.write

return pipeline.define {
  read   = read.text "input/*.txt",
  stages = {
    tokenize.english {},
    tag.english { "pos", "lemma" },
    extract.phrases { label = "LOC", words = { "Oslo", "Lake Vann" } },
    extract.patterns(pipeline.rules {
      { phase = "names",
        { name = "titled", pattern = [[ ("Mr." | "Ms." | "Dr.") who:[is_title]{1,2} ]], claim = "who",
          emit = { label = "PER", layer = "entities" } } },
      { phase = "statements",
        { name = "said-that",
          pattern = [[ source:<PER/> cue:[lemma = "say|warn|deny"] "that"? content:([]+?) (?= [is_punct] $ | $) ]],
          emit = { relation = "STATEMENT", "source", "cue", "content" } } },
    }),
    pipeline.stage {
      name = "count", requires = { "entities" }, assigns = { "meta" },
      process = function(doc) doc.meta.places = #doc:spans "LOC" end,
    },
  },
  write  = { write.jsonl "out/quickstart.jsonl", write.summary "-" },
}
