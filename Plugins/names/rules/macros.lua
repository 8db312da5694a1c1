-- What the rule files of this plugin share: parts of names, as macros.
local shared = {
  -- One capitalised word. A regular expression instead of `is_title`, because names such as "McAllan" have inner capitals.
  WORD     = [[ /\p{Lu}[\p{L}\p{M}'’-]+/ ]],
  -- A hyphenated name is one word to a reader, whether the tokenizer splits it or not.
  NAME     = [[ /\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}[\p{L}\p{M}'’-]*/ ("-" /\p{Lu}[\p{L}\p{M}'’]+/){0,2} ]],
  INITIAL  = [=[ [text ~ /(\p{Lu}\.-?)+/ & !(text in { "U.S.", "U.N.", "U.K.", "E.U.", "D.C.", "N.Y.", "L.A.", "U.A.E.", "N.H.", "N.J.", "N.C." })] ]=],
  PARTICLE = [[ ( "van" | "von" | "der" | "den" | "de" | "da" | "dos" | "del" | "della" | "di" | "du" | "la" | "le" | "bin" | "ibn"
                | "al" "-"? | "el" "-"? | "ul" | "ter" | "zu" ) ]],
  ALNAME   = [[ ('al' | 'el' | 'as' | 'ash' | 'ad' | 'an' | 'ar' | 'az') "-" $WORD ]],
  SUFFIX   = [[ ","? ('Jr.' | 'Sr.' | 'Jr' | 'II' | 'III' | 'IV') ]],
  OPEN     = [[ /["“„«‘(]/ ]],
  CLOSE    = [[ /["”“»’)]/ ]],
  DASH     = [[ /[—–]|--?/ ]],
}

--- The shared macros of these names, with those of a file.
return function(names, own)
  local result = {}
  for name in names:gmatch "%u+" do result[name] = shared[name] end
  for name, pattern in pairs(own) do result[name] = pattern end
  return result
end
