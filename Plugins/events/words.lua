-- Small sets of words that the search for arguments stands on.
local Words = {}

local function set(text)
  local result = {}
  for word in text:gmatch "%S+" do result[word] = true end
  return result
end
Words.set = set

-- Whether a set has a word by its lemma, or by its form without the plural's s where the lemma is not known.
function Words.has(set_of, lemma, lower)
  return set_of[lemma] or set_of[lower] or #lower > 3 and lower:byte(-1) == 115 and set_of[lower:sub(1, -2)]
end

-- Lemmas of nouns that act, or are acted on, as people, bodies and forces do.
Words.actors = set [[
  government regime president minister ministry premier chancellor king queen prince leader official authority administration parliament
  senate congress lawmaker deputy court judge prosecutor police policeman officer army navy force troop soldier military militant
  militia militiaman rebel insurgent guerrilla terrorist extremist jihadist separatist fighter mercenary gunman sniper bomber attacker
  assailant suspect protester protestor demonstrator activist rioter striker worker union opposition party coalition alliance group
  organisation organization commander general colonel commandant chief head spokesman spokeswoman spokesperson ambassador envoy diplomat
  delegation delegate mediator negotiator representative secretary state country nation neighbour neighbor power republic ally enemy foe
  adversary side people population civilian citizen resident villager crowd mob student refugee migrant prisoner hostage detainee
  journalist reporter team unit battalion brigade regiment division squadron convoy patrol peacekeeper guard agent service agency
  intelligence commission council committee board union court tribunal company firm operative cell network faction clan tribe warlord
  airman marine pilot sailor aircraft warplane jet drone helicopter warship ship vessel tank artillery airstrike strike shell missile
  rocket bomb blast explosion grenade mine gunfire raid partner element party capital kremlin pentagon leadership command mourner worshipper bystander man woman child boy girl
  teenager family aide adviser advisor voter candidate supporter follower member employee trader owner farmer fisherman monk priest
  charity foundation institute federation church university newspaper broadcaster watchdog association syndicate doctor nurse driver
  passenger parent mother father pupil student survivor investigator inspector lawyer attorney analyst expert economist captain sergeant
  lieutenant major brigadier marshal admiral emir sheikh ayatollah patriarch dissident exile gang cartel smuggler trafficker pirate
  robber looter hacker lobby campaigner teacher miner cleric imam bishop pope mayor governor senator counterpart west east bloc employer management bank regulator
]]

-- Of these the ones that are no verbs.
Words.people = set [[
  soldier militant militia rebel insurgent guerrilla terrorist extremist jihadist separatist fighter mercenary gunman protester
  demonstrator activist rioter minister president leader official government troop diplomat envoy civilian villager resident refugee
  migrant journalist ally neighbour neighbor operative peacekeeper airman
]]

-- These stand for a state when its name stands before them: "Azerbaijani forces", "Coalition aircraft".
Words.arms_of_state = set [[
  government regime president minister ministry premier leader official authority administration parliament police army navy force troop
  soldier military aircraft warplane jet drone helicopter warship artillery side militant rebel fighter terrorist insurgent operative
  target unit team position leadership command commander capital mercenary diplomat envoy ambassador delegation secretary airstrike
  strike partner element vehicle building separatist militia jihadist extremist guard intelligence service
]]

-- What is fired or flown: it does a thing for somebody, and supports nobody by itself.
Words.instruments = set "strike airstrike air-strike raid shell missile rocket bomb artillery munition operation sortie target drone aircraft jet"

-- Words beside "strike" by which it is a refusal to work, and no attack.
Words.labour = set [[
  worker docker dockworker stevedore longshoreman union teacher nurse doctor driver miner staff employee steelworker lecturer student
  trucker seafarer firefighter postman cleaner controller rail railway railroad dock port transport airline airport pay wage salary
  labour labor solidarity wildcat token bus train tube metro ferry postal school hospital walkout stoppage
]]
-- Over what one strikes.
Words.grievances = set "pay wage salary pension contract job layoff hour shift rota condition redundancy cut staffing bonus overtime safety"

Words.be = set "be is are was were been being 's 're get gets got gotten getting"
Words.auxiliary = set "be is are was were been being has have had do does did will would shall should can could may might must 'll 've 'd to not n't n’t also already then later again still just now finally only never ever nearly almost wo ca"
Words.future = set "will shall 'll ’ll wo"
Words.possible = set "may might could would can should"
Words.negation = set "not n't n’t never no neither nor without cannot"

-- Verbs whose infinitive is not yet so.
Words.planning = set "plan intend vow pledge promise agree prepare seek want threaten aim hope expect schedule decide propose offer order try attempt continue commit resolve determine work move help enable refuse decline urge ask call demand appeal"
-- What is only talked of as possible.
Words.hypothetical = set "fear risk threat possibility prospect danger chance concern worry hypothetical scenario likelihood hope interested fears risks concerns"
Words.conditional = set "if unless whether would-be should"
Words.denying = set "deny denies denied denying dispute disputes disputed reject rejects rejected refute refutes refuted"
Words.ending = set "end ends ended ending stop stops stopped stopping cease ceases ceased halt halts halted suspend suspended"

-- Verbs that bring an event about: their subject is its agent. "Forces conducted 34 strikes."
Words.support = set [[
  conduct carry launch stage hold begin start continue mount make wage perform execute commit perpetrate claim open resume deliver
  undertake impose sign reach sustain escalate step order lead join intensify pursue plan conclude have fight organise organize
  attend host inflict declare announce break violate launch direct carried cease
]]

Words.place_prepositions = set "in at near inside around outside on over across along throughout within off from"
Words.articles = set "the a an this these those that"

-- Single words that are no agents although they stand where one would.
Words.empty = set "it there this that which what"
Words.pronouns = set "he she they we i you it who him her them us"

-- States, for telling "U.S. strikes" from "Mosul strikes".
Words.states = set [[
  afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh barbados belarus
  belgium belize benin bhutan bolivia bosnia botswana brazil britain brunei bulgaria burundi cambodia cameroon canada chad chile china
  colombia comoros congo croatia cuba cyprus czechia denmark djibouti dominica ecuador egypt england eritrea estonia eswatini ethiopia
  fiji finland france gabon gambia georgia germany ghana greece grenada guatemala guinea guyana haiti honduras hungary iceland india
  indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kiribati kosovo kuwait kyrgyzstan laos latvia lebanon
  lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius mexico
  micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru nepal netherlands nicaragua niger nigeria
  norway oman pakistan palau palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda samoa scotland
  senegal serbia seychelles singapore slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania
  thailand togo tonga tunisia turkey turkmenistan tuvalu uganda ukraine uruguay usa uzbekistan vanuatu vatican venezuela vietnam wales
  yemen zambia zimbabwe moscow washington kyiv beijing tehran ankara baku yerevan kremlin
]]
for _, name in ipairs { "united states", "united kingdom", "u.s.", "u.k.", "us", "uk", "north korea", "south korea", "saudi arabia",
                        "united arab emirates", "south africa", "south sudan", "sri lanka", "new zealand", "czech republic",
                        "north macedonia", "ivory coast", "sierra leone", "burkina faso", "costa rica", "el salvador",
                        "the united states", "u.s.a.", "united states of america", "european union", "eu", "republika srpska" } do
  Words.states[name] = true
end

-- The class of a code; to abduct is to coerce, as in PLOVER.
function Words.class_of(code) return code == "181" and "COERCE" or Words.classes[code:sub(1, 2)] end

-- Classes of PLOVER by the first two digits of the code.
Words.classes = { ["02"] = "REQUEST", ["03"] = "AGREE", ["04"] = "CONSULT", ["05"] = "SUPPORT", ["06"] = "COOPERATE", ["07"] = "AID", ["08"] = "RETREAT",
                  ["09"] = "ACCUSE", ["10"] = "REQUEST", ["11"] = "ACCUSE", ["12"] = "REJECT", ["13"] = "THREATEN", ["14"] = "PROTEST", ["15"] = "MOBILIZE",
                  ["16"] = "SANCTION", ["17"] = "COERCE", ["18"] = "ASSAULT", ["19"] = "ASSAULT", ["20"] = "ASSAULT" }

return Words
