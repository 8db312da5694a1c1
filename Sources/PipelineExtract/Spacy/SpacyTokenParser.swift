internal import PipelineCore

/// Turns the dictionaries of spaCy's `Matcher` into elements of our own patterns.
struct SpacyTokenParser {
    /// What is suspicious: a pattern that never matches.
    private(set) var warnings: [String] = []

    /// The whole pattern.
    ///
    /// - Throws: the first thing that is wrong.
    mutating func pattern(_ tokens: [Value]) throws(SpacyProblem) -> PatternNode {
        guard !tokens.isEmpty else { throw SpacyProblem("the pattern has no token") }
        var nodes: [PatternNode] = []
        for (index, token) in tokens.enumerated() {
            do throws(SpacyProblem) {
                // An empty table of a script may be a list as well.
                guard let dictionary = token.object ?? (token.array?.isEmpty == true ? [:] : nil) else {
                    throw SpacyProblem("it is a dictionary, not a \(token.kind)")
                }
                nodes.append(try node(dictionary))
            } catch {
                throw SpacyProblem("token \(index + 1): \(error.message)", remedy: error.remedy)
            }
        }
        return .sequence(nodes)
    }

    private mutating func node(_ dictionary: Value.Object) throws(SpacyProblem) -> PatternNode {
        var tests: [TokenTest] = []
        var operation = "1"
        for entry in dictionary.entries {
            switch entry.key.uppercased() {
            case "OP":
                guard let word = entry.value.string else { throw SpacyProblem("'OP' is a string") }
                operation = word
            case "_": tests += try extensions(entry.value)
            default: tests.append(try test(entry.key, entry.value))
            }
        }
        let test = tests.isEmpty ? TokenTest.any : tests.count == 1 ? tests[0] : .and(tests)
        return try Self.repeated(test, operation)
    }

    /// `!` takes one token that does not pass, whatever spaCy's manual says of it.
    private static func repeated(_ test: TokenTest, _ operation: String) throws(SpacyProblem) -> PatternNode {
        switch operation {
        case "1": return .test(test)
        case "!": return .test(.not(test))
        case "?": return repetition(test, 0, 1)
        case "*": return repetition(test, 0, nil)
        case "+": return repetition(test, 1, nil)
        default:
            guard let (minimum, maximum) = counts(operation) else {
                throw SpacyProblem(
                    "there is no operator '\(operation)'", remedy: "write !, ?, *, +, {n}, {n,m}, {n,} or {,m}")
            }
            guard max(minimum, maximum ?? 0) <= ProgramBuilder.maximumLength else {
                throw SpacyProblem("the operator '\(operation)' counts too far")
            }
            return maximum == 0 ? .empty : repetition(test, minimum, maximum)
        }
    }

    private static func repetition(_ test: TokenTest, _ minimum: Int, _ maximum: Int?) -> PatternNode {
        .repetition(
            .test(test), PatternNode.Repetition(minimum: minimum, maximum: maximum, isLazy: false, range: 0..<0))
    }

    private static func counts(_ operation: String) -> (minimum: Int, maximum: Int?)? {
        guard operation.hasPrefix("{"), operation.hasSuffix("}"), operation.utf8.count > 2 else { return nil }
        let parts = operation.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
        func number(_ part: Substring) -> Int? {
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        switch parts.count {
        case 1: return number(parts[0]).map { ($0, $0) }
        case 2:
            let (low, high) = (number(parts[0]), number(parts[1]))
            guard low != nil || parts[0].isEmpty, high != nil || parts[1].isEmpty, low != nil || high != nil,
                low ?? 0 <= high ?? .max
            else { return nil }
            return (low ?? 0, high)
        default: return nil
        }
    }
}

// MARK: - Attributes

extension SpacyTokenParser {
    private mutating func test(_ key: String, _ value: Value) throws(SpacyProblem) -> TokenTest {
        let name = key.uppercased()
        guard let attribute = SpacyAttribute.byName[name] else {
            throw SpacyProblem(
                "token patterns have no attribute '\(key)'",
                remedy: Suggestion.remedy(for: name, among: Array(SpacyAttribute.byName.keys) + ["OP", "_"]))
        }
        switch attribute {
        case .string(let attribute, let field): return try string(name, attribute, field, value)
        case .flag(let flag):
            let test = TokenTest.atom(Atom(attribute: .flags, condition: .flag(flag.rawValue)))
            return try Self.truth(name, value) ? test : .not(test)
        case .place(let place):
            let expected = try Self.truth(name, value) ? "1" : "0"
            return .atom(Atom(attribute: .derived(place), condition: .value(.oneOf([expected]))))
        case .length: return try number(name, value, .text, .length)
        case .entityPosition: return try Self.entityPosition(value)
        case .missing(let reason): throw SpacyProblem("'\(name)' is not there: \(reason)")
        }
    }

    private static func truth(_ name: String, _ value: Value) throws(SpacyProblem) -> Bool {
        switch value {
        case .boolean(let truth): return truth
        case .integer(0): return false
        case .integer(1): return true
        default: throw SpacyProblem("'\(name)' is true or false, not a \(value.kind)")
        }
    }

    private static func entityPosition(_ value: Value) throws(SpacyProblem) -> TokenTest {
        let letters = ["", "I", "O", "B"]
        let letter = value.string ?? value.integer.flatMap { (0...3).contains($0) ? letters[Int($0)] : nil }
        guard let letter, letters.contains(letter) else {
            throw SpacyProblem("'ENT_IOB' is \"B\", \"I\", \"O\", \"\" or 0 to 3")
        }
        return .atom(Atom(attribute: .derived(.entityPosition), condition: .value(.oneOf([letter]))))
    }

    private mutating func string(
        _ name: String, _ attribute: Atom.Attribute, _ field: TokenPredicate.Field, _ value: Value
    ) throws(SpacyProblem) -> TokenTest {
        if let word = value.string {
            lint(name, attribute, [word])
            // Where there are no features, spaCy has `_`, and never the empty string.
            if field == .features, word.isEmpty { return .not(.any) }
            return Self.oneOf([field == .features && word == "_" ? "" : word], attribute)
        }
        guard let predicates = value.object, !predicates.isEmpty else {
            throw SpacyProblem("'\(name)' is a string or a dictionary of predicates, not a \(value.kind)")
        }
        var tests: [TokenTest] = []
        for entry in predicates.entries {
            let predicate = entry.key.uppercased()
            tests.append(try string(name, attribute, field, predicate, entry.value))
        }
        return tests.count == 1 ? tests[0] : .and(tests)
    }

    private static func oneOf(_ words: [String], _ attribute: Atom.Attribute) -> TokenTest {
        .atom(Atom(attribute: attribute, condition: .value(.oneOf(words))))
    }

    static func atom(
        _ attribute: Atom.Attribute, _ field: TokenPredicate.Field, _ test: TokenPredicate.Test
    ) throws(SpacyProblem) -> TokenTest {
        do {
            let predicate = try TokenPredicate(field, test)
            return .atom(Atom(attribute: SpacyAttribute.source(of: attribute), condition: .predicate(predicate)))
        } catch {
            throw SpacyProblem("the regular expression cannot be read: \(error.message)", remedy: error.remedy)
        }
    }

    /// Words that no token has.
    private mutating func lint(_ name: String, _ attribute: Atom.Attribute, _ words: [String]) {
        for word in words {
            if attribute == .lower, LexicalAttributes.lower(word) != word {
                warnings.append("'LOWER' never is '\(word)', which is not in lower case")
            } else if [.text, .lower].contains(attribute), word.unicodeScalars.contains(" "),
                word.contains(where: { !$0.isWhitespace })
            {
                warnings.append("'\(name)' never is '\(word)': a token holds no blank beside other characters")
            }
        }
    }
}

// MARK: - Predicates

extension SpacyTokenParser {
    private mutating func string(
        _ name: String, _ attribute: Atom.Attribute, _ field: TokenPredicate.Field, _ predicate: String, _ value: Value
    ) throws(SpacyProblem) -> TokenTest {
        switch predicate {
        case "REGEX":
            return try wrapped(name, predicate, value) { word throws(SpacyProblem) in
                try Self.atom(attribute, field, .search(word))
            }
        case _ where predicate.hasPrefix("FUZZY"):
            let digits = predicate.dropFirst(5)
            guard digits.isEmpty || digits.count == 1 && ("1"..."9").contains(digits) else { break }
            return try wrapped(name, predicate, value) { word throws(SpacyProblem) in
                let letters = Double(word.unicodeScalars.count)
                let most = Int(digits) ?? max(2, Int((0.3 * letters).rounded(.toNearestOrEven)))
                return try Self.atom(attribute, field, .near(word, most))
            }
        case "IN", "NOT_IN":
            let words = try Self.strings(name, predicate, value)
            lint(name, attribute, words)
            let test = Self.oneOf(words, attribute)
            return predicate == "IN" ? test : .not(test)
        case "IS_SUBSET": return try Self.atom(attribute, field, .subset(Self.strings(name, predicate, value)))
        case "IS_SUPERSET": return try Self.atom(attribute, field, .superset(Self.strings(name, predicate, value)))
        case "INTERSECTS": return try Self.atom(attribute, field, .intersects(Self.strings(name, predicate, value)))
        default: break
        }
        throw SpacyProblem(
            "'\(name)' has no predicate '\(predicate)'",
            remedy: Suggestion.remedy(
                for: predicate, among: ["REGEX", "FUZZY", "IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS"]))
    }

    /// A predicate of one string, or of each of a list in `IN` or `NOT_IN`.
    private func wrapped(
        _ name: String, _ predicate: String, _ value: Value,
        _ test: (String) throws(SpacyProblem) -> TokenTest
    ) throws(SpacyProblem) -> TokenTest {
        if let word = value.string { return try test(word) }
        guard let inner = value.object?.entries.first, value.object?.count == 1,
            ["IN", "NOT_IN"].contains(inner.key.uppercased())
        else {
            throw SpacyProblem("'\(predicate)' of '\(name)' is a string, or a dictionary with 'IN' or 'NOT_IN'")
        }
        var tests: [TokenTest] = []
        for word in try Self.strings(name, inner.key, inner.value) { tests.append(try test(word)) }
        let any = TokenTest.or(tests)
        return inner.key.uppercased() == "IN" ? any : .not(any)
    }

    private static func strings(_ name: String, _ predicate: String, _ value: Value) throws(SpacyProblem) -> [String] {
        if value.object?.isEmpty == true { return [] }
        guard let words = value.array?.compactMap(\.string), words.count == value.array?.count else {
            throw SpacyProblem("'\(predicate)' of '\(name)' is a list of strings")
        }
        return words
    }

    /// A number, or a dictionary of comparisons and sets.
    private mutating func number(
        _ name: String, _ value: Value, _ attribute: Atom.Attribute, _ field: TokenPredicate.Field
    ) throws(SpacyProblem) -> TokenTest {
        if let number = value.double { return try Self.atom(attribute, field, .compare(.equal, number)) }
        guard let predicates = value.object, !predicates.isEmpty else {
            throw SpacyProblem("'\(name)' is a number or a dictionary of predicates, not a \(value.kind)")
        }
        var tests: [TokenTest] = []
        for entry in predicates.entries {
            tests.append(try Self.number(name, entry.key.uppercased(), entry.value, attribute, field))
        }
        return tests.count == 1 ? tests[0] : .and(tests)
    }

    private static func number(
        _ name: String, _ predicate: String, _ value: Value, _ attribute: Atom.Attribute, _ field: TokenPredicate.Field
    ) throws(SpacyProblem) -> TokenTest {
        if let comparison = TokenPredicate.Comparison(rawValue: predicate) {
            guard let limit = value.double else { throw SpacyProblem("'\(predicate)' of '\(name)' is a number") }
            return try atom(attribute, field, .compare(comparison, limit))
        }
        let known = ["IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS"]
        guard known.contains(predicate) else {
            throw SpacyProblem(
                "'\(name)' has no predicate '\(predicate)'",
                remedy: Suggestion.remedy(
                    for: predicate, among: known + TokenPredicate.Comparison.allCases.map(\.rawValue)))
        }
        guard let numbers = value.array?.compactMap(\.integer), numbers.count == value.array?.count else {
            throw SpacyProblem("'\(predicate)' of '\(name)' is a list of integers")
        }
        let words = numbers.map { String($0) }
        switch predicate {
        case "IS_SUPERSET": return try atom(attribute, field, .superset(words))
        case "NOT_IN": return .not(try atom(attribute, field, .intersects(words)))
        default: return try atom(attribute, field, .intersects(words))
        }
    }

    /// The numbers of lists as the strings that columns hold.
    private static func texts(_ value: Value) -> Value {
        switch value {
        case .object(let object):
            var result = Value.Object()
            for entry in object.entries { result[entry.key] = texts(entry.value) }
            return .object(result)
        case .array(let values): return .array(values.map(texts))
        case .integer, .number, .boolean: return .string(value.plainText)
        default: return value
        }
    }

    /// `{ "_": { name: value } }`: columns that a stage has made. Their values are strings.
    private mutating func extensions(_ value: Value) throws(SpacyProblem) -> [TokenTest] {
        guard let dictionary = value.object else { throw SpacyProblem("'_' is a dictionary of extension attributes") }
        var tests: [TokenTest] = []
        for entry in dictionary.entries {
            let attribute = Atom.Attribute.column(.custom(entry.key))
            let isNumeric = entry.value.object?.entries.allSatisfy { inner in
                TokenPredicate.Comparison(rawValue: inner.key) != nil
            }
            if isNumeric == true {
                tests.append(try number(entry.key, entry.value, attribute, .number))
            } else if entry.value.object == nil, entry.value.array == nil {
                tests.append(Self.oneOf([entry.value.plainText], attribute))
            } else {
                tests.append(try string(entry.key, attribute, .value, Self.texts(entry.value)))
            }
        }
        return tests
    }
}
