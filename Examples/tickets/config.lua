-- Reads support tickets, weighs how bad each is, and says which queue it belongs to.
local pipeline = require "pipeline"
local read, tokenize, tag, extract, score, write =
  pipeline.read, pipeline.tokenize, pipeline.tag, pipeline.extract, pipeline.score, pipeline.write

local route = pipeline.stage {
  name = "route", requires = { "products", "trouble" }, assigns = { "meta" },
  -- How the day was: counted over all tickets, whatever the number of workers, and written when the run ends.
  shared = { queues = pipeline.shared.counter(), products = pipeline.shared.counter() },
  process = function(doc, shared)
    local function has(label) return #doc:spans { layer = "trouble", label = label } > 0 end

    -- What the text says comes before what the form says: people pick the wrong product in a menu.
    local named = doc:spans { layer = "products" }
    doc.meta.product = #named > 0 and named[1].attributes.entity or doc.meta.product_hint or "unknown"

    -- The order is the policy: security goes first whatever else the ticket says, and an invoice list that crashes is
    -- a matter for the engineers, not for billing.
    if has "SECURITY" then
      doc.meta.queue = "security"
    elseif has "OUTAGE" or has "LOSS" or has "BLOCKED" then
      doc.meta.queue = "incidents"
    elseif has "MONEY" then
      doc.meta.queue = "billing"
    elseif has "NUISANCE" then
      doc.meta.queue = "bugs"
    else
      doc.meta.queue = "questions"
    end

    shared.queues:add(doc.meta.queue)
    shared.products:add(doc.meta.product)
  end,
}

return pipeline.define {
  name   = "tickets",
  -- Fields other than the text and the id become metadata: `customer`, `product_hint`.
  read   = read.jsonl { "input/tickets.jsonl", text = "text", id = "id" },
  stages = {
    tokenize.english {},
    tag.english { "pos", "lemma" },
    extract.phrases { layer = "products", label = "PRODUCT", list = "lists/products.tsv", fold = true },
    extract.patterns "rules/severity-words.lua",
    score.weigh "rules/severity.lua",
    route,
  },
  write  = write.jsonl { "out/tickets.jsonl", text = false },
}
