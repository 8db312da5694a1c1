internal import PipelineCore

/// A test of one value of a token as spaCy's `Matcher` makes it, where no test of our own patterns does the same. Made
/// once for each distinct value.
struct TokenPredicate: Sendable, Hashable {
    /// What of the value is looked at.
    enum Field: Sendable, Hashable {
        /// The value as it is.
        case value
        case lower
        case shape
        case length
        /// The value as a number.
        case number
        /// The parts of a list of features.
        case features
    }

    /// What it is compared with.
    enum Test: Sendable, Hashable {
        /// An expression is found anywhere in it.
        case search(String)
        /// It is at most so many edits away.
        case near(String, Int)
        case compare(Comparison, Double)
        case subset([String])
        case superset([String])
        case intersects([String])
    }

    enum Comparison: String, Sendable, Hashable, CaseIterable {
        case equal = "=="
        case unequal = "!="
        case greaterOrEqual = ">="
        case lessOrEqual = "<="
        case greater = ">"
        case less = "<"

        func holds(_ left: Double, _ right: Double) -> Bool {
            switch self {
            case .equal: left == right
            case .unequal: left != right
            case .greaterOrEqual: left >= right
            case .lessOrEqual: left <= right
            case .greater: left > right
            case .less: left < right
            }
        }
    }

    let field: Field
    let test: Test
    /// The compiled expression of ``Test/search(_:)``.
    private let expression: Expression?

    /// - Throws: what is wrong with an expression.
    init(_ field: Field, _ test: Test) throws(TokenExpression.Failure) {
        self.field = field
        self.test = test
        if case .search(let source) = test {
            expression = try Expression(PythonExpression.translated(source))
        } else {
            expression = nil
        }
    }

    static func == (left: Self, right: Self) -> Bool { left.field == right.field && left.test == right.test }

    func hash(into hasher: inout Hasher) {
        hasher.combine(field)
        hasher.combine(test)
    }

    /// Whether the value passes. An expression that takes too long does not match.
    func holds(for value: String) -> Bool {
        switch test {
        case .search: finds(text(of: value))
        case .near(let word, let most): EditDistance.isWithin(most, text(of: value), word)
        case .compare(let comparison, let limit): number(of: value).map { comparison.holds($0, limit) } ?? false
        case .subset(let others): parts(of: value).isSubset(of: others)
        case .superset(let others): parts(of: value).isSuperset(of: others)
        case .intersects(let others): !parts(of: value).isDisjoint(with: others)
        }
    }

    private func text(of value: String) -> String {
        switch field {
        case .lower: LexicalAttributes.lower(value)
        case .shape: LexicalAttributes.shape(value)
        // No features are written as `_`.
        case .features where value.isEmpty: "_"
        default: value
        }
    }

    private func number(of value: String) -> Double? {
        field == .length ? Double(LexicalAttributes.length(value)) : Double(value)
    }

    private func parts(of value: String) -> Set<String> {
        switch field {
        case .features: Self.features(value)
        case .length: [String(LexicalAttributes.length(value))]
        default: [text(of: value)]
        }
    }

    /// `Case=Acc,Nom|Number=Sing` as three features.
    private static func features(_ value: String) -> Set<String> {
        var features: Set<String> = []
        for feature in value.split(separator: "|") {
            let sides = feature.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else {
                features.insert(String(feature))
                continue
            }
            for part in sides[1].split(separator: ",") { features.insert("\(sides[0])=\(part)") }
        }
        return features
    }

    private func finds(_ text: String) -> Bool {
        guard let expression, let searcher = Expression.Searcher(expression) else { return false }
        var text = text
        return text.withUTF8 { searcher.run(in: $0, from: 0) } >= 0
    }
}

/// Regular expressions as Python's `re` writes them, for PCRE2.
enum PythonExpression {
    /// `\uXXXX`, `\UXXXXXXXX` and `\Z` are written in another way; all else that both have means the same.
    static func translated(_ source: String) -> String {
        var result = ""
        var rest = Substring(source)
        while let character = rest.popFirst() {
            guard character == "\\", let escaped = rest.popFirst() else {
                result.append(character)
                continue
            }
            let count = escaped == "u" ? 4 : escaped == "U" ? 8 : 0
            let digits = rest.prefix(count)
            if count > 0, digits.count == count, digits.allSatisfy(\.isHexDigit) {
                result += "\\x{\(digits)}"
                rest = rest.dropFirst(count)
            } else {
                result += escaped == "Z" ? "\\z" : "\\\(escaped)"
            }
        }
        // The text is Unicode anyway.
        return result.hasPrefix("(?u)") ? String(result.dropFirst(4)) : result
    }
}

/// How many letters one has to insert, take away or change to make one word of another (Levenshtein).
enum EditDistance {
    /// Whether that is at most so many. Letters are Unicode scalars. Cost: the product of the lengths.
    static func isWithin(_ most: Int, _ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        guard abs(left.count - right.count) <= most else { return false }
        var row = Array(0...right.count)
        for i in left.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in right.indices {
                let change = diagonal + (left[i] == right[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, row[j] + 1, diagonal + 1)
            }
            if row.allSatisfy({ $0 > most }) { return false }
        }
        return row[right.count] <= most
    }
}
