local text = require("pipeline").text

return {
  ["case follows Unicode"] = function(_, check)
    check.equal(text.lower("ÉCOLE Straße ΔΪ"), "école straße δϊ")
    check.equal(text.upper("école straße"), "ÉCOLE STRASSE")
    check.equal(text.lower(""), "")
  end,

  ["fold is the same for texts that differ in case alone"] = function(_, check)
    for _, pair in ipairs {
      { "STRASSE", "straße" }, { "ẞ", "ss" }, { "Σίσυφος", "σίσυφοσ" }, { "ﬁn", "FIN" }, { "K", "k" }, { "ſ", "S" }, { "Ꭰ", "ꭰ" },
    } do
      check.equal(text.fold(pair[1]), text.fold(pair[2]))
    end
    check.equal({ text.fold "ı", text.fold "İ", text.fold "ǅ", text.fold "Ab1" }, { "ı", "i\u{307}", "ǆ", "ab1" })
  end,

  ["normalize composes and decomposes"] = function(_, check)
    check.equal({ text.normalize "e\u{301}", text.normalize("é", "nfd"), text.normalize("Å", "nfc") }, { "é", "e\u{301}", "Å" })
    check.equal(text.normalize("각", "nfd"), "\u{1100}\u{1161}\u{11A8}")
    check.equal(text.normalize("a\u{315}\u{300}", "nfd"), "a\u{300}\u{315}")
    check.raises("normalize: 'form' is one of \"nfc\", \"nfd\", not \"nfkc\"", function() text.normalize("ﬁ", "nfkc") end)
    check.raises("normalize: 'form' is one of \"nfc\", \"nfd\", not \"NFC\"", function() text.normalize("a", "NFC") end)
  end,

  ["length counts characters, not bytes"] = function(_, check)
    check.equal({ text.length(""), text.length("é👍"), text.length("e\u{301}") }, { 0, 2, 2 })
  end,

  ["sub goes by characters"] = function(_, check)
    local s = "aé👍z"
    for i = -6, 6 do
      for j = -6, 6 do
        -- The same as string.sub on a text of one byte a character.
        local plain = ("abcd"):sub(i, j):gsub("b", "é"):gsub("c", "👍"):gsub("d", "z")
        check.equal(text.sub(s, i, j), (plain))
      end
    end
    check.equal({ text.sub(s, 2), text.sub("", 1, 5) }, { "é👍z", "" })
    check.equal(text.sub(s, math.mininteger, math.maxinteger), s)
    check.equal(text.sub(s, math.maxinteger, math.maxinteger), "")
  end,

  ["characters and graphemes are lists"] = function(_, check)
    check.equal(text.characters "e\u{301}👍", { "e", "\u{301}", "👍" })
    check.equal(text.graphemes "e\u{301}👩‍👩‍👧🇫🇷\r\nx", { "e\u{301}", "👩‍👩‍👧", "🇫🇷", "\r\n", "x" })
    check.equal({ #text.characters "", #text.graphemes "" }, { 0, 0 })
    check.raises("characters: the text has more than 1000000 parts", function() text.characters(("x"):rep(1000001)) end)
    check.raises("split: the text has more than 1000000 parts", function() text.split(("x,"):rep(1000001), ",") end)
    check.raises("split: the text has more than 1000000 parts", function() text.split(("x "):rep(1000001)) end)
  end,

  ["split at a separator or at white space"] = function(_, check)
    check.equal(text.split "  a\tb\u{a0}\nc ", { "a", "b", "c" })
    check.equal(text.split("a, b,, c", ","), { "a", " b", "", " c" })
    check.equal(text.split("a->b->c", "->", 2), { "a", "b->c" })
    check.equal(text.split(" a  b c ", nil, 2), { "a", "b c" })
    check.equal(text.split("a  ", nil, 2), { "a" })
    check.equal({ #text.split "", text.split("", ",")[1] }, { 0, "" })
    check.raises("split: the separator is empty", function() text.split("a", "") end)
    check.raises("split: 'most' is a number from 1, not 0", function() text.split("a", ",", 0) end)
  end,

  ["trim takes Unicode white space"] = function(_, check)
    check.equal({ text.trim " \u{2003}a b\n\u{a0}", text.trim " \n", text.trim "x" }, { "a b", "", "x" })
  end,

  ["beginnings, endings and case are questions"] = function(_, check)
    check.equal({ text.starts_with("école", "é"), text.starts_with("a", "ab"), text.starts_with("a", "") }, { true, false, true })
    check.equal({ text.ends_with("café", "fé"), text.ends_with("a", "ba"), text.ends_with("a", "") }, { true, false, true })
    check.equal({ text.is_upper "ÉTÉ", text.is_upper "Été", text.is_upper "12" }, { true, false, false })
    check.equal({ text.is_lower "été", text.is_title "Été", text.is_title "été" }, { true, true, false })
  end,

  ["distance counts edits"] = function(_, check)
    check.equal({ text.distance("kitten", "sitting"), text.distance("", "abc"), text.distance("Å", "A") }, { 3, 3, 1 })
    check.equal({ text.distance("same", "same", 0), text.distance("kitten", "sitting", 3) }, { 0, 3 })
    check.equal(text.distance("kitten", "sitting", 2), nil)
    check.equal(text.distance("a", "b", -1), nil)
    local long = ("x"):rep(100000)
    check.equal(text.distance(long, long .. "y", 2), 1)
    check.raises("distance: texts of 100000 and 100000 characters are too long to compare", function() text.distance(long, long) end)
  end,

  ["what is no UTF-8 is repaired"] = function(_, check)
    check.equal({ text.lower "A\xff", text.length "\xe2\x82", text.fold "\xc3\x89\xc3" }, { "a\u{fffd}", 1, "é\u{fffd}" })
    check.equal(text.characters "a\xffb", { "a", "\u{fffd}", "b" })
  end,

  ["numbers are no text"] = function(_, check)
    check.raises("lower: 'text' is a string, not a number", function() text.lower(5) end)
    check.raises("length needs 'text'", function() text.length() end)
  end,

  ["a text that is too long to copy is refused"] = function(_, check)
    local long = ("x"):rep(17 << 20)
    check.raises("lower: the text is longer than 16 MB", function() text.lower(long) end)
    check.yes(text.starts_with(long, "xx"))
  end,
}
