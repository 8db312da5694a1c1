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
    /// Decimal digits only.
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
    /// An opening bracket, or a quotation mark that only opens.
    public static let isLeftPunct = LexicalFlags(rawValue: 1 << 9)
    /// A closing bracket, or a quotation mark that only closes.
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
    public static func shape(_ text: String) -> String {
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
        if properties.generalCategory == .decimalNumber { return "d" }
        if properties.isAlphabetic { return properties.isUppercase ? "X" : "x" }
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
        let lower = text.lowercased()
        if isLikeNumber(lower) { flags.insert(.likeNum) }
        if isLikeEmail(lower) { flags.insert(.likeEmail) } else if isLikeURL(lower) { flags.insert(.likeURL) }
        if stopWords.contains(lower) { flags.insert(.isStop) }
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
            if properties.generalCategory != .decimalNumber { flags.remove(.isDigit) }
            if !isPunctuation(properties.generalCategory) { flags.remove(.isPunct) }
            if !properties.isWhitespace { flags.remove(.isSpace) }
        }
        return flags
    }

    private static func caseFlags(_ text: String) -> LexicalFlags {
        var hasUpper = false
        var hasLower = false
        var isTitle = true
        var followsLetter = false
        for scalar in text.unicodeScalars {
            let isUpper = scalar.properties.isUppercase
            let isLower = scalar.properties.isLowercase
            if isUpper { hasUpper = true }
            if isLower { hasLower = true }
            if isUpper && followsLetter || isLower && !followsLetter { isTitle = false }
            followsLetter = isUpper || isLower
        }
        var flags: LexicalFlags = []
        if hasUpper && !hasLower { flags.insert(.isUpper) }
        if hasLower && !hasUpper { flags.insert(.isLower) }
        if hasUpper && isTitle { flags.insert(.isTitle) }
        return flags
    }

    private static func punctuationFlags(_ text: String) -> LexicalFlags {
        var flags: LexicalFlags = []
        if quotes.contains(text) { flags.insert(.isQuote) }
        if ["(", "[", "{", "<"].contains(text) { flags.formUnion([.isBracket, .isLeftPunct]) }
        if [")", "]", "}", ">"].contains(text) { flags.formUnion([.isBracket, .isRightPunct]) }
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

    private static func isLetter(_ category: Unicode.GeneralCategory) -> Bool {
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

extension LexicalAttributes {
    private static func isLikeNumber(_ lower: String) -> Bool {
        var digits = Substring(lower)
        if let first = digits.first, "+-±~".contains(first) { digits = digits.dropFirst() }
        guard let first = digits.first else { return false }
        if first.isASCII, first.isNumber {
            let parts = digits.filter { $0 != "," && $0 != "." }.split(separator: "/", omittingEmptySubsequences: false)
            if parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }) {
                return true
            }
            return ["st", "nd", "rd", "th"].contains(String(digits.suffix(2)))
                && digits.dropLast(2).allSatisfy { $0.isNumber }
        }
        return numberWords.contains(lower)
    }

    private static func isLikeEmail(_ lower: String) -> Bool {
        let parts = lower.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return false }
        return parts[1].contains(".") && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
    }

    private static func isLikeURL(_ lower: String) -> Bool {
        for scheme in ["http://", "https://", "ftp://", "www."] where lower.hasPrefix(scheme) {
            return lower.count > scheme.count
        }
        let host = lower.prefix { $0 != "/" }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let domain = labels.last, topLevelDomains.contains(String(domain)) else {
            return false
        }
        return labels.allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
    }

    private static let topLevelDomains: Set<String> = [
        "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "eu", "uk", "de", "fr", "ru", "cn", "jp",
        "ch", "at", "it", "es", "nl", "se", "no", "fi", "dk", "pl", "cz", "au", "ca", "br", "mx", "ar", "za", "tv",
    ]

    private static let numberWords: Set<String> = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty",
        "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion",
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth", "dozen",
    ]

    private static let stopWords: Set<String> = [
        "a", "about", "above", "after", "again", "against", "all", "also", "am", "an", "and", "any", "are", "as", "at",
        "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "could", "did",
        "do", "does", "doing", "down", "during", "each", "few", "for", "from", "further", "had", "has", "have",
        "having", "he", "her", "here", "hers", "herself", "him", "himself", "his", "how", "i", "if", "in", "into", "is",
        "it", "its", "itself", "just", "may", "me", "might", "more", "most", "must", "my", "myself", "n't", "no", "nor",
        "not", "now", "of", "off", "on", "once", "only", "or", "other", "our", "ours", "ourselves", "out", "over",
        "own", "same", "shall", "she", "should", "so", "some", "such", "than", "that", "the", "their", "theirs",
        "them", "themselves", "then", "there", "these", "they", "this", "those", "through", "to", "too", "under",
        "until", "up", "upon", "us", "very", "was", "we", "were", "what", "when", "where", "which", "while", "who",
        "whom", "why", "will", "with", "would", "you", "your", "yours", "yourself", "yourselves", "'s", "'re", "'ve",
        "'ll", "'d", "'m", "’s", "’re", "’ve", "’ll", "’d", "’m", "n’t",
    ]
}
