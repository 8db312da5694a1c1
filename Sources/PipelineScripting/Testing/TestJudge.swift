internal import PipelineCore

/// Holds a document against a test case.
struct TestJudge {
    let test: TestCase
    let document: Document

    /// What is wrong, in text order where it has a place; the comparison with a file is not among it.
    func findings() -> [TestFinding] {
        annotations() + attributes() + relations() + scores() + tokens() + metadata()
    }

    private var expected: [TestMarks.Mark] { test.marks.marks.filter { !$0.isGiven && $0.label != nil } }

    /// What the stages made.
    private var made: [Annotation] { document.annotations.filter { $0.provenance.stage != GivenStage.stageName } }

    func text(_ bytes: Range<Int>) -> String { document.text[bytes] }
}

// MARK: - Annotations

extension TestJudge {
    private func annotations() -> [TestFinding] {
        let marks = expected
        let made = self.made
        var missing = marks.filter { mark in !made.contains { fits($0, mark) } }
        var findings: [(place: Int, finding: TestFinding)] = []
        for annotation in made where isWatched(annotation) && !marks.contains(where: { fits(annotation, $0) }) {
            let found = TestFinding.Place(
                bytes: annotation.bytes, caption: caption(annotation), provenance: annotation.provenance)
            var finding = TestFinding("\(annotation.label) is not expected")
            finding.found = found
            if let index = missing.firstIndex(where: {
                $0.label == annotation.label && $0.bytes.overlaps(annotation.bytes)
            }) {
                let mark = missing.remove(at: index)
                finding.message = "\(annotation.label) is not where it should be"
                finding.expected = TestFinding.Place(bytes: mark.bytes, caption: "expected: \(caption(mark))")
                finding.missing = mark.label
            }
            findings.append((annotation.bytes.lowerBound, finding))
        }
        for mark in missing {
            var finding = TestFinding("\(mark.label ?? "") is missing")
            finding.expected = TestFinding.Place(bytes: mark.bytes, caption: "expected: \(caption(mark))")
            finding.missing = mark.label
            if let other = made.first(where: { $0.bytes == mark.bytes && mark.layer ?? $0.layer == $0.layer }) {
                finding.found = TestFinding.Place(
                    bytes: other.bytes, caption: caption(other), provenance: other.provenance)
            }
            findings.append((mark.bytes.lowerBound, finding))
        }
        return findings.sorted { $0.place < $1.place }.map(\.finding)
    }

    private func fits(_ annotation: Annotation, _ mark: TestMarks.Mark) -> Bool {
        annotation.bytes == mark.bytes && annotation.label == mark.label
            && annotation.layer == mark.layer ?? annotation.layer
    }

    /// Whether there may be none but what is marked.
    private func isWatched(_ annotation: Annotation) -> Bool {
        test.exact.covers(annotation.layer) || test.none.contains(annotation.label)
            || expected.contains {
                $0.label == annotation.label && $0.layer ?? annotation.layer == annotation.layer
            }
    }

    private func caption(_ mark: TestMarks.Mark) -> String {
        [mark.layer, mark.label].compactMap { $0 }.joined(separator: "/")
    }

    private func caption(_ annotation: Annotation) -> String {
        "found: \(annotation.layer)/\(annotation.label) by \(annotation.provenance.by)"
    }

    private func attributes() -> [TestFinding] {
        test.attributes.flatMap { name, values in
            test.marks.marks.filter { $0.name == name }.compactMap { mark in
                let annotations = made.filter { annotation in
                    annotation.bytes == mark.bytes && mark.label ?? annotation.label == annotation.label
                        && mark.layer ?? annotation.layer == annotation.layer
                }
                if annotations.contains(where: { differences(values, $0.attributes).isEmpty }) { return nil }
                guard let nearest = annotations.first else { return nil }
                var finding = TestFinding(
                    "\(nearest.label) has other attributes", details: differences(values, nearest.attributes))
                finding.found = TestFinding.Place(
                    bytes: nearest.bytes, caption: caption(nearest), provenance: nearest.provenance)
                return finding
            }
        }
    }

    func differences(_ expected: Value.Object, _ found: Value.Object) -> [String] {
        expected.entries.filter { !Self.equal(found[$0.key], $0.value) }.map { entry in
            "\(entry.key): expected \(entry.value.json), found \(found[entry.key]?.json ?? "nothing")"
        }
    }

    /// Whole numbers are equal to floating-point ones, as in Lua.
    static func equal(_ found: Value?, _ expected: Value) -> Bool {
        if let left = found?.double, let right = expected.double { return isNear(left, right) }
        return found == expected
    }

    static func isNear(_ left: Double, _ right: Double) -> Bool {
        abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
    }
}
