local pipeline = require "pipeline"
local re = pipeline.re

return {
  ["find gives bytes as string.find does, and the captures"] = function(_, check)
    local year = re.compile [[(?<year>\d{4})-(\d\d)]]
    local first, last, captures = year:find("é on 2024-05, 2025-06")
    check.equal({ first, last }, { 7, 13 })
    check.equal(("é on 2024-05, 2025-06"):sub(first, last), "2024-05")
    check.equal(captures, { [0] = "2024-05", "2024", "05", year = "2024" })
    check.equal({ year:find("é on 2024-05, 2025-06", 8) }, { 16, 22, { [0] = "2025-06", "2025", "06", year = "2025" } })
    check.equal({ year:find "none" }, {})
    check.equal(year:find("2024-05 2025-06", -7), 9)
    check.equal(year:find("2024-05", 100), nil)
  end,

  ["match gives the captures"] = function(_, check)
    local money = re.compile [[(\$|€)?(\d+)(?<cents>\.\d\d)?]]
    check.equal(money:match "costs 5", { [0] = "5", [2] = "5" })
    check.equal(money:match "€5.20", { [0] = "€5.20", "€", "5", ".20", cents = ".20" })
    check.equal(money:match "no", nil)
    check.equal(re.compile"x?":match "", { [0] = "" })
  end,

  ["test says whether"] = function(_, check)
    check.equal({ re.compile"^a":test "ab", re.compile"^a":test "ba", re.compile"b":test("ba", 2) }, { true, false, false })
  end,

  ["gmatch walks over all matches"] = function(_, check)
    local found = {}
    for m, first, last in re.compile [[\w+]]:gmatch "der Bär, 7" do found[#found + 1] = m[0] .. first .. "-" .. last end
    check.equal(found, { "der1-3", "Bär5-8", "711-11" })
    local empty = {}
    for m, first in re.compile [[a*]]:gmatch "aéa" do empty[#empty + 1] = m[0] .. first end
    check.equal(empty, { "a1", "2", "a4", "5" })
  end,

  ["gsub takes a template, a table or a function"] = function(_, check)
    local name = re.compile [[(?<first>\w+) (?<last>\w+)]]
    check.equal({ name:gsub("Ana Ilic, Leo Brandt", "${last} $1 $$ $0") }, { "Ilic Ana $ Ana Ilic, Brandt Leo $ Leo Brandt", 2 })
    check.equal({ name:gsub("Ana Ilic, Leo Brandt", "${last}", 1) }, { "Ilic, Leo Brandt", 1 })
    check.equal({ name:gsub("Ana Ilic, Leo Brandt", "x", 0) }, { "Ana Ilic, Leo Brandt", 0 })
    check.equal(re.compile [[\w+]]:gsub("a b c", { a = 1, b = false, c = 2.5 }), "1 b 2.5")
    check.equal(name:gsub("Ana Ilic, Leo Brandt", function(m) return m.first == "Ana" and m.last:upper() or nil end), "ILIC, Leo Brandt")
    check.equal({ re.compile"":gsub("aé", "-") }, { "-a-é-", 3 })
    check.equal({ re.compile"b*":gsub("abc", "x") }, { "xaxxcx", 4 })
  end,

  ["a function of gsub may raise and use the expression itself"] = function(_, check)
    local digit = re.compile [[\d]]
    local double = function(m) return digit:gsub(m[0], function(n) return n[0] .. n[0] end) end
    check.equal(re.compile [[\d+]]:gsub("12 x 3", double), "1122 x 33")
    check.raises("stop here", function() digit:gsub("1", function() error "stop here" end) end)
    check.raises("gsub: a replacement is a string or a number, not a boolean", function() digit:gsub("1", function() return true end) end)
  end,

  ["gsub refuses what is no replacement"] = function(_, check)
    local name = re.compile [[(?<first>\w+)]]
    check.raises("gsub: the expression has no group 'fist'", function() name:gsub("a", "${fist}") end)
    check.raises("gsub: the expression has no group '2'", function() name:gsub("a", "$2") end)
    check.raises("gsub: '$' stands before no group", function() name:gsub("a", "5 $") end)
    check.raises("gsub needs 'replacement'", function() name:gsub("a") end)
  end,

  ["split gives what is between"] = function(_, check)
    check.equal(re.compile [[\s*[,;]\s*]]:split "a , b;c", { "a", "b", "c" })
    check.equal(re.compile ",":split ",a,", { "", "a", "" })
    check.equal(re.compile ",":split "", { "" })
    check.equal(re.compile "":split "aéb", { "a", "é", "b" })
    check.equal(re.compile ",":split("a,b,c", 2), { "a", "b,c" })
    check.equal(re.compile ",":split("a,b", 1), { "a,b" })
  end,

  ["options are named"] = function(_, check)
    check.yes(re.compile("ÉCOLE", { ignore_case = true }):test "école")
    check.yes(re.compile("^b$", { multiline = true }):test "a\nb\nc")
    check.yes(re.compile("a.b", { dot_all = true }):test "a\nb")
    check.yes(re.compile("a b # comment", { extended = true }):test "ab")
    check.equal(re.compile("a", { ignore_case = false }):test "A", false)
    check.raises("compile has no option 'ignorecase'", function() re.compile("a", { ignorecase = true }) end)
    check.raises("compile: 'ignore_case' is true or false, not a string", function() re.compile("a", { ignore_case = "yes" }) end)
  end,

  ["an expression knows itself"] = function(_, check)
    local date = re.compile([[(?<year>\d+)-(?<month>\d+)]], { ignore_case = true })
    check.equal(date.source, [[(?<year>\d+)-(?<month>\d+)]])
    check.equal(date.groups, { "year", "month" })
    check.equal(date.options, { "ignore_case" })
    check.raises("regular expression has no field 'finds'", function() return date.finds end)
    check.raises("find: 'text' is a string, not a number", function() date:find(5) end)
    check.raises("find: 'from' is an integer, not a string", function() date:find("5", "1") end)
    check.raises("test takes 2 arguments, not 3", function() date:test("5", 1, 2) end)
    check.equal(pcall(date.find, "text"), false)
    check.raises("field 'source' of regular expression is read-only", function() date.source = "x" end)
    check.raises("'find' is a method of regular expression and cannot be assigned", function() date.find = nil end)
    check.equal(tostring(date), date.source)
    check.raises("the value is a regular expression, not a plain value", pipeline.json.encode, date)
  end,

  ["a wrong expression says where"] = function(_, check)
    check.raises("the expression '(a' is wrong: missing closing parenthesis after 2 characters", re.compile, "(a")
    check.raises("the expression 'é[' is wrong: missing terminating ] for character class after 2 characters", re.compile, "é[")
    check.raises("compile needs 'expression'", re.compile, nil)
  end,

  ["a search that goes astray gives up"] = function(_, check)
    local bad = re.compile [[^(a+)+$]]
    local good, problem = pcall(bad.test, bad, ("a"):rep(40) .. "b")
    check.equal(good, false)
    check.yes(tostring(problem):find("the expression '^(a+)+$' gave up on this text: match limit exceeded", 1, true))
  end,

  ["bytes that are no UTF-8 never match and move nothing"] = function(_, check)
    check.equal({ re.compile"b":find "\xff\xfeab\x80" }, { 4, 4, { [0] = "b" } })
    check.equal(re.compile".":match "\xff", nil)
    check.equal(re.compile [[\w+]]:gsub("a\xffb", "<$0>"), "<a>\xff<b>")
    check.equal({ re.compile"é":find("éé", 2) }, { 3, 4, { [0] = "é" } })
    check.equal(re.compile [[\x00]]:gsub("a\0b", "-"), "a-b")
  end,

  ["escape makes an expression of any string"] = function(_, check)
    for _, text in ipairs { "a.b", "1+1=2", "[x]{2}", "a\\b", "tab\tand\nline", "é|#-&~", "nul\0", "^$()?*", "" } do
      check.yes(re.compile("^(?:" .. re.escape(text) .. ")$"):test(text))
      check.yes(re.compile("^(?:" .. re.escape(text) .. ")$", { extended = true }):test(text))
    end
  end,

  ["many expressions come and go"] = function(_, check)
    local kept = re.compile "kept (\\d+)"
    for i = 1, 3000 do check.yes(re.compile("^" .. i .. "$"):test(tostring(i))) end
    check.equal(kept:match("kept 5")[1], "5")
    check.equal(require("modules.expression"):test "kept", true)
    check.yes(re.compile "x" == re.compile "x")
  end,

  ["more than a worker can hold is an error"] = function(_, check)
    local all = {}
    check.raises("more than 2000 regular expressions are in use", function()
      for i = 1, 3000 do all[i] = re.compile("x" .. i) end
    end)
  end,

  ["what grows has bounds"] = function(_, check)
    local all = re.compile "x"
    check.raises("gsub: the result is larger than 64 MB", function() all:gsub(("x"):rep(1000), ("y"):rep(100000)) end)
    check.raises("gsub: the result is larger than 64 MB", function() all:gsub(("x"):rep(10000), ("$0$0$0$0"):rep(2000)) end)
    check.raises("split: the text has more than 1000000 parts", function() re.compile "":split(("x"):rep(1000002)) end)
  end,
}
