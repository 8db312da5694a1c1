internal import PipelineCore

extension TestJudge {
    /// Relations that are missing, other or too many.
    func relations() -> [TestFinding] {
        var rest = document.relations
        var findings: [TestFinding] = []
        var unmet: [TestCase.ExpectedRelation] = []
        for expected in test.relations {
            if let index = rest.firstIndex(where: { $0.label == expected.label && problems(of: $0, expected).isEmpty })
            {
                rest.remove(at: index)
            } else {
                unmet.append(expected)
            }
        }
        for expected in unmet {
            var finding = TestFinding("\(expected.label) is missing")
            finding.missing = expected.label
            let candidates = rest.indices.filter { rest[$0].label == expected.label }
            let nearest = candidates.min {
                problems(of: rest[$0], expected).count < problems(of: rest[$1], expected).count
            }
            if let nearest, problems(of: rest[nearest], expected).count < max(2, expected.arguments.count) {
                let relation = rest.remove(at: nearest)
                finding.message = "\(expected.label) is not as it should be"
                finding.details = problems(of: relation, expected)
                finding.found = hull(of: relation)
            } else {
                finding.details = expected.arguments.map { "\($0.name): \(value($0.value))" }
            }
            findings.append(finding)
        }
        let watched = Set(test.relations.map(\.label) + test.none)
        for relation in rest where watched.contains(relation.label) {
            var finding = TestFinding("\(relation.label) is not expected")
            finding.found = hull(of: relation)
            finding.details = relation.arguments.map { "\($0.name): \(texts($0).joined(separator: " … "))" }
            findings.append(finding)
        }
        return findings
    }

    private func problems(of relation: Relation, _ expected: TestCase.ExpectedRelation) -> [String] {
        let arguments = expected.arguments.compactMap { name, wanted -> String? in
            guard let argument = relation.arguments.first(where: { $0.name == name }) else {
                return "\(name): expected \(value(wanted)), found nothing"
            }
            return fits(argument, wanted)
                ? nil : "\(name): expected \(value(wanted)), found \(texts(argument).joined(separator: " … "))"
        }
        return arguments + differences(expected.attributes, relation.attributes)
    }

    private func fits(_ argument: Relation.Argument, _ wanted: String) -> Bool {
        let ranges = marks(named: wanted)
        if ranges.isEmpty { return texts(argument).joined(separator: " … ") == wanted }
        return argument.annotations.compactMap { document.annotation($0)?.bytes } == ranges
    }

    private func marks(named name: String) -> [Range<Int>] {
        test.marks.marks.filter { $0.name == name }.map(\.bytes)
    }

    private func value(_ wanted: String) -> String {
        let ranges = marks(named: wanted)
        return ranges.isEmpty ? wanted : ranges.map(text).joined(separator: " … ")
    }

    private func texts(_ argument: Relation.Argument) -> [String] {
        argument.annotations.compactMap { document.annotation($0) }.map { text($0.bytes) }
    }

    private func hull(of relation: Relation) -> TestFinding.Place? {
        let ranges = relation.arguments.flatMap(\.annotations).compactMap { document.annotation($0)?.bytes }
        guard let start = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max() else { return nil }
        return TestFinding.Place(
            bytes: start..<end, caption: "found: \(relation.label) by \(relation.provenance.by)",
            provenance: relation.provenance)
    }
}
