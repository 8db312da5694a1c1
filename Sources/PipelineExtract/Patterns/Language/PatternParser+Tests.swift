internal import PipelineCore

extension PatternParser {
    /// `[ … ]`
    mutating func bracket() -> PatternNode {
        let start = position
        position += 1
        if take("]") { return .test(.any) }
        let known = problems.count
        let test = disjunction()
        if take("]") { return .test(test ?? .any) }
        skipSpace()
        if position >= bytes.count {
            reportCutShort(start)
        } else if problems.count == known {
            let at = position
            let message =
                peek == UInt8(ascii: ",") ? "tests are joined by '&', not ','" : "'&', '|' or ']' belongs here"
            report(at..<at + 1, message, remedy: "a test is closed by ']', as in [is_title]")
        }
        skipBracket()
        return .test(test ?? .any)
    }

    /// In a Lua string between `[[` and `]]`, a test that ends right before the end takes the string's end with it.
    private mutating func reportCutShort(_ start: Int) {
        report(
            start..<bytes.count, "the pattern ends inside the test that '[' begins",
            remedy: "if ']]' ended a [[ … ]] string too early, put a space before the last ']' or write [=[ … ]=]")
    }

    /// Goes behind the bracket that closes the test, over strings that may hold one.
    private mutating func skipBracket() {
        while let byte = peek {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let known = problems
                _ = string()
                problems = known
                continue
            }
            position += 1
            if byte == UInt8(ascii: "]") { return }
        }
    }

    private mutating func disjunction() -> TokenTest? {
        join("|", doubled: "||", { $0.conjunction() }, TokenTest.or)
    }

    private mutating func conjunction() -> TokenTest? {
        join("&", doubled: "&&", { $0.factor() }, TokenTest.and)
    }

    private mutating func join(
        _ sign: StaticString, doubled: StaticString, _ part: (inout Self) -> TokenTest?,
        _ make: ([TokenTest]) -> TokenTest
    ) -> TokenTest? {
        guard let first = part(&self) else { return nil }
        var tests = [first]
        while true {
            skipSpace()
            if peek(doubled) {
                report(position..<position + 2, "'\(doubled)' is written '\(sign)' in a test")
                position += 1
            }
            guard take(sign) else { break }
            guard let next = part(&self) else { return nil }
            tests.append(next)
        }
        return tests.count == 1 ? tests[0] : make(tests)
    }

    private mutating func factor() -> TokenTest? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            report(position..<position + 1, "brackets are nested more than \(Self.maximumDepth) deep")
            return nil
        }
        if take("!") { return factor().map { .not($0) } }
        if take("(") {
            let start = position - 1
            guard let test = disjunction() else { return nil }
            guard take(")") else {
                report(start..<start + 1, "'(' is not closed in the test")
                return nil
            }
            return test
        }
        return attributeTest()
    }

    private mutating func attributeTest() -> TokenTest? {
        skipSpace()
        let start = position
        guard var name = identifier() else {
            guard position < bytes.count else { return nil }
            let quote = peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'")
            report(
                start..<start + 1, "an attribute belongs here",
                remedy: quote ? "write [text = \"…\"], or the word without [ ]" : nil)
            return nil
        }
        while peek == UInt8(ascii: "."), let part = featureName() { name += "." + part }
        let range = start..<position
        if name == "in", take("(") { return inLayer(from: start) }
        if let flag = LexicalFlags.byName[name] { return flagTest(name, flag, range) }
        guard let attribute = attribute(name, range) else { return nil }
        return comparison(of: attribute, name, range)
    }

    private mutating func featureName() -> String? {
        position += 1
        return identifier()
    }

    private mutating func inLayer(from start: Int) -> TokenTest? {
        skipSpace()
        guard let layer = identifier(), take(")") else {
            report(start..<position, "'in( )' takes the name of a layer")
            return nil
        }
        return .atom(Atom(attribute: .layer(layer), condition: .isPresent))
    }

    private mutating func flagTest(_ name: String, _ flag: LexicalFlags, _ range: Range<Int>) -> TokenTest? {
        let start = position
        if comparison() != nil {
            report(range, "'\(name)' is a flag and takes no value", remedy: "write [\(name)] or [!\(name)]")
            return nil
        }
        position = start
        return .atom(Atom(attribute: .flags, condition: .flag(flag.rawValue)))
    }

    /// The attribute of a name. A name that is nearly a known one is an error; any other is a column that a stage
    /// assigns, which the pipeline checks.
    private mutating func attribute(_ name: String, _ range: Range<Int>) -> Atom.Attribute? {
        switch name {
        case "text": return .text
        case "lower": return .lower
        case "shape": return .shape
        case "length": return .length
        case "norm": return .norm
        case "ent": return .entity
        case "lemma", "upos", "xpos", "feats": return .column(TokenColumn(name))
        default: break
        }
        if name.hasPrefix("feats."), name.count > 6 { return .feature(String(name.dropFirst(6))) }
        if let meant = Self.meant(by: name) {
            report(range, "there is no attribute '\(name)'", remedy: "did you mean '\(meant)'?")
            return nil
        }
        return .column(.custom(name))
    }

    private static func meant(by name: String) -> String? {
        let aliases = [
            "pos": "upos", "tag": "xpos", "word": "text", "orth": "text", "token": "text", "ent_type": "ent",
            "entity": "ent", "len": "length", "morph": "feats", "punct": "is_punct", "number": "like_num",
        ]
        if let meant = aliases[name.lowercased()] { return meant }
        let known =
            ["text", "lower", "norm", "lemma", "upos", "xpos", "feats", "shape", "length", "ent"]
            + LexicalFlags.byName.keys.sorted()
        if let same = known.first(where: { $0 == name.lowercased() }) { return same }
        // A column of somebody's own may well be called `lemma2`.
        guard !name.contains(where: { $0.isNumber }), name.count > 3 else { return nil }
        guard let closest = Suggestion.closest(to: name, among: known) else { return nil }
        return abs(closest.count - name.count) <= 1 ? closest : nil
    }
}

// MARK: - Comparisons

extension PatternParser {
    /// The sign of a comparison.
    mutating func comparison() -> String? {
        skipSpace()
        let signs: [StaticString] = ["!=", "!~", "<=", ">=", "==", "=", "<", ">", "~"]
        for sign in signs where peek(sign) {
            position += sign.utf8CodeUnitCount
            return sign.description == "==" ? "=" : sign.description
        }
        return nil
    }

    private mutating func comparison(
        of attribute: Atom.Attribute, _ name: String, _ range: Range<Int>
    ) -> TokenTest? {
        if let isNegative = membership() {
            return set(of: attribute).map { isNegative ? .not($0) : $0 }
        }
        guard let sign = comparison() else {
            report(range, "'\(name)' needs a comparison", remedy: "write [\(name) = \"…\"]")
            return nil
        }
        skipSpace()
        let start = position
        guard let match = value(after: sign, of: name) else { return nil }
        lint(attribute, match, start..<position)
        guard let fitted = fit(match, to: attribute, start..<position) else { return nil }
        let test = TokenTest.atom(Atom(attribute: attribute, condition: .value(fitted)))
        return sign.hasPrefix("!") ? .not(test) : test
    }

    /// Whether `in` or `not in` comes next, and then whether it is denied.
    private mutating func membership() -> Bool? {
        skipSpace()
        let start = position
        switch identifier() {
        case "in": return false
        case "not":
            skipSpace()
            if identifier() == "in" { return true }
        default: break
        }
        position = start
        return nil
    }

    private mutating func set(of attribute: Atom.Attribute) -> TokenTest? {
        let start = position
        if take("%") {
            let nameStart = position - 1
            guard let name = identifier() else {
                report(nameStart..<position, "'%' needs the name of a list behind it")
                return nil
            }
            listNames.append(PatternNode.Name(name: name, range: nameStart..<position))
            return .atom(Atom(attribute: attribute, condition: .list(name)))
        }
        guard take("{") else {
            report(start..<min(position + 1, bytes.count), "'in' takes %list or { \"a\", \"b\" }")
            return nil
        }
        var words: [String] = []
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'"), let (alternatives, range) = string() else {
                report(start..<min(position + 1, bytes.count), "a set holds strings: { \"a\", \"b\" }")
                return nil
            }
            lint(attribute, .oneOf(alternatives), range)
            words += alternatives
        } while take(",")
        guard take("}") else {
            report(start..<position, "the set is not closed by '}'")
            return nil
        }
        return fit(.oneOf(words), to: attribute, start..<position).map {
            .atom(Atom(attribute: attribute, condition: .value($0)))
        }
    }

    /// The value behind a comparison.
    mutating func value(after sign: String, of name: String) -> ValueMatch? {
        skipSpace()
        let start = position
        let isQuoted = peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'")
        switch sign {
        case "~", "!~":
            if peek == UInt8(ascii: "/") { return expression() }
            report(start..<min(start + 1, bytes.count), "'\(sign)' takes a regular expression", remedy: "write /…/")
        case "<", "<=", ">", ">=":
            if let number = number(), let comparison = NumberComparison(rawValue: sign) {
                return .number(comparison, number.value)
            }
            report(start..<min(start + 1, bytes.count), "'\(sign)' takes a number")
        default:
            if isQuoted { return string().map { .oneOf($0.alternatives) } }
            if let number = number() { return .oneOf([number.text]) }
            if peek == UInt8(ascii: "/") {
                report(start..<start + 1, "a regular expression is compared by '~'", remedy: "write \(name) ~ /…/")
            } else if let word = identifier() {
                report(start..<position, "'\(word)' stands without quotation marks", remedy: "write \"\(word)\"")
            } else if position < bytes.count {
                report(start..<start + 1, "a value belongs here", remedy: "write \(name) \(sign) \"…\"")
            }
        }
        return nil
    }

    private mutating func number() -> (value: Double, text: String)? {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        while let byte = peek, byte == UInt8(ascii: ".") || byte >= 0x30 && byte <= 0x39 { position += 1 }
        guard let value = Double(text(start..<position)) else {
            position = start
            return nil
        }
        return (value, text(start..<position))
    }

    /// A length is a number, whichever way it is written.
    private mutating func fit(
        _ match: ValueMatch, to attribute: Atom.Attribute, _ range: Range<Int>
    ) -> ValueMatch? {
        guard case .length = attribute else { return match }
        switch match {
        case .number: return match
        case .oneOf(let words):
            if words.count == 1, let number = Double(words[0]) { return .number(.equal, number) }
        case .expression: break
        }
        report(range, "'length' is compared with a number")
        return nil
    }

    private mutating func lint(_ attribute: Atom.Attribute, _ match: ValueMatch, _ range: Range<Int>) {
        guard attribute == .lower, case .oneOf(let words) = match,
            let word = words.first(where: { $0 != LexicalAttributes.lower($0) })
        else { return }
        warn(
            range, "'lower' is never \"\(word)\", which has a capital letter",
            remedy: "write \"\(LexicalAttributes.lower(word))\", or compare 'text'")
    }
}
