internal import PipelineCore

/// Gives test documents the annotations that they come with: the marks `[=PER Lena Orlova]`.
struct GivenStage: Stage, StageInstance {
    static let stageName = "given"

    let name = GivenStage.stageName
    let assigns: [Feature]
    private let marks: [String: [TestMarks.Mark]]

    /// `nil` when no document comes with annotations.
    init?(_ cases: [TestCase]) {
        var marks: [String: [TestMarks.Mark]] = [:]
        for test in cases {
            let given = test.marks.marks.filter(\.isGiven)
            if !given.isEmpty { marks[test.name] = given }
        }
        guard !marks.isEmpty else { return nil }
        self.marks = marks
        assigns = Set(marks.values.joined().map(\.layerOfGiven)).sorted().map(Feature.layer)
    }

    func process(_ document: inout Document, _ context: StageContext) throws {
        let provenance = Provenance(stage: name)
        for mark in marks[document.id] ?? [] {
            try document.annotate(
                bytes: mark.bytes, layer: mark.layerOfGiven, label: mark.label ?? "", provenance: provenance)
        }
    }
}

extension TestMarks.Mark {
    fileprivate var layerOfGiven: String { layer ?? "entities" }
}
