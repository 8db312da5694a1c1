import Pipeline

/// How well a reading agrees with gold, layer by layer.
struct Agreement {
    static let names = ["PER", "ORG", "LOC", "NORP", "DATE"]

    struct Tally {
        var gold = 0
        var predicted = 0
        /// Of the predicted ones; of the gold ones. They differ where one counts by shares, as in B-cubed.
        var right = 0.0
        var found = 0.0
        var missed: [String] = []
        var wrong: [String] = []

        var precision: Double { predicted == 0 ? 0 : right / Double(predicted) }
        var recall: Double { gold == 0 ? 0 : found / Double(gold) }
        var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
    }

    /// In the order of their table.
    private(set) var layers: [(name: String, tally: Tally)] = []

    mutating func add(gold: Reading, predicted: Reading, text: DocumentText) {
        func show(_ ranges: [Range<Int>]) -> String { ranges.map { text[$0] }.joined(separator: " + ") }
        for label in Self.names + ["MENTION"] {
            exact(label, gold.spans(label), predicted.spans(label), show)
        }
        count("DATE value", gold.dates, predicted.dates) { "\(text[$0.bytes]) = \($0.value)" }
        addIdentity(gold, predicted)
        for part in ["source", "cue", "content"] {
            exact("STATEMENT \(part)", gold.pieces(part, in: text), predicted.pieces(part, in: text), show)
        }
        addPairs("STATEMENT", by: "content", gold, predicted, parts: ["speaker"], attributes: ["kind"], show)
        addPairs("ROLE", by: "role", gold, predicted, parts: ["person", "organisation"], attributes: ["status"], show)
        addPairs(
            "EVENT", by: "trigger", gold, predicted, parts: ["agent", "patient", "place", "time"],
            attributes: ["class", "modality", "polarity"], show)
        count("tension", [gold.level], [predicted.level]) { $0 }
    }

    private mutating func change(_ name: String, _ body: (inout Tally) -> Void) {
        let index = layers.firstIndex { $0.name == name } ?? layers.count
        if index == layers.count { layers.append((name, Tally())) }
        body(&layers[index].tally)
    }

    private mutating func count<Item: Hashable>(
        _ name: String, _ gold: Set<Item>, _ predicted: Set<Item>, _ show: (Item) -> String
    ) {
        let right = Double(gold.intersection(predicted).count)
        change(name) { tally in
            tally.gold += gold.count
            tally.predicted += predicted.count
            tally.right += right
            tally.found += right
            tally.missed += gold.subtracting(predicted).map(show).sorted()
            tally.wrong += predicted.subtracting(gold).map(show).sorted()
        }
    }

    private mutating func exact(
        _ name: String, _ gold: Set<[Range<Int>]>, _ predicted: Set<[Range<Int>]>, _ show: ([Range<Int>]) -> String
    ) { count(name, gold, predicted, show) }

    /// B-cubed: for each mention, how much of what is tied to it belongs there.
    private mutating func addIdentity(_ gold: Reading, _ predicted: Reading) {
        let (gold, predicted) = (gold.clusters, predicted.clusters)
        func share(_ one: [Range<Int>: Set<Range<Int>>], _ other: [Range<Int>: Set<Range<Int>>]) -> Double {
            one.reduce(0) { sum, entry in
                guard let others = other[entry.key] else { return sum }
                return sum + Double(entry.value.intersection(others).count) / Double(entry.value.count)
            }
        }
        change("identity") { tally in
            tally.gold += gold.count
            tally.predicted += predicted.count
            tally.right += share(predicted, gold)
            tally.found += share(gold, predicted)
        }
    }

    /// Pairs links whose anchors overlap, the best first, and counts on which parts and attributes each pair agrees.
    private mutating func addPairs(
        _ label: String, by anchor: String, _ gold: Reading, _ predicted: Reading, parts: [String],
        attributes: [String], _ show: ([Range<Int>]) -> String
    ) {
        let left = gold.links.filter { $0.label == label }
        let right = predicted.links.filter { $0.label == label }
        let pairs = Self.pairs(left, right, by: anchor)
        let found = Set(pairs.map(\.0))
        change(label) { tally in
            tally.gold += left.count
            tally.predicted += right.count
            tally.right += Double(pairs.count)
            tally.found += Double(pairs.count)
            tally.missed += left.indices.filter { !found.contains($0) }.map { show(left[$0].parts[anchor] ?? []) }
        }
        for part in parts {
            func has(_ link: Reading.Link) -> Bool { link.parts[part]?.isEmpty == false }
            func shown(_ link: Reading.Link) -> String {
                "\(show(link.parts[anchor] ?? [])): \(show(link.parts[part] ?? []))"
            }
            func agrees(_ pair: (Int, Int)) -> Bool {
                left[pair.0].parts[part, default: []].overlap(right[pair.1].parts[part, default: []]) > 0
            }
            let agreeing = pairs.count(where: agrees)
            let differing = pairs.filter { !agrees($0) }
            change("\(label) \(part)") { tally in
                tally.gold += left.count(where: has)
                tally.predicted += right.count(where: has)
                tally.right += Double(agreeing)
                tally.found += Double(agreeing)
                tally.missed += differing.filter { has(left[$0.0]) }.map { shown(left[$0.0]) }
                tally.wrong += differing.filter { has(right[$0.1]) }.map { shown(right[$0.1]) }
            }
        }
        for name in attributes {
            let agreeing = pairs.count { left[$0].attributes[name] == right[$1].attributes[name] }
            change("\(label) \(name)") { tally in
                tally.gold += left.count
                tally.predicted += right.count
                tally.right += Double(agreeing)
                tally.found += Double(agreeing)
            }
        }
    }

    private static func pairs(_ left: [Reading.Link], _ right: [Reading.Link], by anchor: String) -> [(Int, Int)] {
        var candidates: [(overlap: Int, gold: Int, predicted: Int)] = []
        for (i, gold) in left.enumerated() {
            for (j, predicted) in right.enumerated() {
                let overlap = gold.parts[anchor, default: []].overlap(predicted.parts[anchor, default: []])
                if overlap > 0 { candidates.append((overlap, i, j)) }
            }
        }
        candidates.sort { ($1.overlap, $0.gold, $0.predicted) < ($0.overlap, $1.gold, $1.predicted) }
        var pairs: [(Int, Int)] = []
        for candidate in candidates where !pairs.contains(where: { $0 == candidate.gold || $1 == candidate.predicted })
        {
            pairs.append((candidate.gold, candidate.predicted))
        }
        return pairs
    }
}

extension Reading {
    struct DatedSpan: Hashable {
        let bytes: Range<Int>
        let value: String
    }

    fileprivate var dates: Set<DatedSpan> {
        Set(names.filter { $0.label == "DATE" }.map { DatedSpan(bytes: $0.bytes, value: $0.value ?? "") })
    }

    fileprivate func spans(_ label: String) -> Set<[Range<Int>]> {
        Set(names.filter { $0.label == label }.map { [$0.bytes] })
    }

    /// The part of each statement, in pieces that more than white space parts.
    fileprivate func pieces(_ part: String, in text: DocumentText) -> Set<[Range<Int>]> {
        let parts = links.filter { $0.label == "STATEMENT" }.compactMap { $0.parts[part] }.filter { !$0.isEmpty }
        return Set(
            parts.map { ranges in
                ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { pieces, range in
                    guard let last = pieces.last, range.lowerBound >= last.upperBound,
                        text[last.upperBound..<range.lowerBound].allSatisfy(\.isWhitespace)
                    else { return pieces.append(range) }
                    pieces[pieces.count - 1] = last.lowerBound..<range.upperBound
                }
            })
    }

    /// For each mention all that are tied to it, itself too.
    fileprivate var clusters: [Range<Int>: Set<Range<Int>>] {
        let mentions = names.filter { $0.label != "DATE" }
        let entities = Dictionary(grouping: mentions, by: \.entity).mapValues { Set($0.map(\.bytes)) }
        return Dictionary(mentions.map { ($0.bytes, entities[$0.entity] ?? []) }) { first, _ in first }
    }
}

extension [Range<Int>] {
    /// How many bytes two parts share at most in one piece.
    fileprivate func overlap(_ others: [Range<Int>]) -> Int {
        flatMap { range in others.map { range.clamped(to: $0).count } }.max() ?? 0
    }
}
