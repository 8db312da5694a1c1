/// What a scalar outside ASCII may be.
enum ScalarKind {
    case letter
    /// Goes on with the token before it: combining marks, joiners, selectors.
    case extender
    case digit
    /// A letter of a script without blanks; each is a token.
    case ideograph
    case emoji
    case regionalIndicator
    case apostrophe
    case ellipsis
    case dash
    case openingQuote
    case closingQuote
    case other
}

extension EnglishScanner {
    /// The scalar that begins at an offset, and its length. The text is valid UTF-8.
    func decode(_ index: Int) -> (scalar: UInt32, length: Int) {
        let lead = UInt32(text[index])
        func tail(_ offset: Int) -> UInt32 { UInt32(at(index + offset) & 0x3F) }
        if lead < 0x80 { return (lead, 1) }
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(1), 2) }
        if lead < 0xF0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
        return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    }

    /// The length of a white-space scalar outside ASCII; 0 for anything else.
    func spaceLength(_ index: Int) -> Int {
        guard kind(index).contains(.high) else { return 0 }
        switch text[index] {
        case 0xC2: return at(index + 1) == 0xA0 || at(index + 1) == 0x85 ? 2 : 0
        case 0xE1: return at(index + 1) == 0x9A && at(index + 2) == 0x80 ? 3 : 0
        case 0xE2:
            let third = at(index + 2)
            if at(index + 1) == 0x80 { return third <= 0x8A || (0xA8...0xA9).contains(third) || third == 0xAF ? 3 : 0 }
            return at(index + 1) == 0x81 && third == 0x9F ? 3 : 0
        case 0xE3: return at(index + 1) == 0x80 && at(index + 2) == 0x80 ? 3 : 0
        default: return 0
        }
    }

    /// U+2028 and U+2029.
    func isLineSeparator(_ index: Int) -> Bool {
        at(index) == 0xE2 && at(index + 1) == 0x80 && (0xA8...0xA9).contains(at(index + 2))
    }

    /// The length of an apostrophe, straight or curly; 0 for anything else.
    @inline(__always)
    func apostropheLength(_ index: Int) -> Int {
        if at(index) == UInt8(ascii: "'") { return 1 }
        return at(index) == 0xE2 && at(index + 1) == 0x80 && at(index + 2) == 0x99 ? 3 : 0
    }

    /// The length of a curly or angled quotation mark that closes; 0 for anything else.
    func closingQuoteLength(_ index: Int) -> Int {
        guard kind(index).contains(.high) else { return 0 }
        let (scalar, length) = decode(index)
        return scalarKind(scalar) == .closingQuote || scalar == 0x2019 ? length : 0
    }

    /// Whether an upper-case letter outside ASCII stands there.
    func isUpperScalar(_ index: Int) -> Bool {
        Unicode.Scalar(decode(index).scalar)?.properties.isUppercase ?? false
    }

    /// What a scalar outside ASCII may be. The common blocks are told by range, the rest by its general category.
    func scalarKind(_ scalar: UInt32) -> ScalarKind {
        switch scalar {
        case 0x2019: return .apostrophe
        case 0x2026: return .ellipsis
        case 0x2010...0x2015: return .dash
        case 0x201C, 0x201E, 0xAB, 0x2018, 0x201A, 0x2039: return .openingQuote
        case 0x201D, 0xBB, 0x203A: return .closingQuote
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: return .extender
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x386...0x481, 0x48A...0x559: return .letter
        case 0x300...0x36F: return .extender
        case 0x3041...0x3096, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: return .ideograph
        case 0x1F1E6...0x1F1FF: return .regionalIndicator
        case 0x1F3FB...0x1F3FF, 0xE0020...0xE007F, 0x20E3: return .extender
        default: return Self.kindByCategory(scalar)
        }
    }

    private static func kindByCategory(_ value: UInt32) -> ScalarKind {
        guard let scalar = Unicode.Scalar(value) else { return .other }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
            return .letter
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .extender
        case .decimalNumber: return .digit
        default: return value > 0x203B && scalar.properties.isEmoji ? .emoji : .other
        }
    }

    /// Reads on through letters, digits and marks of any script.
    func wordRun(_ start: Int) -> Int {
        var index = start
        while true {
            index = run(index, of: .alphanumeric)
            guard kind(index).contains(.high) else { return index }
            let (scalar, length) = decode(index)
            switch scalarKind(scalar) {
            case .letter, .extender, .digit: index += length
            default: return index
            }
        }
    }

    /// Reads on through marks and joiners that belong to the scalar before them.
    func extenderRun(_ start: Int) -> Int {
        var index = start
        while kind(index).contains(.high), case let (scalar, length) = decode(index), scalarKind(scalar) == .extender {
            index += length
        }
        return index
    }

    /// Reads a token that begins outside ASCII.
    mutating func scanHigh(_ start: Int) -> Int {
        let (scalar, length) = decode(start)
        let next = start + length
        switch scalarKind(scalar) {
        case .letter, .digit: return scanWord(start)
        case .extender: return scanAfterExtender(start)
        case .apostrophe: return scanApostrophe(start, length: length)
        case .ellipsis: return scanTerminal(start)
        case .openingQuote:
            let end = at(next) == text[start] && decode(next).scalar == scalar ? next + length : next
            emit(start, end, as: isSingleQuote(scalar) ? .singleQuote : .doubleQuote)
            return end
        case .closingQuote:
            emitCloser(start, next)
            normals.append((UInt32(starts.count - 1), .doubleQuote))
            return next
        case .dash:
            var end = next
            while kind(end).contains(.high), decode(end).scalar == scalar { end += length }
            emit(start, end)
            return end
        case .emoji: return emitWhole(start, emojiEnd(next))
        case .regionalIndicator:
            let isPair = kind(next).contains(.high) && scalarKind(decode(next).scalar) == .regionalIndicator
            return emitWhole(start, extenderRun(isPair ? next + decode(next).length : next))
        case .ideograph, .other:
            if spaceLength(start) > 0 { return skipSpace(start) }
            return emitWhole(start, extenderRun(next))
        }
    }

    private func isSingleQuote(_ scalar: UInt32) -> Bool { scalar == 0x2018 || scalar == 0x201A || scalar == 0x2039 }

    /// A mark with nothing before it to stand on begins a word or is a token.
    private mutating func scanAfterExtender(_ start: Int) -> Int {
        let end = extenderRun(start)
        return wordRun(end) > end ? scanWord(start) : emitWhole(start, end)
    }

    private mutating func emitWhole(_ start: Int, _ end: Int) -> Int {
        emit(start, end)
        return end
    }

    /// The end of an emoji sequence (UTS #51): modifiers, selectors, tags, and further emoji after a joiner.
    private func emojiEnd(_ start: Int) -> Int {
        var end = extenderRun(start)
        while kind(end).contains(.high), endsWithJoiner(end) {
            let (scalar, length) = decode(end)
            guard scalarKind(scalar) == .emoji || scalarKind(scalar) == .other else { return end }
            end = extenderRun(end + length)
        }
        return end
    }

    private func endsWithJoiner(_ end: Int) -> Bool {
        at(end - 3) == 0xE2 && at(end - 2) == 0x80 && at(end - 1) == 0x8D
    }
}
