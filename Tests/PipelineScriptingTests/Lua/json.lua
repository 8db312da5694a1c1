local pipeline = require "pipeline"
local json = pipeline.json

return {
  ["encode writes keys in order and numbers as they are"] = function(_, check)
    check.equal(json.encode { b = 1, a = { 1.0, "é\n", true, pipeline.null } }, '{"a":[1.0,"é\\n",true,null],"b":1}')
    check.equal({ json.encode(nil), json.encode(pipeline.null), json.encode("x") }, { "null", "null", '"x"' })
    check.equal({ json.encode {}, json.encode(pipeline.array {}) }, { "{}", "[]" })
  end,

  ["encode refuses what is no plain value"] = function(_, check)
    check.raises("the value is a function, not a plain value", function() json.encode(json.encode) end)
    check.raises("the value.a is nan, which no output can hold", function() json.encode { a = 0 / 0 } end)
  end,

  ["decode keeps kinds"] = function(_, check)
    local value = json.decode('{"i":1,"f":1.0,"n":null,"a":[],"o":{},"s":"\\u00e9"}')
    check.equal({ math.type(value.i), math.type(value.f), value.s }, { "integer", "float", "é" })
    check.equal(value.n, pipeline.null)
    check.equal(json.encode(value), '{"a":[],"f":1.0,"i":1,"n":null,"o":{},"s":"é"}')
    check.equal(json.decode("null"), pipeline.null)
    check.equal(json.decode(" [1, 2] ")[2], 2)
  end,

  ["decode says what is wrong and where"] = function(_, check)
    check.raises("not JSON: a key was expected at byte 1", function() json.decode("{") end)
    check.raises("not JSON: unexpected text after the value at byte 2", function() json.decode("1 2") end)
    check.raises("decode needs 'text'", function() json.decode(nil) end)
  end,

  ["a document's value can be encoded and decoded"] = function(doc, check)
    check.equal(json.encode(doc.meta.deep), '{"list":[{"name":"x"}]}')
    doc.meta.back = json.decode(json.encode(doc.meta))
    check.equal(tostring(doc.meta.back.empty), "[]")
  end,
}
