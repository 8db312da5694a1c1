-- Takes mail addresses, telephone numbers and bank accounts out of letters, and writes the cleaned letters alone.
local pipeline = require "pipeline"
local read, tokenize, extract, write = pipeline.read, pipeline.tokenize, pipeline.extract, pipeline.write

-- Length of an IBAN by country. A number of a country that is not in here is not taken for one.
local IBAN_LENGTH = {
  AT = 20, BE = 16, CH = 21, CZ = 24, DE = 22, DK = 18, ES = 24, FI = 18, FR = 27, GB = 22,
  IE = 22, IT = 27, LU = 20, NL = 18, NO = 15, PL = 28, PT = 25, SE = 24,
}

-- ISO 13616: move the first four characters to the end, read letters as 10 to 35; the whole leaves 1 when divided by 97.
-- The remainder is carried along digit by digit, because the number has far more digits than an integer holds.
local function is_iban(text)
  local compact = text:gsub("%s", "")
  if #compact ~= IBAN_LENGTH[compact:sub(1, 2)] then return false end

  local remainder = 0
  for character in (compact:sub(5) .. compact:sub(1, 4)):gmatch "%w" do
    for digit in tostring(tonumber(character, 36)):gmatch "%d" do
      remainder = (remainder * 10 + tonumber(digit)) % 97
    end
  end
  return remainder == 1
end

local check = pipeline.stage {
  name = "check-iban", requires = { "private" }, assigns = { "private" },
  process = function(doc)
    -- Removed only after the loop: the list of spans should not change while it is read.
    local wrong = {}
    for _, span in ipairs(doc:spans { layer = "private", label = "IBAN" }) do
      if not is_iban(span.text) then wrong[#wrong + 1] = span end
    end
    for _, span in ipairs(wrong) do doc:remove(span) end
    if #wrong > 0 then doc:warn(#wrong .. " number(s) look like an IBAN, but their check digits are wrong") end
  end,
}

local redact = pipeline.stage {
  name = "redact", requires = { "private" },
  process = function(doc)
    local spans = {}
    for _, span in ipairs(doc:spans { layer = "private" }) do spans[#spans + 1] = span end
    -- From left to right, the longer first: "(202) 555-0187" is one number, though "555-0187" matches as well.
    table.sort(spans, function(a, b)
      if a.start ~= b.start then return a.start < b.start end
      if a.stop ~= b.stop then return a.stop > b.stop end
      return a.label < b.label
    end)

    local text = doc.text
    -- Span offsets count characters from 0; Lua cuts strings by bytes from 1.
    local function cut(start, stop)
      return text:sub(utf8.offset(text, start + 1), utf8.offset(text, stop + 1) - 1)
    end

    local pieces, counts, position = {}, { MAIL = 0, PHONE = 0, IBAN = 0 }, 0
    for _, span in ipairs(spans) do
      if span.start >= position then
        pieces[#pieces + 1] = cut(position, span.start)
        pieces[#pieces + 1] = "[" .. span.label .. "]"
        counts[span.label] = counts[span.label] + 1
        position = span.stop
      end
    end
    pieces[#pieces + 1] = cut(position, utf8.len(text))

    -- Text is never edited: the clean letter is a new document, and the original goes no further.
    doc:derive { text = table.concat(pieces), meta = { redacted = counts, of = doc.id } }
    doc:drop "redacted"
  end,
}

return pipeline.define {
  name   = "redact",
  read   = read.text "input/*.txt",
  stages = {
    tokenize.english {},
    extract.expressions {
      layer = "private",
      { label = "MAIL", expression = [[[\w.+'-]+@[\w-]+(?:\.[\w-]+)+]] },

      -- Two letters, two check digits, then groups of four. Whether it is one, the stage below finds out.
      { label = "IBAN", expression = [[\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b]] },

      -- Dates, amounts and order numbers have digits and hyphens as well, hence one narrow form a line.
      { label = "PHONE", expression = [[(?<!\w)\+\d{1,3}(?:[ .-]\(?\d{1,5}\)?){2,5}(?!\w)]] },   -- +44 20 7946 0018
      { label = "PHONE", expression = [[(?<!\w)\(\d{3}\) \d{3}-\d{4}(?!\w)]] },                  -- (202) 555-0187
      { label = "PHONE", expression = [[(?<![\w-])\d{3}-\d{4}(?![\w-])]] },                        -- 555-0142
      -- 020 7946 0911; not behind a group of four, as in the middle of an account
      { label = "PHONE", expression = [[(?<![\w-])(?<![A-Z0-9]{4} )0\d{2,4} \d{3,6}(?: \d{3,4})?(?![\w-])]] },
    },
    check,
    redact,
  },
  write  = write.jsonl "out/letters.jsonl",
}
