public import PipelineCore

/// A pattern with what is to be made of its matches.
public struct Rule: Sendable {
    /// The name, in provenance and messages.
    public var name: String
    /// The pattern.
    public var pattern: String
    /// What a match makes; empty for an annotation of the claim with ``label``.
    public var emit: [Emission]
    /// The weight under the policy `best`; when given, also the `confidence` of what is made.
    public var score: Double?
    /// What is added to the score of a match for captures that took part in it, or taken away.
    public var scoreTerms: [ScoreTerm] = []
    /// Decides between rules under the policies that look at it; the higher one wins.
    public var priority: Int
    /// The capture for which the rule competes; `nil` for the whole match. The rest of the match is context, which
    /// other matches may use.
    public var claim: String?
    /// Whether the rule competes and then makes nothing.
    public var isGuard: Bool
    /// Whether a match counts. Asked once the match is complete, before the policy decides; it never makes the matcher
    /// look for another way to match.
    public var condition: MatchFunction?
    /// The layer of what is made, where the emission does not say.
    public var layer: String?
    /// The label of what is made, where the emission does not say.
    public var label: String?
    /// Where the parts of a pattern come from that was a table.
    var places: [PatternDraft.Place] = []
    var origin = Origin()

    /// A rule.
    public init(
        name: String, pattern: String, emit: [Emission] = [], score: Double? = nil, priority: Int = 0,
        claim: String? = nil, isGuard: Bool = false, condition: MatchFunction? = nil, layer: String? = nil,
        label: String? = nil
    ) {
        self.name = name
        self.pattern = pattern
        self.emit = emit
        self.score = score
        self.priority = priority
        self.claim = claim
        self.isGuard = isGuard
        self.condition = condition
        self.layer = layer
        self.label = label
    }
}

/// A weight that counts when a capture has taken part in a match.
public struct ScoreTerm: Sendable, Hashable {
    /// The name of the capture.
    public var capture: String
    /// What is added; may be negative.
    public var weight: Double

    /// A term.
    public init(capture: String, weight: Double) {
        self.capture = capture
        self.weight = weight
    }
}

/// What a match makes.
public enum Emission: Sendable {
    /// An annotation of a capture, or of the claim.
    ///
    /// A string among the attributes that begins with `$` and the name of a capture stands for its text, or for what
    /// follows a dot: `$who.lemma`, `$place.id`, `$who.label`. `$$` stands for a `$`.
    case annotation(label: String? = nil, layer: String? = nil, span: String? = nil, attributes: Value.Object = [:])
    /// A relation between captures: for each argument the name and the capture. A capture that is exactly an annotation
    /// stands for it; any other run is annotated in the layer with the capture's name in capitals as label.
    case relation(
        label: String, arguments: [(name: String, capture: String)], layer: String? = nil,
        attributes: Value.Object = [:])
    /// Whatever a function does.
    case function(MatchFunction)
}

extension Emission {
    var isFunction: Bool {
        if case .function = self { true } else { false }
    }
}

/// A function that judges or uses a match.
public enum MatchFunction: Sendable {
    /// A function of the definition.
    case script(ScriptFunction)
    /// A function of the program that embeds the pipeline. As a condition, false and null mean no.
    case native(@Sendable (Match, inout Document) throws -> Value)
}

/// Rules that see the layers of earlier phases only, compete with each other, and take effect together.
public struct Phase: Sendable {
    /// The name.
    public var name: String
    /// Which of the matches that overlap count.
    public var policy: Policy
    /// What bounds a match.
    public var within: MatchUnit
    /// The layer of what is made, where rule and emission do not say.
    public var layer: String?
    /// The label of what is made, where rule and emission do not say.
    public var label: String?
    /// The rules in order.
    public var rules: [Rule]
    var origin = Origin()

    /// A phase.
    public init(
        name: String, policy: Policy = .longest, within: MatchUnit = .sentence, layer: String? = nil,
        label: String? = nil, rules: [Rule]
    ) {
        self.name = name
        self.policy = policy
        self.within = within
        self.layer = layer
        self.label = label
        self.rules = rules
    }
}

/// Phases with the lists and macros that their patterns use.
public struct RuleSet: Sendable {
    /// The lists by name.
    public var lists: [String: PhraseList]
    /// The macros by name.
    public var macros: [String: String]
    /// The phases in order.
    public var phases: [Phase]
    /// For each macro that was a table where its parts come from.
    var macroPlaces: [String: [PatternDraft.Place]] = [:]
    var origin = Origin()

    /// A set of rules.
    public init(lists: [String: PhraseList] = [:], macros: [String: String] = [:], phases: [Phase]) {
        self.lists = lists
        self.macros = macros
        self.phases = phases
    }
}

/// What a match cannot go beyond.
public enum MatchUnit: Sendable, Hashable {
    case sentence
    case paragraph
    case document
    /// The annotations of a layer.
    case layer(String)

    /// The unit of a name as rule files spell it; any other name is a layer.
    public init(_ name: String) {
        switch name {
        case "sentence": self = .sentence
        case "paragraph": self = .paragraph
        case "document": self = .document
        default: self = .layer(name)
        }
    }

    /// The units of a document as runs of tokens, in text order.
    func ranges(in document: Document) -> [Range<Int>] {
        switch self {
        case .sentence: return document.sentences.ranges
        case .paragraph: return document.paragraphs.ranges
        case .document: return document.tokens.isEmpty ? [] : [0..<document.tokens.count]
        case .layer(let name):
            var last: Range<Int>?
            return document.annotations(in: name).compactMap { annotation in
                guard !annotation.tokens.isEmpty, annotation.tokens != last else { return nil }
                last = annotation.tokens
                return annotation.tokens
            }
        }
    }

    /// What a document must have.
    var requires: Feature {
        switch self {
        case .sentence, .paragraph: .sentences
        case .document: .tokens
        case .layer(let name): .layer(name)
        }
    }
}
