-- What happens, in words: verbs and nouns with the CAMEO code of what they tell, and the frame in which they tell it.
--
-- A line is a code and the words that have it. Behind a word may stand, without blanks,
--   +with+against   prepositions that lead to the patient; without any a verb takes its object
--   {forces}        only with an object whose head is in the group of that name
--   !               only where the agent is an actor: a name or a word for people, bodies, forces
--   !!              only where agent and patient are actors
--   ?               only where agent, patient or place is known; ?? where a place is not enough
--   ~               only without an object
--   _               joins the words of a phrase
local Lexicon = {}

Lexicon.verbs = [[
0211 cooperate+with!
0256 appeal+for{calm}! call+for{calm}! ask+for{calm}! urge{calm}! press+for{calm}! plead+for{calm}! appeal+for{truce}! call+for{truce}! call+on! appeal+to!
026 call+for{talks}! appeal+for{talks}! press+for{talks}! urge{talks}!
020 ask+for! call+for! appeal+for! plead+for! request! beseech! implore!
022 call+for! lobby! petition!
023 call+for{aid}! ask+for{aid}! appeal+for{aid}! request{aid}! seek{aid}!
030 agree+with! pledge! promise! vow{aid}! offer{support}!
036 agree+to{talks}! accept{talks}! propose{talks}! offer{talks}!
037 agree+to{truce}! agree+on{truce}! accept{truce}! back{truce}!
0331 pledge{money}! promise{money}! offer{money}!
0333 pledge{aid}! promise{aid}! offer{aid}!
0332 pledge{arms}! promise{arms}! offer{arms}!
040 consult+with! confer+with! talk+to+with! speak+with+to!! discuss! deliberate! huddle+with! brief!!
041 phone!! telephone!! call{leader}!
042 visit! travel+to! arrive+in! fly+to! tour!
043 host!! receive{leader}! welcome{leader}! greet{leader}!
044 meet+with! meet!! meet~! reconvene! convene!
045 mediate+between! broker! facilitate{talks}!
046 negotiate+with! bargain+with! parley+with!
051 praise! welcome! endorse! hail! applaud! commend! congratulate! laud! back! support! salute! thank!
052 defend!! vouch+for!
053 rally+behind! champion!
054 recognise{state}! recognize{state}!
055 apologise+to! apologize+to!
056 forgive! pardon! exonerate!
057 sign{pact}! ratify{pact}! conclude{pact}! initial{pact}! reach{pact}! seal{pact}! strike{pact}! clinch{pact}! sign! ratify!
050 ally+with! side+with! normalise{ties}! normalize{ties}! restore{ties}! resume{ties}! improve{ties}! unite+with+behind!
060 cooperate+with! collaborate+with! partner+with! coordinate+with! team+with!
061 trade+with! invest+in!
062 assist! aid{forces}! advise{forces}! train{forces}! train+with! drill+with! exercise+with!
064 share{intelligence}!
070 aid! assist! help{forces}!
071 fund! finance! bankroll! subsidise! subsidize! lend! provide{money}! give{money}! grant{money}! donate{money}! disburse! bail_out!
072 arm! equip! provide{arms}! supply{arms}! send{arms}! deliver{arms}! give{arms}! ship{arms}! provide{support}! give{support}! reinforce{forces}!
073 provide{aid}! supply{aid}! send{aid}! deliver{aid}! distribute{aid}! airlift! donate{aid}! give{aid}! evacuate! rescue! feed! shelter!
074 protect! safeguard! escort! guard!
075 grant{asylum}! give{asylum}! shelter{refugees}!
080 pay{ransom}! hand_over! concede! yield+to! relent! back_down! bow+to! capitulate! give_in! resign! step_down! comply+with!
083 agree+to{reform}! accept{reform}!
0841 release{prisoners}! free{prisoners}! return{prisoners}! hand_over{prisoners}! exchange{prisoners}! swap{prisoners}! repatriate!
085 lift{sanctions}! ease{sanctions}! relax{sanctions}! suspend{sanctions}! waive{sanctions}!
086 allow{inspectors}! admit{inspectors}!
087 stop{fighting}! halt{fighting}! cease{fighting}! end{fighting}! suspend{fighting}! pause{fighting}! de-escalate! disengage!
0871 declare{truce}! announce{truce}! agree{truce}! observe{truce}! extend{truce}! hold{truce} honour{truce}! honor{truce}! respect{truce}!
0872 lift{blockade}! reopen{border}!
0873 disarm! demobilise! demobilize! lay_down{arms}! surrender{arms}!
0874 withdraw{forces}! withdraw+from! pull_out~! pull_out+of! pull_back! retreat! surrender! retrograde! abandon{positions}! flee{positions}!
090 investigate! probe! inspect! examine{crime}! look_into!
100 demand! insist+on! order! call+on!! urge! press!! exhort! ask!!
105 demand{release}!
1056 demand{truce}! demand{withdrawal}!
111 condemn! denounce! criticise! criticize! decry! deplore! slam! blast! lambast! lambaste! rebuke! castigate! chide! assail!! deride! mock!! insult! berate! censure! lash_out+at! hit_out+at! disapprove! oppose!
112 accuse! blame! allege! implicate! charge+with! charge!! indict!
113 rally+against! lobby+against! unite+against! stand+against!
114 protest+to! lodge{complaint}! summon{leader}!
115 sue! prosecute! litigate!
116 convict!
120 deny! reject! refuse! rebuff! spurn! dismiss! decline! turn_down! rule_out! snub! boycott{talks}!
124 defy! resist! refuse{truce}!
128 violate{law}! breach{law}! flout{law}! break{law}!
129 veto!
130 threaten! menace! vow{revenge}! retaliate! swear{revenge}!
139 issue{ultimatum}!
141 demonstrate+against+for! protest+against+over! march+against! rally+against! demonstrate~! rally~! protest! march~! picket! chant!
142 fast!
143 strike+over+for!
144 block{road}! blockade{road}! barricade! obstruct{road}! occupy{building}!
145 riot! loot! rampage!
150 patrol!
152 put_on{alert}! scramble!
153 deploy{police}! send_in{police}!
154 deploy! mobilise! mobilize! amass! mass! send{forces}! dispatch{forces}! move{forces}! station! redeploy! send_in! muster! conscript! call_up! draft{forces}! garrison! position{forces}! reinforce!
160 suspend{ties}! downgrade{ties}! freeze{ties}!
161 sever{ties}! break_off{ties}! cut{ties}! recall{leader}! withdraw{leader}! expel{leader}!
162 suspend{aid}! cut{aid}! stop{aid}! halt{aid}! freeze{aid}! withhold{aid}!
163 close{border}! shut{border}! seal{border}! sanction! embargo! blacklist! impose{sanctions}! tighten{sanctions}! extend{sanctions}! slap{sanctions}! boycott!
164 break_off{talks}! suspend{talks}! halt{talks}! cancel{talks}! walk_out!
166 expel! withdraw{observers}!
170 coerce! force!! crack_down+on!
171 seize! confiscate! impound! raid! vandalise! vandalize! ransack! demolish! bulldoze! torch! burn{building}!
172 ban! outlaw! restrict! prohibit! censor! shut_down! suspend{party}! dissolve{party}!
1723 impose{curfew}! declare{curfew}!
1724 declare{emergency}! impose{emergency}!
173 arrest detain jail sentence imprison incarcerate capture round_up apprehend
174 deport! extradite! banish! exile! evict!
175 disperse! suppress! repress! quell! persecute! tear-gas! beat_up!
176 hack!
180 attack! assault! ambush! target! strike! hit! storm! injure wound maim hurt! harm! terrorise! terrorize! perpetrate+against! perpetrate brutalise! brutalize! butcher lynch stab
1823 kill murder slay behead execute shoot_dead gun_down
181 abduct kidnap hijack
1821 rape
1822 torture
1831 blow_up{himself}! self-detonate
183 bomb bombard detonate! explode! blow_up
185 try_to_assassinate
186 assassinate
190 fight! fight+against+with! battle! battle+against+with! combat! clash+with! clash! engage!! engage{forces}! destroy! defeat! degrade! repel! repulse! counter!! counterattack! fire+on+at+into! confront!! invade! attack+with! skirmish+with! war+with! oust! overrun! rout! eliminate! neutralise! neutralize! liquidate! disable! damage! suppress{forces}! isolate!! encircle! outflank! dislodge! annihilate! eradicate! pound! obliterate! wipe_out! fend_off! fight_off! drive_out! crush! vanquish! push_back! struggle+against!
191 besiege! blockade! surround! lay_siege+to!
192 occupy! annex! capture{place}! seize{place}! retake! recapture! liberate! conquer! take{place}! free{place}! clear{place}! overtake! advance+on+into+toward+towards! reclaim! secure{place}! enter{place}! isolate{place}!
193 shoot+at! shoot! exchange{fire}! open{fire} snipe+at! machine-gun return{fire}!
194 shell mortar! rocket! launch{rockets}! fire{rockets}!
195 bombard! airstrike! strafe! down{aircraft}! shoot_down
196 violate{truce} break{truce} breach{truce}
202 massacre slaughter exterminate
203 cleanse displace!
204 gas! nuke!
]]

Lexicon.nouns = [[
0256 de-escalation restraint? disengagement?
026 dialogue?
036 negotiating_table?
037 peace_plan? peace_deal? settlement?
040 consultation? discussion? exchange_of_views? meeting? conversation?
041 phone_call? telephone_call?
042 visit? trip?
044 summit? ministerial?
045 mediation? good_offices?
046 talks negotiation peace_talks peace_process
051 praise? endorsement? support?
057 agreement? pact? treaty? accord? peace_agreement peace_accord signing?
062 joint_exercise? military_cooperation?
062 alongside? together?
060 cooperation? collaboration? partnership? coordination?
071 grant? loan? financial_aid? bailout?
072 military_aid? military_assistance? arms_deliveries? arms_supplies? air_support?
073 humanitarian_aid? relief_supplies? aid_convoy? food_aid? assistance?
0871 ceasefire cease-fire cease_-_fire truce armistice cessation_of_hostilities
0841 prisoner_exchange prisoner_swap
0874 withdrawal? retreat? pullback? pull-out? surrender?
090 inquiry? investigation? probe?
111 condemnation? criticism? denunciation?
112 accusation? allegation?
130 threat?
139 ultimatum
141 protest demonstration rally? march? protest_march sit-in sit_-_in
143 walkout? general_strike hunger_strike
145 riot rioting unrest looting
150 exercise? military_exercise? drill? manoeuvre? maneuver? war_game? military_buildup? military_presence? show_of_force?
154 mobilisation mobilization deployment? troop_movement? buildup? reinforcement?
163 sanction? embargo? boycott?
173 arrest? detention?
174 deportation? expulsion?
175 crackdown
176 cyberattack cyber_attack
180 attack assault? terrorist_attack terror_attack atrocity act_of_terror attack_of_terror
1823 killing murder beheading execution slaying shooting
181 abduction kidnapping hostage-taking
183 bombing bomb_attack car_bomb car_bombing explosion? blast? bomb_blast
1831 suicide_bombing suicide_attack
186 assassination
190 fighting fight? defeat? clash battle? combat? war? warfare? hostilities offensive? military_offensive campaign?? operation?? military_operation strike? armed_conflict armed_confrontation military_action? counterattack armed_clash military_campaign invasion incursion counteroffensive skirmish counter-offensive fire? confrontation? conflict?
191 siege? blockade
192 occupation? annexation? liberation? capture? seizure? recapture? retaking?
193 gunfire gunbattle firefight gun_battle small-arms_fire shootout exchange_of_fire crossfire
194 shelling artillery_fire bombardment mortar_fire rocket_fire artillery_barrage barrage? rocket_attack missile_strike missile_attack artillery_strike
195 airstrike air_strike air-strike air_raid drone_strike drone_attack aerial_bombardment precision_strike air_attack
196 ceasefire_violation truce_violation violation_of_the_ceasefire
202 massacre slaughter mass_killing bloodbath mass_murder
203 ethnic_cleansing genocide
204 chemical_attack gas_attack chemical_weapons_attack
]]

-- Heads of objects that make a deed of a plain verb: to send troops is not to send aid.
Lexicon.groups = {
  forces = "troop force soldier fighter mercenary unit army battalion brigade reinforcement militia militant marine tank warship vessel convoy jet aircraft warplane paratrooper commando peacekeeper guard contingent squadron fleet submarine battleship frigate destroyer division regiment armour armor adviser advisor airman infantry militiaman gunman partner ally rebel insurgent terrorist operative regiment team",
  police = "police officer gendarme",
  arms = "weapon arm ammunition missile rocket gun rifle drone tank munition hardware weaponry shell explosive artillery helicopter system",
  support = "support cover backing training",
  aid = "aid relief food medicine assistance supplies supply tent blanket vaccine water shelter fuel clothing donation help grain flour",
  money = "million billion dollar euro loan grant fund funding money credit cash tranche pound",
  talks = "talk negotiation dialogue meeting discussion summit conference consultation conversation",
  calm = "calm restraint de-escalation deescalation peace end halt cessation stop",
  truce = "truce ceasefire cease-fire armistice lull pause",
  fighting = "fighting fire hostility violence attack shelling war operation offensive bombardment bombing strike airstrike force campaign",
  pact = "agreement deal accord treaty pact protocol memorandum contract declaration statement truce ceasefire armistice settlement",
  ties = "tie relation relationship link contact cooperation",
  leader = "ambassador envoy president minister premier chancellor leader king diplomat counterpart delegation secretary official",
  state = "independence state government sovereignty republic",
  intelligence = "intelligence information data",
  prisoner = "", prisoners = "prisoner hostage detainee captive inmate soldier journalist pilot crew sailor body pupil girl schoolgirl student worker people teacher civilian child",
  sanctions = "sanction embargo boycott tariff restriction ban blacklist",
  inspectors = "inspector observer monitor peacekeeper mission",
  blockade = "blockade siege", border = "border crossing frontier", ransom = "ransom",
  positions = "position post village town city base",
  release = "release return", withdrawal = "withdrawal pullout retreat",
  complaint = "complaint protest note",
  law = "law resolution treaty norm sovereignty airspace border waters convention agreement",
  revenge = "revenge retaliation vengeance response retribution",
  ultimatum = "ultimatum", road = "road highway street bridge entrance border port railway motorway runway track access",
  building = "building office square university campus factory embassy parliament headquarters house home shop car",
  alert = "alert", curfew = "curfew", emergency = "emergency law",
  party = "party parliament organisation organization broadcaster newspaper group",
  place = "city town village territory area district province region airport base hill ground neighborhood neighbourhood stronghold terrain complex hospital land position mile kilometre kilometer post island bridge headquarters capital checkpoint border crossing airfield",
  fire = "fire", rockets = "rocket missile shell mortar torpedo", aircraft = "aircraft jet drone helicopter warplane plane",
  himself = "himself herself themselves", crime = "crime allegation", observers = "observer ambassador delegation monitor",
  asylum = "asylum refuge", refugees = "refugee", reform = "reform demand",
}

return Lexicon
