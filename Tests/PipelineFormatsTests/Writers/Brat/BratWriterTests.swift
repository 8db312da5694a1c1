import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

struct BratWriterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ documents: [Document], to name: String = "out", layers: [String]? = nil) throws {
        let writer = BratWriter(path: folder.path(name), layers: layers)
        let store = try writer.open(anew: true)
        for document in documents {
            var bytes: [UInt8] = []
            writer.encode(document, into: &bytes)
            try store.write(bytes)
        }
        try store.commit(documents: documents.count)
        try store.close()
    }

    /// What a document holds, as far as brat has it.
    private func summary(_ document: Document) -> [String] {
        let names = Dictionary(uniqueKeysWithValues: document.annotations.enumerated().map { ($1.id, $0) })
        return [document.id, document.text[0..<document.text.count]]
            + document.annotations.map { "\($0.layer) \($0.label) \($0.bytes) \(Value.object($0.attributes).json)" }
            + document.relations.map { relation in
                let arguments = relation.arguments.map { "\($0.name) \($0.annotations.compactMap { names[$0] })" }
                return "\(relation.label) \(arguments) \(Value.object(relation.attributes).json)"
            }
    }

    /// Random texts, spans and relations of the kinds that the format has.
    private func sample(_ index: Int, _ random: inout SeededRandom) throws -> Document {
        let words = ["Zoë", "met", "🙂", "Änn,", "x", "\n", "in", "Oslo.", "\r\n"]
        let text = (0..<random.number(in: 1..<40)).map { _ in words.randomElement(using: &random) ?? "" }.joined(
            separator: " ")
        var document = Document(id: "part/d\(index)", text: DocumentText("a \(text) z"))
        let starts = document.text.bytes.indices.filter { $0 == 0 || document.text.bytes[$0 - 1] == 0x20 }
        let ends = document.text.bytes.indices.filter { document.text.bytes[$0] == 0x20 }
        for number in 0..<random.number(in: 0..<8) {
            guard let start = starts.randomElement(using: &random), let end = ends.first(where: { $0 > start + number })
            else { continue }
            let span = document.text.bytes[start..<end]
            // What begins or ends with a line end is written without it.
            guard let first = span.first, let last = span.last, first > 0x20, last > 0x20 else { continue }
            try document.annotate(
                bytes: start..<end, layer: "entities", label: ["PER", "LOC"][number % 2],
                attributes: number % 3 == 0 ? ["sure": true, "entity": "A b"] : [:], provenance: Provenance(stage: "x"))
        }
        let ids = document.annotations.map(\.id)
        if ids.count > 2 {
            let by = Provenance(stage: "x")
            _ = try document.relate(
                label: "KNOWS", arguments: [.init("who", [ids[0]]), .init("whom", [ids[1]])],
                attributes: ["kind": "old"], provenance: by)
            _ = try document.relate(
                label: "MEET", arguments: [.init("trigger", [ids[2]]), .init("agent", [ids[0], ids[1]])], provenance: by
            )
            _ = try document.relate(label: "SAME", arguments: [.init("member", [ids[0], ids[2]])], provenance: by)
        }
        return document
    }

    @Test func whatWasWrittenIsRead() throws {
        var random = SeededRandom(seed: 3)
        let documents = try (100..<300).map { try sample($0, &random) }
        try write(documents)
        let read = try BratReader(paths: [folder.path("out")]).documents()
        #expect(read.count == documents.count)
        for (old, new) in zip(documents, read) { #expect(summary(old) == summary(new)) }
        #expect(documents.reduce(0) { $0 + $1.relations.count } > 100)
    }

    @Test func recordsComeBackAsTheyWere() {
        let records = [
            BratRecord(id: [1], text: [], annotations: [2, 3]), BratRecord(id: [], text: [4], annotations: []),
        ]
        var bytes: [UInt8] = []
        for record in records { record.append(to: &bytes) }
        var rest = bytes[...]
        #expect(BratRecord.take(&rest) == records[0] && BratRecord.take(&rest) == records[1] && rest.isEmpty)
        for count in 0..<27 {
            var part = bytes.prefix(count)
            #expect(BratRecord.take(&part) == nil)
        }
        var wrong = [UInt8](repeating: 0xFF, count: 30)[...]
        #expect(BratRecord.take(&wrong) == nil)
    }

    @Test func aStreamIsNoFolder() throws {
        let error = #expect(throws: PipelineError.self) {
            try BratWriter.component.make(from: Setting.Table(items: [.value("-")]))
        }
        #expect(error?.message.contains("do not fit one stream") == true)
    }
}
