-- Expect runtime: the methods of strings, reached for.
getmetatable("").__index = {}
