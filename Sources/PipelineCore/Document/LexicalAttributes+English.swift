// What is special to English: numbers in words, function words; and what addresses look like. The word lists and
// definitions are those of spaCy's English, so that its patterns mean the same here.

extension LexicalAttributes {
    static func isLikeNumber(_ text: String) -> Bool {
        var number = Substring(text)
        if let first = number.unicodeScalars.first, "+-±~".unicodeScalars.contains(first) {
            number = Substring(number.unicodeScalars.dropFirst())
        }
        number.unicodeScalars.removeAll { $0 == "," || $0 == "." }
        if isDigits(number) { return true }
        let parts = number.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, parts.allSatisfy(isDigits) { return true }
        let lower = number.lowercased()
        if numberWords.contains(lower) { return true }
        return ["st", "nd", "rd", "th"].contains { lower.hasSuffix($0) } && isDigits(lower.dropLast(2))
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy(isDigit)
    }

    /// A name, `@`, and a domain with a dot stand at the start.
    static func isLikeEmail(_ text: String) -> Bool {
        func isPart(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII && (scalar.properties.isAlphabetic || isDigit(scalar) || scalar == "-")
        }
        let name = text.unicodeScalars.prefix { isPart($0) || "_.+".unicodeScalars.contains($0) }
        var rest = text.unicodeScalars[name.endIndex...]
        guard !name.isEmpty, rest.popFirst() == "@" else { return false }
        let host = rest.prefix(while: isPart)
        rest = rest[host.endIndex...]
        guard !host.isEmpty, rest.popFirst() == ".", let next = rest.first else { return false }
        return isPart(next) || next == "."
    }

    static func isLikeURL(_ text: String) -> Bool {
        if text.hasPrefix("http://") || text.hasPrefix("https://") { return true }
        if text.hasPrefix("www."), text.unicodeScalars.count >= 5 { return true }
        let scalars = text.unicodeScalars
        guard scalars.first != ".", scalars.last != ".", !scalars.contains("@"),
            let dot = scalars.lastIndex(of: ".")
        else { return false }
        let end = String(scalars[scalars.index(after: dot)...].prefix { $0 != ":" })
        return end.hasSuffix("/") || topLevelDomains.contains(end) || isAddress(text)
    }

    /// `[scheme://] host [:port] [path]`, the host a public IPv4 address or a domain in which the last label is in lower
    /// case.
    private static func isAddress(_ text: String) -> Bool {
        var rest = Substring(text).unicodeScalars
        if let colon = scheme(rest) { rest = rest[rest.index(colon, offsetBy: 3)...] }
        let host = rest.prefix { !":/?#".unicodeScalars.contains($0) }
        rest = rest[host.endIndex...]
        if rest.first == ":" {
            let port = rest.dropFirst().prefix(while: isDigit)
            guard (2...5).contains(port.count) else { return false }
            rest = rest[port.endIndex...]
        }
        guard rest.isEmpty || rest.first != ":" && !rest.contains(where: isSpace) else { return false }
        let labels = String(host).split(separator: ".", omittingEmptySubsequences: false)
        return isPublicIP(labels) || isDomain(labels)
    }

    /// The colon behind a scheme of two letters or more.
    private static func scheme(_ text: Substring.UnicodeScalarView) -> String.Index? {
        let scheme = text.prefix { isWord($0) || "+-.".unicodeScalars.contains($0) }
        let rest = text[scheme.endIndex...]
        return scheme.count >= 2 && rest.starts(with: "://".unicodeScalars) ? scheme.endIndex : nil
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || isLetter(scalar.properties.generalCategory) || scalar.properties.numericType != nil
    }

    private static func isDomain(_ labels: [Substring]) -> Bool {
        guard labels.count >= 2, let last = labels.last, (2...63).contains(last.unicodeScalars.count) else {
            return false
        }
        func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII
                ? scalar.properties.isAlphabetic || isDigit(scalar) : (0xA1...0xFFFF).contains(scalar.value)
        }
        let areLabels = labels.dropLast().allSatisfy { label in
            let scalars = label.unicodeScalars
            guard let first = scalars.first, let last = scalars.last, scalars.count <= 64 else { return false }
            return isLetterOrDigit(first) && isLetterOrDigit(last)
                && scalars.allSatisfy { isLetterOrDigit($0) || $0 == "_" || $0 == "-" }
        }
        return areLabels
            && last.unicodeScalars.allSatisfy { scalar in
                isLetter(scalar.properties.generalCategory) && !scalar.properties.isUppercase
            }
    }

    private static func isPublicIP(_ labels: [Substring]) -> Bool {
        guard labels.count == 4, labels.allSatisfy({ isDigits($0) && $0.utf8.count <= 3 }) else { return false }
        let parts = labels.compactMap { Int($0) }
        guard parts.count == 4, !labels[0].hasPrefix("0"), !labels[3].hasPrefix("0") else { return false }
        switch (parts[0], parts[1]) {
        case (10, _), (127, _), (169, 254), (192, 168), (172, 16...31): return false
        default: return (1...223).contains(parts[0]) && parts[1] < 256 && parts[2] < 256 && (1...254).contains(parts[3])
        }
    }
}

// MARK: - Words

extension LexicalAttributes {
    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    static let numberWords = words(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
        thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion
        decillion gajillion bazillion first second third fourth fifth sixth seventh eighth ninth tenth
        eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth
        millionth billionth trillionth quadrillionth quintillionth sextillionth septillionth octillionth
        nonillionth decillionth gajillionth bazillionth
        """)

    static let stopWords = words(
        """
        'd 'll 'm 're 's 've a about above across after afterwards again against all almost alone along
        already also although always am among amongst amount an and another any anyhow anyone anything
        anyway anywhere are around as at back be became because become becomes becoming been before
        beforehand behind being below beside besides between beyond both bottom but by ca call can cannot
        could did do does doing done down due during each eight either eleven else elsewhere empty enough
        even ever every everyone everything everywhere except few fifteen fifty first five for former
        formerly forty four from front full further get give go had has have he hence her here hereafter
        hereby herein hereupon hers herself him himself his how however hundred i if in indeed into is it
        its itself just keep last latter latterly least less made make many may me meanwhile might mine more
        moreover most mostly move much must my myself n't name namely neither never nevertheless next nine
        no nobody none noone nor not nothing now nowhere n‘t n’t of off often on once one only onto or other
        others otherwise our ours ourselves out over own part per perhaps please put quite rather re really
        regarding same say see seem seemed seeming seems serious several she should show side since six
        sixty so some somehow someone something sometime sometimes somewhere still such take ten than that
        the their them themselves then thence there thereafter thereby therefore therein thereupon these
        they third this those though three through throughout thru thus to together too top toward towards
        twelve twenty two under unless until up upon us used using various very via was we well were what
        whatever when whence whenever where whereafter whereas whereby wherein whereupon wherever whether
        which while whither who whoever whole whom whose why will with within without would yet you your
        yours yourself yourselves ‘d ‘ll ‘m ‘re ‘s ‘ve ’d ’ll ’m ’re ’s ’ve
        """)

    private static let topLevelDomains = words(
        """
        ac ad ae aero af ag ai al am an ao aq ar as asia at au aw ax az ba bb bd be bf bg bh bi biz bj bm bn
        bo br bs bt bv bw by bz ca cat cc cd cf cg ch ci ck cl cm cn co com coop cr cs cu cv cx cy cz dd de
        dj dk dm do dz ec edu ee eg eh er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gov gp
        gq gr gs gt gu gw gy hk hm hn hr ht hu icu id ie il im in info int io iq ir is it je jm jo jobs jp
        ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mil mk ml mm mn
        mo mobi mp mq mr ms mt mu museum mv mw mx my mz na name nc ne net nf ng ni nl no np nr nu nz om org
        pa pe pf pg ph pk pl pm pn pr pro ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm
        sn so sr ss st su sv sy sz tc td tel tf tg th tj tk tl tm tn to tp tr travel tt tv tw tz ua ug uk us
        uy uz va vc ve vg vi vn vu wf ws xxx xyz ye yt za zm zw
        """)
}
