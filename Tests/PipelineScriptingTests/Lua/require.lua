return {
  ["a module beside the file is run once"] = function(_, check)
    local counter = require "modules.counter"
    counter.count = counter.count + 1
    check.equal(require("modules.counter").count, 1)
    check.yes(require("modules.counter") == counter)
  end,

  ["a module finds its own neighbours first"] = function(_, check)
    check.equal(require("modules.nested.outer"), "outer with the inner beside it")
  end,

  ["a folder with plugin.lua is a module"] = function(_, check)
    check.equal(require("modules.plug").name, "plug")
  end,

  ["a module that returns nothing is true"] = function(_, check)
    check.equal(require "modules.silent", true)
  end,

  ["the pipeline is built in"] = function(_, check)
    check.yes(require "pipeline" == require "pipeline")
    check.equal(type(require("pipeline").define), "function")
  end,

  ["what is not there is an error that can be caught"] = function(_, check)
    check.raises("there is no module 'modules.none'", require, "modules.none")
    check.raises("there is no module '../check'", require, "../check")
    check.raises("there is no module '/etc/hosts'", require, "/etc/hosts")
    check.raises("bad argument #1 to 'require' (string expected, got nil)", require, nil)
  end,

  ["modules of the definition come after neighbours, in order"] = function(_, check)
    check.equal({ require "shared", require "chain" }, { "from one", "chain finds from two" })
  end,

  ["a plugin without a manifest is refused"] = function(_, check)
    local good, problem = pcall(require, "modules.bare")
    check.equal(good, false)
    check.yes(tostring(problem):find("plugin 'bare' has no manifest", 1, true))
  end,
}
