/// One step of a program. All rules of a phase stand in one array, so that a later automaton over all of them finds
/// them together.
struct Instruction: Sendable {
    enum Operation: UInt32, Sendable {
        /// Takes a token for which test `a` holds.
        case token
        /// Takes any token.
        case any
        /// Takes an edge of kind `a`: an annotation or a phrase.
        case edge
        /// Tries `a`, then `b`.
        case split
        /// Goes on at `a`.
        case jump
        /// Begins capture `a`.
        case open
        /// Ends capture `a`.
        case close
        /// Goes on if lookaround `a` holds (`b` 0) or does not hold (`b` 1).
        case look
        /// Goes on if there is a next token and test `a` holds for it (`b` 0), or not (`b` 1).
        case peekAhead
        /// Goes on if there is a token before and test `a` holds for it (`b` 0), or not (`b` 1).
        case peekBehind
        /// Goes on at the start of the unit.
        case unitStart
        /// Goes on at the end of the unit.
        case unitEnd
        /// The rule has matched.
        case match
    }

    var operation: Operation
    var a: UInt32 = 0
    var b: UInt32 = 0
    /// The bit of the rule's failure table that belongs to this step; −1 where a step is reached in one way only.
    var mark: Int32 = -1
}

/// A range of a phase's code that belongs to one rule or one lookaround.
struct Program: Sendable {
    var entry: Int
    var end: Int
    /// How many steps have a mark.
    var markCount = 0
    /// Whether a loop can go round without taking a token.
    var hasEmptyLoop = false
    /// The tokens that a match takes when the steps are one token after the other and nothing else.
    var fixedLength: Int?

    var count: Int { end - entry }
}

/// A token test over the numbers of a phase's atoms.
indirect enum TestFormula: Sendable, Hashable {
    case any
    case atom(UInt32)
    case not(TestFormula)
    case and([TestFormula])
    case or([TestFormula])

    func holds(_ isTrue: (UInt32) -> Bool) -> Bool {
        switch self {
        case .any: true
        case .atom(let atom): isTrue(atom)
        case .not(let formula): !formula.holds(isTrue)
        case .and(let formulas): formulas.allSatisfy { $0.holds(isTrue) }
        case .or(let formulas): formulas.contains { $0.holds(isTrue) }
        }
    }

    /// Atoms of which one at least is true whenever the formula holds; `nil` when it may hold without any.
    var triggers: [UInt32]? {
        switch self {
        case .any, .not: return nil
        case .atom(let atom): return [atom]
        case .and(let formulas): return formulas.compactMap(\.triggers).min { $0.count < $1.count }
        case .or(let formulas):
            let triggers = formulas.map(\.triggers)
            guard triggers.allSatisfy({ $0 != nil }) else { return nil }
            return triggers.flatMap { $0 ?? [] }
        }
    }
}
