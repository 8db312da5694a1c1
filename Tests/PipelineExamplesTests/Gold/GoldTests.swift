import Foundation
import Pipeline
import PipelineScripting
import PipelineTestSupport
import Testing

/// The news definition against articles that a person has read. `make gold` writes the table anew; `GOLD_LAYER=ROLE` in the
/// environment lists what is missed and what is wrong.
@Suite("Gold")
struct GoldTests {
    private static let folder = "Examples/news/gold"
    private static let baseline = "\(folder)/baseline.tsv"
    /// Points of F1 that a layer may lose.
    private static let tolerance = 1.0

    private static func articles() throws -> [GoldArticle] {
        try Repository.files(in: folder, ".gold").map { path in
            let name = path.split(separator: "/").last.map { String($0.dropLast(5)) } ?? path
            return GoldArticle(name: name, source: try Repository.text(path))
        }
    }

    @Test func theGoldIsConsistent() throws {
        let articles = try Self.articles()
        #expect(articles.count == 20)
        for problem in articles.flatMap(\.problems) { Issue.record("\(problem)") }
    }

    @Test func noLayerFallsBelowItsBaseline() throws {
        let agreement = try Self.agreement()
        let table = agreement.table
        let environment = ProcessInfo.processInfo.environment
        if let layer = environment["GOLD_LAYER"] { print(agreement.differences(layer)) }
        if environment["UPDATE_BASELINE"] == "1" {
            try table.write(toFile: "\(Repository.root)/\(Self.baseline)", atomically: true, encoding: .utf8)
        }
        let rows = try Repository.text(Self.baseline).split(separator: "\n").dropFirst()
        let before = Dictionary(uniqueKeysWithValues: rows.map { $0.split(separator: "\t") }.map { ($0[0], $0.last) })
        print(table)
        #expect(before.keys.sorted() == agreement.layers.map { Substring($0.name) }.sorted())
        for (name, tally) in agreement.layers {
            let floor = (before[Substring(name)] ?? nil).flatMap { Double($0) } ?? 0
            guard 100 * tally.f1 < floor - Self.tolerance else { continue }
            Issue.record(
                """
                \(name): F1 \(tally.f1.percent) is below \(floor)
                  missed: \(tally.missed.prefix(20).joined(separator: " · "))
                  wrong:  \(tally.wrong.prefix(20).joined(separator: " · "))
                """)
        }
    }

    private static func agreement() throws -> Agreement {
        let definition = try Definition(path: "\(Repository.root)/Examples/news/config.lua", catalog: .shipped)
        var instance = try definition.pipeline.makeInstance()
        var agreement = Agreement()
        for article in try articles() {
            let document = Document(
                id: article.name, metadata: ["date": .string(article.date)], text: DocumentText(article.text.string))
            let read = try #require(try instance.process(document).first)
            agreement.add(gold: article.reading, predicted: Reading(read), text: read.text)
        }
        return agreement
    }
}

extension Agreement {
    /// What the layers of a name, such as `ROLE` or `EVENT agent`, miss and what they have that is wrong, a line each.
    func differences(_ layer: String) -> String {
        layers.filter { $0.name.hasPrefix(layer) }.flatMap { name, tally in
            tally.missed.map { "\(name) missed \($0)" } + tally.wrong.map { "\(name) wrong \($0)" }
        }.joined(separator: "\n")
    }

    /// A line a layer: how many there are, how many were found, and how well.
    var table: String {
        "layer\tgold\tpredicted\tprecision\trecall\tF1\n"
            + layers.map { name, tally in
                "\(name)\t\(tally.gold)\t\(tally.predicted)\t\(tally.precision.percent)\t\(tally.recall.percent)"
                    + "\t\(tally.f1.percent)\n"
            }.joined()
    }
}

extension Double {
    /// With one digit behind the point.
    fileprivate var percent: Double { (self * 1000).rounded() / 10 }
}
