-- How far lists, rules and a recogniser are believed: the more, the greater the number.
return { LIST = 3, RULE = 2, RECOGNISER = 1 }
