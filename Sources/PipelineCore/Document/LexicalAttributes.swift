/// What can be known of a token from its text alone.
public struct LexicalFlags: OptionSet, Hashable, Sendable {
    /// One bit a flag.
    public let rawValue: UInt32

    /// Flags by their bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Letters only.
    public static let isAlpha = LexicalFlags(rawValue: 1 << 0)
    /// ASCII only.
    public static let isASCII = LexicalFlags(rawValue: 1 << 1)
    /// Digits only, raised ones among them.
    public static let isDigit = LexicalFlags(rawValue: 1 << 2)
    /// Has cased letters and all of them are lower case.
    public static let isLower = LexicalFlags(rawValue: 1 << 3)
    /// Has cased letters and all of them are upper case.
    public static let isUpper = LexicalFlags(rawValue: 1 << 4)
    /// Begins with an upper-case letter, and no later cased letter that follows a letter is upper case.
    public static let isTitle = LexicalFlags(rawValue: 1 << 5)
    /// Punctuation only.
    public static let isPunct = LexicalFlags(rawValue: 1 << 6)
    /// White space only.
    public static let isSpace = LexicalFlags(rawValue: 1 << 7)
    /// A quotation mark, of either side.
    public static let isQuote = LexicalFlags(rawValue: 1 << 8)
    /// An opening bracket, or a quotation mark that may open.
    public static let isLeftPunct = LexicalFlags(rawValue: 1 << 9)
    /// A closing bracket, or a quotation mark that may close.
    public static let isRightPunct = LexicalFlags(rawValue: 1 << 10)
    /// A bracket of either side.
    public static let isBracket = LexicalFlags(rawValue: 1 << 11)
    /// A currency sign.
    public static let isCurrency = LexicalFlags(rawValue: 1 << 12)
    /// A number in digits or English words.
    public static let likeNum = LexicalFlags(rawValue: 1 << 13)
    /// A web address.
    public static let likeURL = LexicalFlags(rawValue: 1 << 14)
    /// A mail address.
    public static let likeEmail = LexicalFlags(rawValue: 1 << 15)
    /// An English function word.
    public static let isStop = LexicalFlags(rawValue: 1 << 16)

    /// Flag names as rules and scripts spell them.
    public static let byName: [String: LexicalFlags] = [
        "is_alpha": .isAlpha, "is_ascii": .isASCII, "is_digit": .isDigit, "is_lower": .isLower, "is_upper": .isUpper,
        "is_title": .isTitle, "is_punct": .isPunct, "is_space": .isSpace, "is_quote": .isQuote,
        "is_left_punct": .isLeftPunct, "is_right_punct": .isRightPunct, "is_bracket": .isBracket,
        "is_currency": .isCurrency, "like_num": .likeNum, "like_url": .likeURL, "like_email": .likeEmail,
        "is_stop": .isStop,
    ]
}

/// Computes the attributes of a token that follow from its text.
///
/// The definitions are spaCy's where it has the attribute, so that its patterns mean the same here.
public enum LexicalAttributes {
    /// The Unicode lower-case mapping.
    public static func lower(_ text: String) -> String { text.lowercased() }

    /// The length in Unicode scalars.
    public static func length(_ text: String) -> Int { text.unicodeScalars.count }

    /// The shape: letters become `x` or `X`, digits `d`, a run of one kind is cut after four; anything else stays.
    /// `LONG` for a text of a hundred scalars or more.
    public static func shape(_ text: String) -> String {
        guard text.unicodeScalars.count < 100 else { return "LONG" }
        var shape = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        var run = 0
        for scalar in text.unicodeScalars {
            let kind = shapeKind(of: scalar)
            run = kind == last ? run + 1 : 1
            last = kind
            if run <= 4 { shape.append(kind) }
        }
        return String(shape)
    }

    private static func shapeKind(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        let properties = scalar.properties
        if isLetter(properties.generalCategory) { return properties.isUppercase ? "X" : "x" }
        if isDigit(scalar) { return "d" }
        return scalar
    }

    /// All flags. Cost: a few passes over the text; words of ASCII letters, which most tokens are, take one.
    public static func flags(_ text: String) -> LexicalFlags {
        var text = text
        guard var flags = text.withUTF8({ plainWordFlags($0) }) else { return anyFlags(text) }
        let lower = text.lowercased()
        if numberWords.contains(lower) { flags.insert(.likeNum) }
        if stopWords.contains(lower) { flags.insert(.isStop) }
        return flags
    }

    /// The flags of any text.
    static func anyFlags(_ text: String) -> LexicalFlags {
        var flags = characterFlags(text)
        flags.formUnion(caseFlags(text))
        flags.formUnion(punctuationFlags(text))
        if isLikeNumber(text) { flags.insert(.likeNum) }
        if isLikeEmail(text) { flags.insert(.likeEmail) }
        if isLikeURL(text) { flags.insert(.likeURL) }
        if stopWords.contains(text.lowercased()) { flags.insert(.isStop) }
        return flags
    }

    /// The flags that follow from the letters of a word of ASCII letters; `nil` for anything else.
    private static func plainWordFlags(_ bytes: UnsafeBufferPointer<UInt8>) -> LexicalFlags? {
        var upper = 0
        for byte in bytes {
            if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) {
                upper += 1
            } else if !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) {
                return nil
            }
        }
        guard let first = bytes.first else { return nil }
        var flags: LexicalFlags = [.isAlpha, .isASCII]
        if upper == 0 { flags.insert(.isLower) }
        if upper == bytes.count { flags.insert(.isUpper) }
        if upper == 1, first < UInt8(ascii: "a") { flags.insert(.isTitle) }
        return flags
    }

    private static func characterFlags(_ text: String) -> LexicalFlags {
        var flags: LexicalFlags = text.isEmpty ? [] : [.isAlpha, .isASCII, .isDigit, .isPunct, .isSpace]
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            if !scalar.isASCII { flags.remove(.isASCII) }
            if !isLetter(properties.generalCategory) { flags.remove(.isAlpha) }
            if !isDigit(scalar) { flags.remove(.isDigit) }
            if !isPunctuation(properties.generalCategory) { flags.remove(.isPunct) }
            if !isSpace(scalar) { flags.remove(.isSpace) }
        }
        return flags
    }

    private static func caseFlags(_ text: String) -> LexicalFlags {
        var hasUpper = false
        var hasLower = false
        var hasTitle = false
        var isTitle = true
        var followsLetter = false
        for scalar in text.unicodeScalars {
            let hasBoth = scalar.properties.generalCategory == .titlecaseLetter
            let isUpper = scalar.properties.isUppercase
            let isLower = scalar.properties.isLowercase
            if isUpper { hasUpper = true }
            if isLower { hasLower = true }
            if hasBoth { hasTitle = true }
            if (isUpper || hasBoth) && followsLetter || isLower && !followsLetter { isTitle = false }
            followsLetter = isUpper || isLower || hasBoth
        }
        var flags: LexicalFlags = []
        if hasUpper && !hasLower && !hasTitle { flags.insert(.isUpper) }
        if hasLower && !hasUpper && !hasTitle { flags.insert(.isLower) }
        if hasUpper || hasTitle, isTitle { flags.insert(.isTitle) }
        return flags
    }

    private static func punctuationFlags(_ text: String) -> LexicalFlags {
        var flags: LexicalFlags = []
        if quotes.contains(text) { flags.insert(.isQuote) }
        if ["(", "[", "{", "<"].contains(text) { flags.formUnion([.isBracket, .isLeftPunct]) }
        if [")", "]", "}", ">"].contains(text) { flags.formUnion([.isBracket, .isRightPunct]) }
        if text == "\"" || text == "'" { flags.formUnion([.isLeftPunct, .isRightPunct]) }
        if ["“", "‘", "«", "‹", "„", "‚", "‛", "‟", "❮", "``"].contains(text) { flags.insert(.isLeftPunct) }
        if ["”", "’", "»", "›", "❯", "''"].contains(text) { flags.insert(.isRightPunct) }
        if !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.properties.generalCategory == .currencySymbol }) {
            flags.insert(.isCurrency)
        }
        return flags
    }

    private static let quotes: Set<String> = [
        "\"", "'", "“", "”", "‘", "’", "«", "»", "‹", "›", "„", "‚", "‛", "‟", "❮", "❯", "``", "''", "`",
    ]

    /// A digit of any script, raised ones among them.
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x30...0x39).contains(scalar.value) }
        return scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit
    }

    /// White space, and the four separators among the control characters.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }

    static func isLetter(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    private static func isPunctuation(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            true
        default: false
        }
    }
}
