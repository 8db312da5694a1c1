-- What the cases of all suites are given as `check`. A failed check is an error at the line of the case.
local check = {}

local function show(value)
  if type(value) ~= "table" then return math.type(value) == "float" and tostring(value) or type(value) == "string"
    and ("%q"):format(value) or tostring(value) end
  local keys, parts = {}, {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do parts[#parts + 1] = tostring(key) .. " = " .. show(value[key]) end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

local function same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then return a == b and math.type(a) == math.type(b) end
  for key, value in pairs(a) do if not same(value, b[key]) then return false end end
  for key in pairs(b) do if a[key] == nil then return false end end
  return true
end

-- The two are the same: tables by their content, 1 and 1.0 apart.
function check.equal(actual, expected)
  if not same(actual, expected) then error("expected " .. show(expected) .. ", got " .. show(actual), 2) end
end

function check.yes(value) if not value then error("expected a true value, got " .. show(value), 2) end end

-- The function raises this message at a line of the suite.
function check.raises(message, body, ...)
  local good, problem = pcall(body, ...)
  if good then error("expected an error: " .. message, 2) end
  local text = tostring(problem):gsub("^[^:]*%.lua:%d+: ", "")
  if text ~= message then error("expected the error '" .. message .. "', got '" .. text .. "'", 2) end
  if not tostring(problem):find("%.lua:%d+: ") then error("the error names no line: " .. tostring(problem), 2) end
end

-- The texts of spans or tokens, joined by bars.
function check.texts(list)
  local texts = {}
  for i = 1, #list do texts[i] = list[i].text end
  return table.concat(texts, "|")
end

return check
