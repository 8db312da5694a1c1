-- What every call is checked for, as its declaration says.
local pipeline = require "pipeline"

return {
  ["an argument of another type is an error"] = function(doc, check)
    check.raises("annotate: 'label' is a string, not a number", function() doc:annotate { label = 5 } end)
    check.raises("annotate: 'first' is an integer, not a string", function() doc:annotate { label = "X", first = "1" } end)
    check.raises("annotate: 'span' is a span, not a token", function()
      doc:annotate { label = "X", span = doc.tokens[1] }
    end)
    check.raises("annotate: 'layer' is a string, not a table", function() doc:annotate { label = "X", layer = {} } end)
    check.raises("annotate: 'layer' is a string, not a boolean", function()
      doc:annotate { label = "X", layer = true }
    end)
    check.raises("annotate: 'layer' is a string, not null", function()
      doc:annotate { label = "X", layer = pipeline.null }
    end)
    check.raises("warn: 'message' is a string, not a function", function() doc:warn(function() end) end)
  end,

  ["an integer may be a float without fraction"] = function(doc, check)
    check.equal(doc:annotate({ label = "X", first = 3.0 }).first, 3)
    check.raises("annotate: 'first' is an integer, not 1.5", function() doc:annotate { label = "X", first = 1.5 } end)
    check.raises("annotate: 'first' is an integer, not nan", function() doc:annotate { label = "X", first = 0 / 0 } end)
  end,

  ["an argument that is missing is an error"] = function(doc, check)
    check.raises("annotate needs 'label'", function() doc:annotate {} end)
    check.raises("find needs 'pattern'", function() doc:find() end)
    check.raises("find needs 'pattern'", function() doc:find(nil) end)
    check.raises("upper needs 'text'", function() pipeline.text.upper() end)
    check.raises("score needs 'value'", function() doc:score { name = "x" } end)
  end,

  ["a table that is missing is an error"] = function(doc, check)
    check.raises("annotate takes a table of named arguments, not nothing", function() doc:annotate() end)
    check.raises("derive takes a table of named arguments, not a string", function() doc:derive "text" end)
    check.raises("annotate takes one table, not 2 arguments", function() doc:annotate({ label = "X" }, 1) end)
  end,

  ["too many arguments are an error"] = function(doc, check)
    check.raises("drop takes 1 argument, not 2", function() doc:drop("a", "b") end)
    check.raises("spans takes 1 argument, not 2", function() doc:spans("PER", "entities") end)
    check.raises("lower takes 1 argument, not 3", function() pipeline.text.lower("a", nil, "b") end)
  end,

  ["a misspelt name is an error with what there is"] = function(doc, check)
    check.raises("annotate has no argument 'lable'", function() doc:annotate { lable = "X", first = 1 } end)
    check.raises("annotate has no argument 'a'", function() doc:annotate { z = 1, a = 1, label = "X" } end)
    check.raises("annotate takes named arguments only", function() doc:annotate { "X", first = 1 } end)
    check.raises("annotate takes named arguments only", function() doc:annotate { [true] = 1, first = 1 } end)
    check.raises("relations has no argument 'lable'", function() doc:relations { lable = "MET" } end)
  end,

  ["one selection comes with or without its name"] = function(doc, check)
    check.equal(#doc:spans("PER"), #doc:spans { label = "PER" })
    check.equal(#doc:relations("MET"), #doc:relations { label = "MET" })
    check.equal(#doc:spans(nil), 4)
    check.equal(#doc:relations {}, 1)
  end,

  ["names are looked up in the table alone"] = function(doc, check)
    local defaults = setmetatable({ first = 1 }, { __index = function() error "asked" end })
    check.raises("annotate needs 'label'", function() doc:annotate(defaults) end)
  end,

  ["metadata may be passed on as attributes"] = function(doc, check)
    local span = doc:annotate { label = "X", first = 1, attributes = doc.meta.object }
    check.equal(span.attributes.entity, nil)
    check.raises("annotate: 'attributes' is a table of names, not a list", function()
      doc:annotate { label = "X", first = 1, attributes = { 1, 2 } }
    end)
    check.raises("annotate: 'attributes' is a table of names, not a span", function()
      doc:annotate { label = "X", first = 1, attributes = span }
    end)
  end,

  ["many calls leave nothing behind"] = function(doc, check)
    for _ = 1, 200 do
      doc:remove(doc:annotate { label = "X", first = 1, last = 2, attributes = { n = 1 } })
      pcall(doc.annotate, doc, { label = "X", frist = 1 })
    end
    check.equal(#doc:spans(), 4)
  end,

  ["the API cannot be changed"] = function(doc, check)
    check.raises("'pipeline' cannot be changed", function() pipeline.null = 1 end)
    check.raises("there is no member 'pipeline.nul'", function() return pipeline.nul end)
    check.raises("there is no function 'text.lwer'", function() return pipeline.text.lwer end)
    check.raises("there is no stage 'tokenize.word'", function() return pipeline.tokenize.word end)
    check.raises("'tokenize' is no function: it holds each stage by name", function() pipeline.tokenize() end)
    check.raises("'pipeline' is no function: it holds each member by name", function() pipeline {} end)
  end,
}
