return {
  ["an undeclared global is an error"] = function(_, check)
    check.raises("undeclared global 'tostrin'; did you mean 'tostring'?", function() return tostrin(5) end)
    check.raises("undeclared global 'nowhere_near'", function() return nowhere_near end)
    check.raises("assignment to undeclared global 'count'; declare it local", function() count = 1 end)
  end,

  ["the outside is not there"] = function(_, check)
    for _, name in ipairs { "io", "os", "package", "debug", "dofile", "loadfile", "collectgarbage", "print" } do
      check.equal(rawget(_G, name), nil)
    end
    check.equal(string.dump, nil)
  end,

  ["what the pipeline offers cannot be changed"] = function(_, check)
    local pipeline = require "pipeline"
    check.raises("'pipeline' cannot be changed", function() pipeline.mine = 1 end)
    check.raises("'pipeline' cannot be changed", function() pipeline.define = nil end)
    check.raises("'text' cannot be changed", function() pipeline.text.lower = nil end)
    check.equal(type(pipeline.define), "function")
    check.raises("there is no function 'text.lowr'", function() return pipeline.text.lowr end)
    check.raises("there is no function 'json.parse'", function() return pipeline.json.parse end)
    for _, name in ipairs { "text", "json", "re", "log", "files" } do
      check.raises("'" .. name .. "' cannot be changed", function() pipeline[name].mine = 1 end)
    end
    check.raises("there is no member 'pipeline.defin'", function() return pipeline.defin end)
    check.raises("there is no stage 'tokenize.word'", function() return pipeline.tokenize.word end)
    check.raises("there is no reader 'read.txt'", function() return pipeline.read.txt end)
    check.raises("there is no writer 'write.json'", function() return pipeline.write.json end)
  end,

  ["settings are strings by name"] = function(_, check)
    local settings = require("pipeline").settings
    check.equal(settings.desk, "world")
    check.equal(settings.none, nil)
  end,
}
