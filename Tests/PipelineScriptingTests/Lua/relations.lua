return {
  ["arguments are fields"] = function(doc, check)
    local met = doc:relations("MET")[1]
    check.equal({ met.label, met.by, tostring(met) }, { "MET", "relate/meetings", "MET" })
    check.equal({ met.who.text, met.whom.text }, { "Léna Orlova", "Karim Haddad" })
    check.equal(check.texts(met.all), "Léna Orlova|Karim Haddad")
    check.raises("relation MET has no argument '[1]'", function() return met[1] end)
  end,

  ["a misspelt argument is an error"] = function(doc, check)
    local met = doc:relations("MET")[1]
    check.raises("relation MET has no argument 'whon'", function() return met.whon end)
    check.raises("relation MET has no argument 'lable'", function() return met.lable end)
  end,

  ["an argument that others of the label have is nil"] = function(doc, check)
    local met = doc:relations("MET")[1]
    check.raises("relation MET has no argument 'place'", function() return met.place end)
    doc:relate { label = "WHERE", spot = doc:spans("LOC")[1] }
    check.raises("relation MET has no argument 'spot'", function() return met.spot end)
    local other = doc:relate { label = "MET", place = doc:spans("LOC")[1] }
    check.equal(met.place, nil)
    check.equal(other.who, nil)
    check.equal(other.place.text, "Oslo")
  end,

  ["arguments of any name stand apart"] = function(doc, check)
    local span = doc:spans("LOC")[1]
    local relation = doc:relate { label = "R", by = span, arguments = span, of = span }
    check.equal(relation.by, "suite")
    check.equal(relation.arguments.by.text, "Oslo")
    check.equal(relation.arguments.arguments.text, "Oslo")
    check.equal({ relation.arguments.whom, relation.arguments[1] }, {})
    local names = {}
    for name, argument in pairs(relation.arguments) do names[#names + 1] = name .. "=" .. argument.text end
    table.sort(names)
    check.equal(names, { "arguments=Oslo", "by=Oslo", "of=Oslo" })
    check.equal(#doc:relations("MET")[1].arguments.all, 2)
    check.raises("arguments has no field 'of'", function() relation.arguments.of = span end)
  end,

  ["what a script adds bears the rule that it names"] = function(doc, check)
    local span = doc:annotate { label = "X", first = 1, rule = "first-token" }
    local relation = doc:relate { label = "R", of = span, rule = "of-first" }
    check.equal({ span.by, relation.by }, { "suite/first-token", "suite/of-first" })
  end,

  ["relations come in the order in which they were made"] = function(doc, check)
    local where = doc:relate { label = "WHERE", place = doc:spans("LOC")[1] }
    check.equal(#doc:relations(), 2)
    check.equal({ doc:relations()[1].label, doc:relations()[2].label }, { "MET", "WHERE" })
    check.yes(doc:relations("WHERE")[1] == where)
    check.equal(doc:relations("NONE"), {})
  end,

  ["attributes can be changed"] = function(doc, check)
    local met = doc:relations()[1]
    check.equal(met.attributes.sure, true)
    met.attributes.sure = false
    check.equal(doc:relations()[1].attributes.sure, false)
    met.attributes = { kind = "x" }
    check.equal(met.attributes.sure, nil)
    check.raises("attributes are a table of names", function() met.attributes = "x" end)
    check.raises("field 'who' of relation is read-only", function() met.who = doc:spans()[1] end)
  end,

  ["an argument may be in several pieces"] = function(doc, check)
    local spans = doc:spans("PER")
    local relation = doc:relate { label = "R", one = spans[1], many = { spans[2], spans[1] }, attributes = { n = 1 } }
    check.equal(relation.one.text, "Léna Orlova")
    check.equal(check.texts(relation.many), "Karim Haddad|Léna Orlova")
    check.equal(relation.attributes.n, 1)
    check.equal(relation.by, "suite")
  end,

  ["relate refuses what is no span of the document"] = function(doc, check)
    check.raises("relate needs 'label'", function() doc:relate { a = doc:spans()[1] } end)
    check.raises("a relation needs a label and at least one argument", function() doc:relate { label = "R" } end)
    check.raises("relate: 'a' is a span of the document, not a string", function() doc:relate { label = "R", a = "x" } end)
    check.raises("relate: 'a' is a span of the document, not a run of tokens", function()
      doc:relate { label = "R", a = doc.sentences[1] }
    end)
    check.raises("argument 'a' of relation R names no annotation of the document", function()
      doc:relate { label = "R", a = {} }
    end)
    check.equal(#doc:relations(), 1)
  end,

  ["a relation goes with its span"] = function(doc, check)
    local met = doc:relations()[1]
    doc:remove(met.whom)
    check.equal(#doc:relations(), 0)
    check.raises("the relation has been removed", function() return met.label end)
  end,

  ["a relation can be removed and leaves its spans"] = function(doc, check)
    local met = doc:relations()[1]
    doc:remove(met)
    check.equal(#doc:relations(), 0)
    check.equal(#doc:spans(), 4)
    check.raises("the relation has been removed", function() return met.who end)
    check.raises("the relation has been removed", function() met.attributes = {} end)
  end,
}
