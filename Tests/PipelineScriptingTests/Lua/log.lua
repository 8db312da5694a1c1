local pipeline = require "pipeline"
local log = pipeline.log

return {
  ["there are four levels, with fields or without"] = function(doc, check)
    log.debug "seen"
    log.info("kept", { n = 3, tags = { "a", "b" } })
    log.warn("odd", {})
    log.error("wrong\27[2J\n")
    check.equal(doc.id, "a1")
  end,

  ["a message is a string, fields have names"] = function(_, check)
    check.raises("info: 'message' is a string, not a number", function() log.info(5) end)
    check.raises("info: 'fields' is a table of names, not a string", function() log.info("a", "b") end)
    check.raises("warn: 'fields' is a table of names, not a list", function() log.warn("a", { 1, 2 }) end)
    check.raises("fields.f is a function, not a plain value", function() log.info("a", { f = log.info }) end)
    check.raises("there is no function 'log.warning'", function() log.warning "a" end)
  end,

  ["too many messages are counted"] = function()
    for i = 1, 1000 do log.info("message " .. i) end
  end,

  ["long messages are cut, and their number is bounded"] = function()
    for _ = 1, 50 do log.info(("é"):rep(10000)) end
  end,
}
