-- What is private and what only looks so. Marks show the private parts of a document that is dropped in the end.
local pipeline = require "pipeline"

return pipeline.tests {
  definition = "config.lua",
  exact = "private",

  { name = "a mail address", text = "Write to [private/MAIL marta.velden@example.com].", dropped = true },
  { name = "an address with a plus and dots", text = "Write to [private/MAIL tobias.renn+flat4@mail.example.net], please.", dropped = true },
  { name = "an at sign alone", text = "We met @ the station.", none = "MAIL", dropped = true },
  { name = "a number with its country", text = "Call [private/PHONE +44 20 7946 0018].", dropped = true },
  { name = "a number with its area", text = "Call [private/PHONE (202) [private/PHONE 555-0187]].", dropped = true },
  { name = "a short number", text = "Call [private/PHONE 555-0142].", dropped = true },
  { name = "a number that begins with nought", text = "Call [private/PHONE 020 7946 0911].", dropped = true },
  { name = "dates, orders and sums", text = "Order 2024-03-1187 of 12.05.2025 cost 49.90 euros.", none = { "PHONE", "IBAN" }, dropped = true },
  { name = "an account in groups of four", text = "Pay to [private/IBAN DE89 3704 0044 0532 0130 00].", dropped = true },
  { name = "an account in one piece", text = "Pay to [private/IBAN NL91ABNA0417164300].", dropped = true },
  { name = "an account with wrong check digits", text = "Pay to GB82 WEST 1234 5698 7654 33.", none = "IBAN", dropped = true },
  { name = "a file that looks like an account", text = "Our file is XX00 1234 5678 9012 3456.", none = { "IBAN", "PHONE" }, dropped = true },
}
