local pipeline = require "pipeline"

return {
  ["metadata is read like a table"] = function(doc, check)
    check.equal(doc.meta.desk, "world")
    check.equal({ math.type(doc.meta.n), math.type(doc.meta.x) }, { "integer", "float" })
    check.equal(doc.meta.none, nil)
    check.equal(doc.meta.null, pipeline.null)
    check.yes(doc.meta.null ~= nil)
    check.equal({ #doc.meta.tags, doc.meta.tags[1], doc.meta.tags[2] }, { 2, "a", "b" })
    check.equal(doc.meta.tags[3], nil)
    check.equal(doc.meta.tags.first, nil)
    check.equal(doc.meta.deep.list[1].name, "x")
  end,

  ["what is written is there at once"] = function(doc, check)
    doc.meta.desk = "home"
    doc.meta.deep.list[1].name = "y"
    doc.meta.deep.more = { 1, 2 }
    check.equal(doc.meta.desk, "home")
    check.equal(pipeline.json.encode(doc.meta.deep), '{"list":[{"name":"y"}],"more":[1,2]}')
    doc.meta.desk = nil
    check.equal(doc.meta.desk, nil)
  end,

  ["a list grows and shrinks at its end"] = function(doc, check)
    local tags = doc.meta.tags
    tags[#tags + 1] = "c"
    check.equal(pipeline.json.encode(tags), '["a","b","c"]')
    tags[#tags] = nil
    tags[#tags] = nil
    check.equal(pipeline.json.encode(tags), '["a"]')
    tags[2] = nil
    check.equal(pipeline.json.encode(tags), '["a"]')
    check.raises("the key does not fit: what is there is array", function() tags[3] = "x" end)
    check.raises("the key does not fit: what is there is array", function() tags.name = "x" end)
    check.raises("the key does not fit: what is there is object", function() doc.meta[1] = "x" end)
  end,

  ["nil inside a list leaves null"] = function(doc, check)
    doc.meta.tags[1] = nil
    check.equal(pipeline.json.encode(doc.meta.tags), '[null,"b"]')
  end,

  ["pairs and ipairs walk over copies"] = function(doc, check)
    local keys = {}
    for key, value in pairs(doc.meta) do keys[#keys + 1] = key .. ":" .. type(value) end
    table.sort(keys)
    check.equal(table.concat(keys, " "), "deep:table desk:string empty:table n:number null:userdata object:table "
      .. "tags:table x:number")
    local tags = {}
    for i, tag in ipairs(doc.meta.tags) do tags[i] = tag end
    check.equal(tags, { "a", "b" })
    for key in pairs(doc.meta) do doc.meta[key] = nil end
    check.equal(tostring(doc.meta), "{}")
  end,

  ["null, empty lists and empty objects keep their kinds"] = function(doc, check)
    check.equal(tostring(doc.meta.empty), "[]")
    check.equal(tostring(doc.meta.object), "{}")
    local copy = {}
    for key, value in pairs(doc.meta) do copy[key] = value end
    doc.meta.copy = copy
    check.equal(tostring(doc.meta.copy.empty), "[]")
    check.equal(tostring(doc.meta.copy.object), "{}")
    check.equal(doc.meta.copy.null, pipeline.null)
    doc.meta.a, doc.meta.o, doc.meta.t = pipeline.array {}, pipeline.object {}, {}
    check.equal({ tostring(doc.meta.a), tostring(doc.meta.o), tostring(doc.meta.t) }, { "[]", "{}", "{}" })
    check.equal(tostring(pipeline.array and pipeline.json.encode(pipeline.array())), "[]")
    check.raises("bad argument #1 to 'array' (table expected, got string)", function() pipeline.array("x") end)
  end,

  ["an assigned proxy is copied"] = function(doc, check)
    doc.meta.copy = doc.meta.deep
    doc.meta.deep.list[1].name = "y"
    check.equal(doc.meta.copy.list[1].name, "x")
    doc.meta = doc.meta.deep
    check.equal(tostring(doc.meta), '{"list":[{"name":"y"}]}')
  end,

  ["the whole metadata can be replaced"] = function(doc, check)
    doc.meta = { b = 1, a = { c = 2.0 } }
    check.equal(tostring(doc.meta), '{"a":{"c":2.0},"b":1}')
    doc.meta = {}
    check.equal(tostring(doc.meta), "{}")
    check.raises("doc.meta is a table of names", function() doc.meta = nil end)
    check.raises("doc.meta is a table of names", function() doc.meta = { 1 } end)
  end,

  ["a proxy follows its place"] = function(doc, check)
    local deep = doc.meta.deep
    doc.meta.deep = { list = pipeline.array {} }
    check.equal(#deep.list, 0)
    doc.meta.deep = 5
    check.equal(deep.list, nil)
    check.raises("the key does not fit: what is there is integer", function() deep.x = 1 end)
    doc.meta.deep = nil
    deep.x = 1
    check.equal(tostring(doc.meta.deep), '{"x":1}')
  end,

  ["what no output can hold is refused with its path"] = function(doc, check)
    local function try(message, value) check.raises(message, function() doc.meta.v = value end) end
    try("v is a function, not a plain value", check.equal)
    try("v is a thread, not a plain value", coroutine.create(function() end))
    try("v is a document, not a plain value", doc)
    try("v is a token, not a plain value", doc.tokens[1])
    try("v is a span, not a plain value", doc.sentences[1])
    try("v is nan, which no output can hold", 0 / 0)
    try("v is inf, which no output can hold", 1 / 0)
    try("v is -inf, which no output can hold", -1 / 0)
    try("v.a.b[2] is a function, not a plain value", { a = { b = { 1, function() end } } })
    try("v.a is nan, which no output can hold", { a = 0 / 0 })
    try("v is a list with holes", { 1, nil, 3 })
    try("v is a list with holes", { [2] = 1 })
    try("v has both positions and names, so it is neither a list nor an object", { 1, name = 2 })
    check.equal(doc.meta.v, nil)
  end,

  ["keys out of all bounds hold nothing"] = function(doc, check)
    for _, key in ipairs { math.mininteger, math.maxinteger, 0, -1, 1.5, true } do
      check.equal(doc.meta.tags[key], nil)
      check.equal(doc.tokens[math.tointeger(key) or 0], nil)
    end
    check.raises("a key is a string or a position, not boolean", function() doc.meta[true] = 1 end)
    check.raises("the key does not fit: what is there is array", function() doc.meta.tags[math.maxinteger] = 1 end)
  end,

  ["a key that is no UTF-8 is repaired"] = function(doc, check)
    doc.meta.t = { ["a\xFF"] = 1 }
    check.equal(tostring(doc.meta.t), '{"a\u{FFFD}":1}')
    check.equal(doc.meta.t["a\xFF"], 1)
  end,

  ["a table in itself is refused"] = function(doc, check)
    local loop = {}
    loop.loop = loop
    local good, problem = pcall(function() doc.meta.v = loop end)
    check.equal(good, false)
    check.yes(tostring(problem):find("v.loop contains itself", 1, true))
  end,

  ["integers and numbers stay apart"] = function(doc, check)
    doc.meta.v = { 1, 1.0, math.maxinteger, math.mininteger, 1e300, -0.0, 0.1 }
    check.equal(tostring(doc.meta.v), "[1,1.0,9223372036854775807,-9223372036854775808,1e+300,-0.0,0.1]")
    check.equal(doc.meta.v[3], math.maxinteger)
    check.equal(math.type(doc.meta.v[2]), "float")
  end,
}
