internal import PipelineCore

/// Reads a pattern by recursive descent. After a problem it goes on behind the element that holds it, so that one run
/// reports all of them. The grammar stands in `Documentation/patterns.md`.
struct PatternParser {
    /// Patterns within patterns deeper than this are refused, so that no input exhausts the stack.
    static let maximumDepth = 100

    let bytes: [UInt8]
    let split: @Sendable (String) -> [String]
    var position = 0
    var depth = 0
    /// Whether a comma ends a pattern, because it is an argument of a macro.
    var stopsAtComma = false
    var problems: [PatternProblem] = []
    /// The lists that tests name; those that stand as elements are in the tree.
    var listNames: [PatternNode.Name] = []

    init(_ source: String, split: @escaping @Sendable (String) -> [String]) {
        bytes = Array(source.utf8)
        self.split = split
    }

    /// The tree of the whole pattern; what could not be read is left out and reported in ``problems``.
    mutating func parse() -> PatternNode {
        var branches = [alternation()]
        while position < bytes.count {
            // Only a closing bracket stops an alternation before the end.
            report(position..<position + 1, "')' closes nothing")
            position += 1
            branches.append(alternation())
        }
        return branches.count == 1 ? branches[0] : .sequence(branches)
    }

    mutating func alternation() -> PatternNode {
        var branches = [sequence()]
        while take("|") { branches.append(sequence()) }
        return branches.count == 1 ? branches[0] : .alternation(branches)
    }

    private mutating func sequence() -> PatternNode {
        var nodes: [PatternNode] = []
        while true {
            skipSpace()
            guard let byte = peek, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") else { break }
            if stopsAtComma, byte == UInt8(ascii: ",") { break }
            nodes.append(quantified())
        }
        switch nodes.count {
        case 0: return .empty
        case 1: return nodes[0]
        default: return .sequence(nodes)
        }
    }

    private mutating func quantified() -> PatternNode {
        let start = position
        if let name = captureName() {
            skipSpace()
            guard let byte = peek, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") else {
                report(name.range, "the name '\(name.name)' has nothing to name")
                return .empty
            }
            if captureName() != nil { report(start..<position, "an element has one name") }
            return .capture(name, repetitions(of: placedElement()))
        }
        return repetitions(of: placedElement())
    }

    /// An element that knows where it stands. A group does not; what is in it does.
    private mutating func placedElement() -> PatternNode {
        skipSpace()
        let start = position
        let isGroup = peek == UInt8(ascii: "(")
        let node = element()
        if isGroup, case .look = node { return .placed(node, start..<position) }
        return isGroup ? node : .placed(node, start..<position)
    }

    /// A name that a colon follows at once.
    private mutating func captureName() -> PatternNode.Name? {
        let start = position
        guard let name = identifier(), peek == UInt8(ascii: ":") else {
            position = start
            return nil
        }
        let range = start..<position
        position += 1
        return PatternNode.Name(name: name, range: range)
    }

    private mutating func repetitions(of node: PatternNode) -> PatternNode {
        guard let repetition = quantifier() else { return node }
        while let second = quantifier() {
            report(second.range, "a quantifier cannot follow a quantifier", remedy: "put the first in ( )")
        }
        return .repetition(node, repetition)
    }
}

// MARK: - Quantifiers

extension PatternParser {
    private mutating func quantifier() -> PatternNode.Repetition? {
        let before = position
        skipSpace()
        let start = position
        var minimum = 0
        var maximum: Int?
        switch peek {
        case UInt8(ascii: "?"): maximum = 1
        case UInt8(ascii: "*"): break
        case UInt8(ascii: "+"): minimum = 1
        case UInt8(ascii: "{"):
            guard let counts = counts() else { return nil }
            (minimum, maximum) = counts
            position -= 1
        default:
            position = before
            return nil
        }
        position += 1
        let isLazy = peek == UInt8(ascii: "?")
        if isLazy { position += 1 }
        return PatternNode.Repetition(minimum: minimum, maximum: maximum, isLazy: isLazy, range: start..<position)
    }

    /// `{n}`, `{n,}` or `{n,m}`; leaves the position behind the brace.
    private mutating func counts() -> (Int, Int?)? {
        let start = position
        position += 1
        let minimum = integer()
        skipSpace()
        var maximum = minimum
        if take(",") { maximum = integer() }
        skipSpace()
        guard peek == UInt8(ascii: "}"), minimum != nil || maximum != nil else {
            skip(to: UInt8(ascii: "}"))
            report(start..<position, "a repetition is written {2}, {2,} or {2,5}")
            return (1, 1)
        }
        position += 1
        let range = start..<position
        if let maximum, maximum < minimum ?? 0 {
            report(range, "the repetition ends below its start", remedy: "write {\(maximum),\(minimum ?? 0)}")
            return (1, 1)
        }
        if max(minimum ?? 0, maximum ?? 0) > ProgramBuilder.maximumCount {
            report(
                range, "a counted repetition goes up to \(ProgramBuilder.maximumCount)",
                remedy: "use * or +, which are bounded by the unit that the phase searches")
            return (1, 1)
        }
        if maximum == 0 { report(range, "an element that comes 0 times has no meaning") }
        return (minimum ?? 0, maximum)
    }

    private mutating func integer() -> Int? {
        skipSpace()
        let start = position
        while let byte = peek, byte >= 0x30, byte <= 0x39 { position += 1 }
        guard start < position else { return nil }
        return Int(text(start..<position)) ?? Int.max
    }
}
