/// Who made an annotation, a relation or a reason of a score.
///
/// One object a rule, shared by all that the rule makes.
public final class Provenance: Sendable, Hashable {
    /// The stage, as the definition names it.
    public let stage: String
    /// The phase of a rule file, where there is one.
    public let phase: String?
    /// The rule, or another name for the part of the stage that decided.
    public let rule: String?
    /// Where the rule is written.
    public let location: SourceLocation?

    /// A provenance.
    public init(stage: String, phase: String? = nil, rule: String? = nil, location: SourceLocation? = nil) {
        self.stage = stage
        self.phase = phase
        self.rule = rule
        self.location = location
    }

    /// The short form of records: `phase/rule`, `stage/rule` or `stage`.
    public var by: String {
        guard let rule else { return phase ?? stage }
        return "\(phase ?? stage)/\(rule)"
    }

    /// Whether both say the same, though they may be two objects.
    public static func == (left: Provenance, right: Provenance) -> Bool {
        left === right
            || (left.stage == right.stage && left.phase == right.phase && left.rule == right.rule
                && left.location == right.location)
    }

    /// Feeds the names; the place adds nothing to them.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(stage)
        hasher.combine(phase)
        hasher.combine(rule)
    }
}
