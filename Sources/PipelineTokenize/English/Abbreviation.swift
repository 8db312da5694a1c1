/// How a word behaves before a full stop.
enum Abbreviation: UInt8 {
    /// Not an abbreviation.
    case none = 0
    /// Stands before a name and never ends a sentence: "Dr."
    case title
    /// An abbreviation only before a number: "No. 5", "Fig. 2".
    case numeric
    /// A month or a day: the sentence goes on unless a capital letter follows.
    case date
    /// May end a sentence; does so before a word that often begins one: "Inc.", "U.S."
    case ender
    /// Never ends a sentence: "e.g."
    case inner

    /// The words that are known, without their last stop.
    static let known: [(Abbreviation, String)] = [
        (
            .title,
            """
            mr mrs ms dr prof gen sen rep reps sens gov govs lt col sgt capt cpl pvt adm maj rev hon fr st mt ft pres \
            supt messrs mme mlle vs cmdr brig det insp amb atty asst assoc supt adj pfc ste
            """
        ),
        (.numeric, "no nos pp p fig figs vol vols art sec ch chap eq eqs vers par para pt nr ver ext tel"),
        (.date, "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"),
        (
            .ender,
            """
            inc corp co ltd llc plc bros jr sr etc ave blvd rd hwy dept est univ ariz calif colo conn fla \
            mich minn neb nev okla tenn tex va vt wis wyo mfg intl natl govt \
            esq al eds hr hrs sq cu lb lbs oz mph yr yrs mos wk wks appt arrv attn dist div
            """
        ),
        (.inner, "eg ie cf viz approx esp incl resp"),
    ]

    /// Acronyms with stops inside that behave in their own way.
    static let acronyms: [(Abbreviation, String)] = [
        (.inner, "e.g i.e"), (.title, "ph.d m.d b.a m.a p.s"),
    ]
}

extension Abbreviation {
    /// Words that close a letter, before a comma and a name.
    static let farewells = "thanks regards best sincerely cheers love yours thx you wishes"
    /// Words that close a letter together with another: "Thank you", "Many thanks", "Best regards".
    static let farewellBeginnings = "thank many kind warm kindest"

    /// Words that so often begin a sentence that an abbreviation before them ends one.
    static let sentenceStarters = """
        the this that these those he she it they we you i in on at but and a an if when while as after before since \
        however although though his her its their our my there here what who why how where some many most all no not \
        so or yet for from with by to under over during both each one another such then now also thus hence please \
        thanks despite because according earlier later meanwhile instead
        """
}
