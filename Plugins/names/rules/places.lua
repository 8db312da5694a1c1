-- Places that no list holds: by the word that says what they are, by the larger place behind them, by what stands before.
local pipeline = require "pipeline"
local macros = require "macros"

return pipeline.rules {
  lists = {
    places   = { file = "../lists/places.tsv", match = "lower" },
    no_names = { file = "../lists/no-names.txt", match = "text" },
    before   = { words = { "Lake", "Mount", "Mt.", "Cape", "Fort", "Camp", "Port", "Isle of", "Gulf of", "Strait of", "Bay of",
                           "Straits of", "Sea of", "Island of", "Governorate of", "Province of", "District of", "State of",
                           "City of", "Town of", "Village of", "County of", "Port of", "Naval Station",
                           "Joint Base", "Forward Operating Base", "FOB", "Combat Outpost", "Naval Air Station", "NAS",
                           "Naval Support Activity" }, match = "text" },
    after    = { words = { "River", "Lake", "Sea", "Ocean", "Bay", "Gulf", "Strait", "Channel", "Canal", "Island", "Islands", "Isles",
                           "Peninsula", "Mountain", "Mountains", "Hills", "Valley", "Desert", "Plain", "Plains", "Plateau", "Basin",
                           "Heights", "Forest", "Coast", "Beach", "Falls", "Glacier", "Province", "Governorate", "District", "Region",
                           "County", "Parish", "Oblast", "Prefecture", "Canton", "Territory", "City", "Township", "Village", "Street",
                           "Avenue", "Road", "Boulevard", "Highway", "Square", "Bridge", "Tunnel", "Dam", "Airport", "Airfield",
                           "Air Base", "Airbase", "Air Force Base", "Naval Base", "Army Base", "Military Base", "Station", "Port",
                           "Harbor", "Harbour", "Camp", "Border", "Crossing", "Pass", "Corridor", "Park", "Stadium", "Palace",
                           "Archipelago", "Reef", "Shoal", "Training Area", "Refugee Camp", "Range", "Subdistrict", "International Airport",
                           "Oil Field", "Gate", "Museum", "Refinery", "Hospital", "Mosque", "Neighborhood", "Quarter" }, match = "text" },
    what     = { words = { "city", "town", "village", "port", "province", "governorate", "district", "region", "county", "state",
                           "suburb", "neighborhood", "neighbourhood", "island", "capital", "settlement", "stronghold", "municipality",
                           "hamlet", "enclave", "outpost" } },
    kinds    = { words = { "city", "province", "governorate", "district", "region", "river", "valley", "desert", "dam", "airport",
                           "airfield", "airbase", "air base", "county", "island", "islands", "peninsula", "mountains", "neighborhood",
                           "neighbourhood", "refugee camp", "border crossing", "oil field", "military base", "bridge" } },
  },
  macros = macros("WORD DASH", {
    AL     = [[ ('Al' | 'Ar' | 'As' | 'Ash' | 'At' | 'Az' | 'Ad' | 'An' | 'El' | 'Ain' | 'Ayn' | 'Tal' | 'Tall' | 'Tel' | 'Tell' | 'Dayr'
                 | 'Deir' | 'Bayt' | 'Beit' | 'Khan' | 'Jebel' | 'Jabal' | 'Wadi' | 'Bir' | 'Umm' | 'Abu' | 'Kafr' | 'Kfar' | 'Ras' | 'Qal' | 'Qalat') ]],
    ALPART = [[ ("-"? ('al' | 'ar' | 'as' | 'ash' | 'ez' | 'ez' | 'az' | 'el' | 'ad' | 'Az' | 'Al' | 'El' | 'Ez') "-"?) ]],
    CAP    = [=[ [text ~ /\p{Lu}[\p{L}\p{M}'’-]*\p{Ll}[\p{L}\p{M}'’-]*/ & !(text in %no_names)] ("-" $WORD)? ]=],
    TOWN   = [=[ ( $AL "-"? $ALPART? $CAP{1,2} | $CAP{1,3} ) ]=],
    SIDE   = [[ ('North' | 'South' | 'East' | 'West' | 'Northern' | 'Southern' | 'Eastern' | 'Western' | 'Central' | 'Upper' | 'Lower'
                 | 'Greater' | 'Northeastern' | 'Northwestern' | 'Southeastern' | 'Southwestern' | 'Northeast' | 'Northwest'
                 | 'Southeast' | 'Southwest' | 'Old' | 'Downtown') ]],
  }),

  -- Capitals hide the place in "GENEVA, Oct. 3 -" from a list that tells upper case from lower.
  { phase = "datelines", policy = "first", within = "paragraph", layer = "entities", label = "LOC",
    { name = "dateline", pattern = [[ ^ (?= [is_upper & length > 2]) place:%places [text != "."]{0,10}? ($DASH | ":") ]], claim = "place",
      emit = { label = "LOC", attributes = { entity = "$place.id", kind = "$place.kind", state = "$place.state" } }, score = 0.9 },
  },

  -- The same for towns that no list knows: "BIRNIN ZANDE, Nigeria, Jan 19 -", "PORT OLMA (XYZ) --".
  { phase = "unknown-datelines", policy = "first", within = "paragraph", layer = "entities", label = "LOC",
    { name = "dateline-unknown", claim = "place", score = 0.8,
      pattern = [[ ^ place:([is_upper & length > 2]{1,3}) ( "," [text != "." & !is_quote]{1,8}? )? ( "(" []{1,3} ")" | /\d+/ ) $DASH ]] },
  },

  { phase = "places", policy = "longest", layer = "entities", label = "LOC",
    { name = "kind-last", score = 0.85,
      pattern = [[ ($SIDE? $TOWN | <LOC/>) %after ]] },
    { name = "kind-first", pattern = [[ %before "the"? (<LOC/> | $TOWN) ]], score = 0.85 },
    { name = "side", pattern = [[ $SIDE <LOC/> ]], score = 0.85 },
    { name = "small-kind-last", pattern = [[ place:($AL "-"? $ALPART? $CAP{1,2}) (?= %kinds) ]], claim = "place", score = 0.75 },

    -- "the town of Brega", "the port city of Latakia"
    { name = "kind-of", pattern = [[ %what "of" place:$TOWN ]], claim = "place", score = 0.9 },

    -- "near Al Huwayjah,", "Near Rawah,"
    { name = "near", pattern = [[ "near" place:$TOWN (?! [xpos = "POS"]) ]], claim = "place", score = 0.85 },
    { name = "in-al", pattern = [[ ("in" | "at" | "from" | "of" | "outside" | "around" | "towards" | "toward" | "into" | "to" | "west" | "east")
        place:( $AL "-"? $ALPART? $CAP{1,2} ) (?! [lemma = "say"]) ]], claim = "place", score = 0.6 },

    -- "Vermillion, South Dakota", "Palmyra, Syria": a smaller place before a larger one
    { name = "in-larger", claim = "place", score = 0.85,
      pattern = [[ (?<= "in" | "at" | "from" | "of" | "near" | "to" | "outside") place:$TOWN (?= "," <LOC/>) ]] },
  },
}
