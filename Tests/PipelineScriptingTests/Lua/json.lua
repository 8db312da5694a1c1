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
    check.raises("not JSON: a key was expected at line 1, column 2", function() json.decode("{") end)
    check.raises("not JSON: unexpected text after the value at line 1, column 3", function() json.decode("1 2") end)
    check.raises("not JSON: a value was expected at line 3, column 6", function() json.decode('{\n"é": 1,\n"é": x}') end)
    check.raises("not JSON: a value is missing at line 1, column 1", function() json.decode("") end)
    check.raises("not JSON: nested deeper than 64 at line 1, column 66", function() json.decode(("["):rep(100)) end)
    check.raises("decode needs 'text'", function() json.decode(nil) end)
  end,

  ["a document's value can be encoded and decoded"] = function(doc, check)
    check.equal(json.encode(doc.meta.deep), '{"list":[{"name":"x"}]}')
    doc.meta.back = json.decode(json.encode(doc.meta))
    check.equal(tostring(doc.meta.back.empty), "[]")
  end,

  ["encode indents on request"] = function(_, check)
    local value = { b = { 1, { c = true } }, a = {}, empty = pipeline.array {} }
    check.equal(json.encode(value, { indent = 2 }),
      '{\n  "a": {},\n  "b": [\n    1,\n    {\n      "c": true\n    }\n  ],\n  "empty": []\n}')
    check.equal(json.encode(value, { indent = 0 }), json.encode(value))
    check.equal(json.encode(5, { indent = 4 }), "5")
    check.raises("encode: 'indent' is a number from 0 to 16, not -1", function() json.encode(value, { indent = -1 }) end)
    check.raises("encode: 'indent' is an integer, not a string", function() json.encode(value, { indent = "2" }) end)
    check.raises("encode: 'options' is a table of names, not a number", function() json.encode(value, 2) end)
    check.raises("encode takes named options only", function() json.encode(value, { 2 }) end)
    check.raises("encode has no option 'indnt'", function() json.encode(value, { indnt = 2 }) end)
  end,

  ["a table in itself is refused with the path"] = function(_, check)
    local scores = { 1, 2 }
    scores[3] = scores
    check.raises("the value.meta.scores[3] contains itself", function() json.encode { meta = { scores = scores } } end)
    check.raises("the value.scores[2] is inf, which no output can hold", function() json.encode { scores = { 1, math.huge } } end)
    check.raises("the value has both positions and names, so it is neither a list nor an object", function() json.encode { 1, a = 2 } end)
    local twice = { 1 }
    check.equal(json.encode { twice, twice }, "[[1],[1]]")
    local deep = {}
    for _ = 1, 70 do deep = { deep } end
    check.equal(pcall(json.encode, deep), false)
  end,

  ["what is encoded comes back the same"] = function(_, check)
    local seed = 42
    local function random(n)
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed // 65536 % n + 1
    end
    local scalars = {
      0, -1, math.maxinteger, math.mininteger, 0.1, -0.0, 1e308, 5e-324, 1.0, 2^53, true, false, pipeline.null, "", "é👍", "\0\n\"\\",
      "\u{7f}", "</script>", "\u{2028}",
    }
    local function value(depth)
      local kind = random(depth > 0 and 4 or 2)
      if kind <= 2 then return scalars[random(#scalars)] end
      local result = {}
      for i = 1, random(5) - 1 do result[kind == 3 and i or "k" .. random(9)] = value(depth - 1) end
      return kind == 3 and pipeline.array(result) or pipeline.object(result)
    end
    for _ = 1, 300 do
      local original = value(4)
      local text = json.encode(original)
      local back = json.decode(text)
      check.equal(back, original)
      check.equal(json.encode(back), text)
      check.equal(json.encode(json.decode(json.encode(original, { indent = 3 }))), text)
    end
  end,

  ["what grows has bounds"] = function(_, check)
    local tree = {}
    for _ = 1, 40 do tree = { tree, tree } end
    check.raises("there are more than 1000000 values", function() json.encode(tree) end)
    check.raises("decode: there are more than 1000000 values", function() json.decode("[" .. ("0,"):rep(1000000) .. "0]") end)
    check.equal(#json.decode('["' .. (","):rep(1000001) .. '\\"",1]')[1], 1000002)
  end,
}
