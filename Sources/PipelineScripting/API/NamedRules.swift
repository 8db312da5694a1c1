internal import PipelineCore

/// The provenances of the rules that scripts name, one object a rule as long as one stage works.
struct NamedRules {
    private var stage = Provenance(stage: "")
    private var rules: [String: Provenance] = [:]

    /// Names that a script makes up by the thousand are not kept.
    private static let most = 1_000

    /// The provenance of a rule of the stage; a rule file's phase and place stay as they are.
    mutating func provenance(ofRule rule: String, in stage: Provenance) -> Provenance {
        if self.stage !== stage || rules.count == Self.most {
            self.stage = stage
            rules.removeAll(keepingCapacity: true)
        }
        if let known = rules[rule] { return known }
        let made = Provenance(stage: stage.stage, phase: stage.phase, rule: rule, location: stage.location)
        rules[rule] = made
        return made
    }
}
