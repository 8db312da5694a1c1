local pipeline = require "pipeline"
local files = pipeline.files

return {
  ["a granted file is read byte for byte"] = function(_, check)
    check.equal(files.read "data/bytes.bin", "a\0\xff\xfe")
    check.equal(files.read "data/inner/deep.txt", "x\n")
    check.equal({ files.read "data/empty.txt", files.read "./data//empty.txt" }, { "", "" })
    check.yes(files.read "check.lua":find "local check")
  end,

  ["lines come without their ends"] = function(_, check)
    local lines = {}
    for line in files.lines "data/lines.txt" do lines[#lines + 1] = line end
    check.equal(lines, { "one", "two", "", "last" })
    check.equal(files.lines "data/empty.txt"(), nil)
  end,

  ["exists asks for granted files only"] = function(_, check)
    check.equal({ files.exists "data/lines.txt", files.exists "data/none.txt", files.exists "data/lines.txt/x" }, { true, false, false })
    check.raises("reading 'secret.txt' is not granted", function() files.exists "secret.txt" end)
  end,

  ["what is not granted is refused"] = function(_, check)
    for _, path in ipairs { "secret.txt", "datax/a", "data", "check.lua/x", "check", "data.txt" } do
      check.raises("reading '" .. path .. "' is not granted", function() files.read(path) end)
    end
  end,

  ["no way leads out"] = function(_, check)
    for _, path in ipairs { "data/../secret.txt", "../x", "/etc/hosts", "data/../../x", "", ".", "data/\0/../../etc/hosts", "data/lines.txt\0" } do
      check.raises("'" .. path .. "' leads out of the definition's folder", function() files.read(path) end)
    end
  end,

  ["only regular files are read"] = function(_, check)
    check.raises("'data/inner' is no regular file", function() files.read "data/inner" end)
    check.raises("'folder' is no regular file", function() files.read "folder" end)
    check.raises("reading 'folder/file.txt' is not granted", function() files.read "folder/file.txt" end)
    check.raises("there is no file 'data/none.txt'", function() files.read "data/none.txt" end)
  end,

  ["environment variables have exact names"] = function(_, check)
    check.equal(type(pipeline.env "PATH"), "string")
    check.equal(pipeline.env "NOT_SET_ANYWHERE", nil)
    check.raises("the environment variable 'HOME' is not granted", function() pipeline.env "HOME" end)
    check.raises("the environment variable 'path' is not granted", function() pipeline.env "path" end)
    check.raises("env needs 'name'", function() pipeline.env(nil) end)
  end,
}
