import Pipeline
import PipelineCore

/// Says why nothing was found where something was expected.
struct MatchHints {
    let trace: RuleTrace
    let worker: Worker
    let isColored: Bool

    private struct Candidate {
        var miss: NearMiss
        var rule: RuleExplanation
        var document: Document
        /// Whether the expected place was touched, and how many tokens were matched.
        var rank: (Bool, Int)
    }

    /// The rules that make the label: one that matched there and lost, or else the one that came nearest.
    func lines(label: String, expected bytes: Range<Int>?) -> [String] {
        var lines: [String] = []
        var best: Candidate?
        for entry in trace.entries {
            let makers = entry.explanations.filter { $0.makes.contains(label) }
            for rule in makers {
                for match in rule.matches where touches(match.match, bytes, entry.before) {
                    lines += fate(match, rule)
                }
            }
            guard lines.isEmpty, !makers.isEmpty else { continue }
            let names = Set(makers.compactMap(\.provenance.rule))
            var copy = entry.before
            guard let explained = try? entry.stage.explain(&copy, rules: names, for: worker) else { continue }
            for rule in explained where rule.makes.contains(label) {
                guard let miss = rule.nearMiss else { continue }
                let rank = (touches(miss, bytes, entry.before), miss.tokens.count)
                if best.map({ rank.0 && !$0.rank.0 || rank.0 == $0.rank.0 && rank.1 > $0.rank.1 }) ?? true {
                    best = Candidate(miss: miss, rule: rule, document: entry.before, rank: rank)
                }
            }
        }
        if !lines.isEmpty { return lines }
        guard let best else {
            let isMade = trace.entries.contains { $0.explanations.contains { $0.makes.contains(label) } }
            return isMade ? [] : ["no rule makes \(label)"]
        }
        return NearMissText.lines(best.miss, of: best.rule, in: best.document, isColored: isColored)
    }

    private func touches(_ match: Match, _ bytes: Range<Int>?, _ document: Document) -> Bool {
        guard let bytes else { return true }
        return document.bytes(ofTokens: match.tokens).overlaps(bytes)
    }

    private func touches(_ miss: NearMiss, _ bytes: Range<Int>?, _ document: Document) -> Bool {
        guard let bytes, !miss.tokens.isEmpty else { return false }
        return document.bytes(ofTokens: miss.tokens).overlaps(bytes)
    }

    private func fate(_ match: ExplainedMatch, _ rule: RuleExplanation) -> [String] {
        let name = rule.provenance.shown
        switch match.outcome {
        case .counts, .isGuard: return []
        case .refused: return ["\(name) matched here, but its 'where' refused the match"]
        case .lost(let winner): return ["\(name) matched here, but lost to \(winner.provenance.shown)"]
        }
    }
}

/// How near a rule came to a match, for people.
enum NearMissText {
    /// What was matched, the token that did not pass with a caret, and the test that it failed.
    static func lines(_ miss: NearMiss, of rule: RuleExplanation, in document: Document, isColored: Bool) -> [String] {
        let place = miss.location ?? rule.provenance.location
        let name = Style.bold.paint(rule.provenance.by, isColored) + (place.map { " (\($0))" } ?? "")
        var marks: [TextExcerpt.Mark] = []
        if !miss.tokens.isEmpty {
            marks.append(
                TextExcerpt.Mark(bytes: document.bytes(ofTokens: miss.tokens), caption: "matched", style: .green))
        }
        let wanted = miss.element
        guard let token = miss.token else {
            let last = miss.tokens.isEmpty ? "" : " behind it"
            return ["nearest: \(name) wanted \(wanted), but nothing comes\(last)"]
                + TextExcerpt(text: document.text, isColored: isColored).lines(marks)
        }
        let test = miss.test.map { " fails \($0) of" } ?? " is no match for"
        marks.append(
            TextExcerpt.Mark(
                bytes: document.tokens[token], caption: "'\(document.tokenText(token))'\(test) \(wanted)", style: .red))
        return ["nearest: \(name)"] + TextExcerpt(text: document.text, isColored: isColored).lines(marks)
    }
}

extension Provenance {
    /// `phase/rule (file:line)`.
    var shown: String { by + (location.map { " (\($0))" } ?? "") }
}
