internal import PipelineCore

/// A pattern as a tree. Names of lists and macros stand in it unresolved.
indirect enum PatternNode: Sendable {
    /// A name with its place in the pattern.
    struct Name: Sendable {
        var name: String
        var range: Range<Int>
    }

    /// How often something may come.
    struct Repetition: Sendable {
        var minimum: Int
        /// `nil` for no bound.
        var maximum: Int?
        var isLazy: Bool
        var range: Range<Int>
    }

    /// Which side of a position is looked at, and whether the pattern must or must not be there.
    struct Look: Sendable, Hashable {
        var isAhead: Bool
        var isNegative: Bool
    }

    case empty
    /// An element with its place in the pattern.
    case placed(PatternNode, Range<Int>)
    case test(TokenTest)
    case annotation(AnnotationTest)
    case list(Name)
    case macro(Name)
    /// A macro with what stands for its parameters.
    case call(Name, [PatternNode])
    case sequence([PatternNode])
    case alternation([PatternNode])
    case repetition(PatternNode, Repetition)
    case capture(Name, PatternNode)
    case look(Look, PatternNode)
    case unitStart
    case unitEnd
}

/// A test of a whole annotation.
struct AnnotationTest: Sendable, Hashable {
    /// One condition on an attribute or the label.
    struct Condition: Sendable, Hashable {
        var attribute: String
        var isNegative: Bool
        var match: ValueMatch
    }

    /// A layer, or a label of the layer `entities`.
    var name: String
    var conditions: [Condition]
}

/// What a value is compared with.
enum ValueMatch: Sendable, Hashable {
    case oneOf([String])
    case expression(String, isCaseless: Bool)
    case number(NumberComparison, Double)
}

/// How two numbers are compared.
enum NumberComparison: String, Sendable, Hashable {
    case equal = "="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .equal: left == right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}

/// A test of one token.
indirect enum TokenTest: Sendable, Hashable {
    case any
    case atom(Atom)
    case not(TokenTest)
    case and([TokenTest])
    case or([TokenTest])
}

/// The smallest test: one attribute, one condition. Equal atoms of a phase are evaluated once.
struct Atom: Sendable, Hashable {
    /// What of a token is looked at.
    enum Attribute: Sendable, Hashable {
        case text
        case lower
        case shape
        case length
        case flags
        case norm
        case column(TokenColumn)
        case feature(String)
        /// The label of the annotation of layer `entities` that covers the token.
        case entity
        /// Whether an annotation of a layer, or an entity of a label, covers the token.
        case layer(String)
        /// What follows from the place of the token.
        case derived(DerivedValue)
    }

    /// What it is compared with.
    enum Condition: Sendable, Hashable {
        case value(ValueMatch)
        case flag(UInt32)
        case list(String)
        case isPresent
        case predicate(TokenPredicate)
    }

    var attribute: Attribute
    var condition: Condition
}
