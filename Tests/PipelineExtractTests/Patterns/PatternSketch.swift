/// A random pattern as a tree, so that one that fails can be made smaller.
indirect enum PatternSketch {
    case atom(String)
    case sequence([PatternSketch])
    case alternation([PatternSketch])
    /// Something before and behind: a name, a bracket, a quantifier.
    case wrapped(String, PatternSketch, String)

    var text: String {
        switch self {
        case .atom(let atom): atom
        case .sequence(let parts): parts.map(\.text).joined(separator: " ")
        case .alternation(let parts): parts.map(\.text).joined(separator: " | ")
        case .wrapped(let before, let inner, let after): before + inner.text + after
        }
    }

    /// Patterns that are one step smaller.
    var smaller: [PatternSketch] {
        switch self {
        case .atom: return []
        case .wrapped(let before, let inner, let after):
            return [inner] + inner.smaller.map { .wrapped(before, $0, after) }
        case .sequence(let parts): return Self.smaller(parts) { .sequence($0) }
        case .alternation(let parts): return Self.smaller(parts) { .alternation($0) }
        }
    }

    private static func smaller(
        _ parts: [PatternSketch], _ make: ([PatternSketch]) -> PatternSketch
    ) -> [PatternSketch] {
        var found: [PatternSketch] = []
        for index in parts.indices where parts.count > 1 {
            found.append(make(Array(parts[..<index] + parts[(index + 1)...])))
        }
        for index in parts.indices {
            for inner in parts[index].smaller {
                found.append(make(Array(parts[..<index] + [inner] + parts[(index + 1)...])))
            }
        }
        return found
    }
}

/// Makes random patterns.
struct PatternMaker {
    var random: Seeded
    private var captures = 0
    private var hasWords = true

    init(random: Seeded) { self.random = random }

    /// In every other pattern expressions stand for words: they are no anchors.
    mutating func pattern() -> PatternSketch {
        hasWords = random.next(2) == 0
        return alternation(depth: 3, inLook: false)
    }

    private mutating func alternation(depth: Int, inLook: Bool) -> PatternSketch {
        let count = random.next(4) == 0 ? 2 : 1
        return .alternation((0..<count).map { _ in sequence(depth: depth, inLook: inLook) })
    }

    private mutating func sequence(depth: Int, inLook: Bool) -> PatternSketch {
        .sequence((0..<(1 + random.next(3))).map { _ in quantified(depth: depth, inLook: inLook) })
    }

    private mutating func quantified(depth: Int, inLook: Bool) -> PatternSketch {
        var name = ""
        if !inLook, random.next(5) == 0 {
            captures += 1
            name = "n\(captures):"
        }
        let quantifiers = ["", "", "", "", "?", "*", "+", "??", "*?", "+?", "{2}", "{1,3}", "{0,2}?", "{2,}"]
        return .wrapped(name, element(depth: depth, inLook: inLook), quantifiers[random.next(quantifiers.count)])
    }

    private mutating func element(depth: Int, inLook: Bool) -> PatternSketch {
        let words = hasWords ? ["\"a\"", "\"b\"", "\"c\""] : ["/a/", "/b/", "/c/"]
        let atoms =
            words + [
                "[]", "[text != \"a\"]", "[text = \"a|b\"]", "<P/>", "<Q/>", "%l", "'d'",
            ]
        guard depth > 0, random.next(3) == 0 else { return .atom(atoms[random.next(atoms.count)]) }
        switch random.next(8) {
        case 0: return .wrapped("(?=", alternation(depth: depth - 1, inLook: true), ")")
        case 1: return .wrapped("(?!", alternation(depth: depth - 1, inLook: true), ")")
        case 2: return .wrapped("(?<=", alternation(depth: depth - 1, inLook: true), ")")
        case 3: return .wrapped("(?<!", alternation(depth: depth - 1, inLook: true), ")")
        case 4:
            let inner = PatternSketch.atom(atoms[random.next(4)])
            return random.next(2) == 0 ? .wrapped("(^", inner, ")") : .wrapped("(", inner, " $)")
        default: return .wrapped("(", alternation(depth: depth - 1, inLook: inLook), ")")
        }
    }
}
