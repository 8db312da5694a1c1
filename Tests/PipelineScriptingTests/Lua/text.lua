local text = require("pipeline").text

return {
  ["case follows Unicode"] = function(_, check)
    check.equal(text.lower("ÉCOLE Straße ΔΪ"), "école straße δϊ")
    check.equal(text.upper("école straße"), "ÉCOLE STRASSE")
    check.equal(text.lower(""), "")
  end,

  ["length counts characters, not bytes"] = function(_, check)
    check.equal({ text.length(""), text.length("é👍"), text.length("e\u{301}") }, { 0, 2, 2 })
  end,

  ["numbers are no text"] = function(_, check)
    check.raises("lower: 'text' is a string, not a number", function() text.lower(5) end)
    check.raises("length needs 'text'", function() text.length() end)
  end,
}
