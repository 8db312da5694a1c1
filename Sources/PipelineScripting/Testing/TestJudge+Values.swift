package import PipelineCore

extension TestJudge {
    /// Scores that are not as they should be.
    func scores() -> [TestFinding] {
        test.scores.compactMap { expected in
            guard let score = document.scores[expected.name] else {
                return TestFinding("the document has no score '\(expected.name)'")
            }
            var problems: [String] = []
            if let value = expected.value, !Self.isNear(score.value, value) {
                problems.append("expected \(value), found \(score.value)")
            }
            if let least = expected.least, score.value < least {
                problems.append("expected at least \(least), found \(score.value)")
            }
            if let most = expected.most, score.value > most {
                problems.append("expected at most \(most), found \(score.value)")
            }
            if let level = expected.level, score.level != level {
                problems.append("expected level \(level), found \(score.level ?? "none")")
            }
            if let reasons = expected.reasons, reasons.sorted() != score.reasons.map(\.rule).sorted() {
                problems.append("expected because of \(reasons.sorted().joined(separator: ", "))")
            }
            guard !problems.isEmpty else { return nil }
            let terms = score.reasons.map { reason in
                "  \(reason.weight > 0 ? "+" : "")\(reason.weight) \(reason.rule)"
                    + (reason.bytes.map { ": \(text($0))" } ?? "")
            }
            return TestFinding("score '\(expected.name)' is not as it should be", details: problems + terms)
        }
    }

    /// Tokens that are not as they should be.
    func tokens() -> [TestFinding] {
        var findings: [TestFinding] = []
        let texts = (0..<document.tokens.count).map(document.tokenText)
        if let words = test.words, words != texts {
            findings.append(
                TestFinding(
                    "the tokens are others",
                    details: [
                        "expected: \(words.joined(separator: " | "))", "found:    \(texts.joined(separator: " | "))",
                    ]))
        }
        var next = 0
        for expected in test.tokens {
            guard let index = texts[next...].firstIndex(of: expected.text) else {
                findings.append(TestFinding("there is no token '\(expected.text)'"))
                continue
            }
            next = index + 1
            let problems = expected.columns.compactMap { name, value -> String? in
                let found = document.shown(field: name, ofToken: index)
                return found == value ? nil : "\(name): expected \(value), found \(found ?? "nothing")"
            }
            guard !problems.isEmpty else { continue }
            var finding = TestFinding("token '\(expected.text)' is not as it should be", details: problems)
            finding.found = TestFinding.Place(bytes: document.tokens[index], caption: "token \(index + 1)")
            findings.append(finding)
        }
        return findings
    }

    /// Metadata that are not as they should be, and a document that is dropped or not.
    func metadata() -> [TestFinding] {
        var findings = test.sets.entries.filter { !Self.equal(document.metadata[$0.key], $0.value) }.map { entry in
            TestFinding(
                "meta.\(entry.key) is not as it should be",
                details: [
                    "expected \(entry.value.json), found \(document.metadata[entry.key]?.json ?? "nothing")"
                ])
        }
        if let wanted = test.isDropped, wanted != document.isDropped {
            findings.append(
                TestFinding(
                    wanted
                        ? "the document is not dropped"
                        : "the document is dropped: \(document.dropReason ?? "without a reason")"))
        } else if test.isDropped == nil, let reason = document.dropReason {
            findings.append(
                TestFinding("the document is dropped: \(reason)", details: ["say dropped = true if it has to be"]))
        }
        return findings
    }
}

extension Document {
    /// What a token's field is as text, whether it is kept or follows from the text; `nil` for none.
    package func shown(field name: String, ofToken token: Int) -> String? {
        let text = tokenText(token)
        switch name {
        case "text": return text
        case "lower": return LexicalAttributes.lower(text)
        case "shape": return LexicalAttributes.shape(text)
        case "length": return String(LexicalAttributes.length(text))
        case "sentence": return String(sentences.index(ofToken: token) + 1)
        default: break
        }
        if let flag = LexicalFlags.byName[name] { return String(LexicalAttributes.flags(text).contains(flag)) }
        return tokens.assignedColumns.first { $0.name == name }.flatMap { value(of: $0, at: token) }
    }
}
