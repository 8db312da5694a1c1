-- Words that give away that somebody says, thinks, wants or promises something, with the frames in which they do.
--
--   s        a clause: with "that", with a question word, bare, or a quotation
--   q        a quotation only
--   w        a clause with "that" or a question word, but not a bare one
--   t        "to" and an infinitive
--   o        an object: what it names is what is spoken of
--   r        whom it is told may stand between the word and the clause
--   +about   a preposition that belongs to the cue, with what it governs as the content
--
-- The number is how often, of ten, the word in such a frame is a statement in the news; it is the base of the confidence.
local VERBS = [[
9 say s                    9 tell s r                 9 add s                    9 announce s o
9 acknowledge s o          8 admit s o                8 affirm s                 8 allege s
9 argue s +for +against    9 assert s                 8 assure s r               8 caution s +against
9 claim s o                8 comment q +on            8 complain s +about +of    8 concede s
8 confess s                7 confirm w o              9 contend s                9 declare s o
7 deny s o                 7 disclose w o             8 emphasize s o            8 emphasise s o
8 exclaim s                8 explain s o              8 hint w +at               7 indicate s
8 inform s r               8 insist s +on             8 joke s +about            7 lament s o
7 maintain s               8 mention w o              8 muse q                   9 note s o
8 observe s                8 opine s                  8 predict s o              7 proclaim s o
7 promise s t o            8 quip s                   7 recall s o               8 reiterate s o
8 remark s +on             8 remind s r +of           7 repeat w o               8 reply s
8 report s o               8 respond s +to            8 retort s                 7 reveal w o
9 state s                  8 stress s o               8 suggest s                7 swear s t
8 testify s                6 threaten t o             9 tweet s o                8 underline w o
8 underscore w o           8 vow s t                  9 warn s r +of +about +against  8 whisper q
8 wonder w q               9 write s +about           7 ask w q r                8 answer q
8 shout q                  7 yell q                   7 cry q                    6 chant q o
6 post q                   7 continue w q             6 begin q                  6 conclude s
8 inquire q w              7 mutter q                 7 murmur q                 8 recount w o
8 retweet q o              7 rule w                   7 boast s +of +about       7 brag s +about
7 charge s                 7 counter s                8 elaborate q +on          7 gripe s +about
7 interject q              8 jest q                   7 marvel q +at             7 plead +for q
7 preach q o               7 pronounce o              7 reason q w               7 relate w
7 scoff q +at              7 sneer q                  7 speculate s +about +on   7 stipulate w
7 surmise s                7 tease q                  7 theorize s               7 vent q
8 advise s r o +against    7 instruct r               7 accuse o                 6 blame o
7 criticize o              7 criticise o              8 condemn o                7 denounce o
7 call o                   7 praise o                 5 attack o                 7 blast o                  6 slam o
5 rip o                    6 mock o                   6 ridicule o               6 dismiss o
6 reject o                 6 describe o               6 label o                  5 brand o
6 cite o                   6 demand o w t             7 urge o w t               6 encourage o
6 discuss o                6 detail o                 6 outline o                6 highlight o
6 defend o                 6 question o w             6 propose o t w            7 recommend o w
6 request o w              6 endorse o                5 support o                5 oppose o
4 back o                   5 favor o                  5 favour o                 6 welcome o
6 hail o                   5 thank o                  6 apologize +for           6 apologise +for
6 appeal +for              7 pledge t o w             6 agree t w s +with        6 decline t
6 refuse t                 5 reference o              7 refer +to                6 speak +of +about +against
6 talk +about              5 protest o +against       5 promote o                6 tout o
6 echo o                   6 dispute o w              5 challenge o              6 disagree +with
6 deride o                 6 decry o                  6 bemoan o                 6 bash o
6 lambaste o               6 chastise o               6 castigate o              6 chide o
6 rebuke o                 6 berate o                 6 scold o                  6 taunt o
6 applaud o                6 commend o                6 laud o                   6 tout o
6 downplay o               6 rebut o                  6 refute o                 6 repudiate o
6 disavow o                6 renounce o               5 invoke o                 5 compare o
5 liken o                  5 portray o                5 paint o                  5 characterize o
5 characterise o           5 depict o                 6 pitch o                  5 advocate o w +for
5 implore o                5 exhort o                 5 beseech o                6 hint +at
9 believe s +in            8 think s                  6 know w                   6 feel s
8 hope s t +for            7 fear s o                 6 want t o                 6 wish t s +for
6 expect s t o             6 plan t                   6 intend t                 4 seek t
5 prefer o t               5 consider o               6 view o                   5 love o t
4 like o t                 5 hate o                   6 worry s +about           7 doubt s o
7 suspect s                6 assume s                 6 decide w t +against      5 realize w
5 realise w                7 learn s                  6 find w                   7 show w o
7 estimate s o             6 project w o              5 document w o             6 understand w
5 imagine w                6 guess s                  6 regret o w               5 resent o
6 admire o                 5 envision o               5 dread o                  5 anticipate w o
5 figure s                 6 contemplate o            5 consider o               5 foresee w o
6 reckon s                 6 conclude s               6 determine w              5 presume s
5 suppose s                6 dream +of                5 recognize w o            5 recognise w o
5 bet s                    6 aim t                    6 hesitate t               5 prove w
5 demonstrate w            6 reaffirm o w             6 attest +to w             6 certify w
7 declaim q                6 publish o                5 signal w o               5 imply s
6 insinuate s              6 specify w                5 clarify w                6 tout o
6 object +to w             6 pray +for w              5 mourn o                  5 celebrate o
4 raise o                  5 address o                4 spell o                  6 depict o
]]

-- A verb and a small word that are one: "called for calm", "pointed out that".
local PAIRS = [[
8 point out s o            7 call for o               7 call on o                7 call upon o
6 point to o               6 go after o               6 lash out +at             6 speak out +against +about
7 lay out o                6 push for o               6 push back +on +against   6 sum up o
6 back up o                5 set out o                6 rule out o               6 shoot back q
6 fire back q              6 fire off o               6 hit back +at             6 hit out +at
6 weigh in +on             6 go on q                  6 chime in q               6 blurt out q
6 rail against o           6 press for o              6 vouch for o              6 look forward +to
6 double down +on          6 play down o              6 wave off o               6 brush off o
6 take aim +at             6 allude to o              6 read q                   6 put forward o
]]

-- Nouns in "his claim that …", "the president's call for …".
local NOUNS = [[
6 claim w +of              6 assertion w              6 allegation w +of         6 suggestion w
5 statement w              5 view w                   6 belief w                 6 fear w +of
5 hope w +for              6 announcement w +of       6 warning w +of +about     6 concern w +about +over
6 promise w t              6 pledge w t               6 vow t w                  6 threat t
6 argument w               6 contention w             6 insistence w +on         6 accusation w
6 admission w              6 acknowledgment w         6 prediction w +of         6 call +for
6 demand +for w            6 comment w +about +on     6 remark w +about +on      5 opinion w
5 conviction w             6 complaint w +about       6 criticism +of            6 declaration w
6 denial w                 5 conclusion w             6 comments +about +on      6 plea +for
6 proposal t +for          5 plan t                   5 intention t              5 desire t
5 decision t               5 support +for             5 opposition +to           5 endorsement +of
5 praise +for              5 condemnation +of         5 attack +on               5 description +of
]]

-- Adjectives in "she is confident that …", "he was critical of …".
local ADJECTIVES = [[
6 confident w +of +about   6 sure s w +of             6 certain w                6 convinced w +of
6 afraid w +of             6 worried w +about         6 concerned w +about       5 aware w +of
6 hopeful w                6 optimistic w +about      6 critical +of             5 willing t
6 skeptical w +of +about   6 sceptical w +of          5 happy t w                5 proud t w +of
5 unsure w +about          5 doubtful w               6 adamant w +about         5 sorry w +for
5 glad w t                 5 eager t                  5 supportive +of           5 angry w +about
5 dismissive +of           5 opposed +to              5 committed +to            5 clear w
]]

-- What somebody has, expresses or makes, and what it is about: "expressed confidence that", "made clear that".
local BEARERS = { express = true, voice = true, reiterate = true, raise = true, share = true, ["repeat"] = true,
                  issue = true, make = true, offer = true, have = true, give = true, state = true, convey = true }

local FEELINGS = {}
for word in ([[fear concern confidence hope doubt regret alarm worry belief view support opposition conviction optimism dismay
  outrage frustration disappointment interest gratitude sympathy condolence willingness skepticism scepticism reservation
  clear case claim argument point statement warning promise pledge plea assurance proof evidence question]]):gmatch "%S+" do
  FEELINGS[word] = true
end

-- A line for each word: { weight = 0.9, s = true, …, prepositions = { about = true } }.
local function frames(text)
  local result = {}
  local function add(weight, words)
    local entry, key = { weight = weight / 10, prepositions = {} }, nil
    for word in words:gmatch "%S+" do
      if word:sub(1, 1) == "+" then
        entry.prepositions[word:sub(2)] = true
      elseif key and #word == 1 then
        entry[word] = true
      else
        key = key and key .. " " .. word or word
      end
    end
    result[key] = entry
  end
  for weight, words in text:gmatch "(%d) ([^%d\n]+)" do add(tonumber(weight), words) end
  return result
end

local cues = { verbs = frames(VERBS), nouns = frames(NOUNS), adjectives = frames(ADJECTIVES), pairs = {},
               bearers = BEARERS, feelings = FEELINGS }

-- By the verb: { call = { ["for"] = … } }.
for key, entry in pairs(frames(PAIRS)) do
  local verb, particle = key:match "^(%S+) (%S+)$"
  if verb then
    cues.pairs[verb] = cues.pairs[verb] or {}
    cues.pairs[verb][particle] = entry
  end
end

return cues
