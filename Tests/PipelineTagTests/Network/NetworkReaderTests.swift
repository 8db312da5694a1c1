import Testing

@testable import PipelineTag

struct NetworkReaderTests {
    private func scores(_ words: [String], at index: Int, _ reader: inout NetworkReader) -> [Float] {
        let forms = words.map { Array($0.utf8) }
        forms.withUnsafeBufferPointer { forms in
            reader.read(count: forms.count) { index in forms[index].withUnsafeBufferPointer { $0 } }
        }
        let scores = reader.scores(at: index)
        return (0..<reader.tables.shape.classes).map { scores[$0] }
    }

    @Test func theCacheChangesNothing() throws {
        let tables = try EntityModel.english().network
        var fresh = NetworkReader(tables)
        let sentence = ["The", "old", "ferry", "sailed", "to", "Oslo"]
        let first = scores(sentence, at: 2, &fresh)
        for index in 0..<3000 { _ = scores(["word\(index)", "Ferry\(index)x"], at: 0, &fresh) }
        #expect(scores(sentence, at: 2, &fresh) == first)
        var other = NetworkReader(tables)
        #expect(scores(sentence, at: 2, &other) == first)
    }

    @Test func wordsFarAwayDoNotMatter() throws {
        var reader = NetworkReader(try EntityModel.english().network)
        let near = scores(["a", "b", "c", "ships", "sail", "today", "x", "y"], at: 0, &reader)
        let changed = scores(["a", "b", "c", "ships", "sail", "tomorrow", "x", "z"], at: 0, &reader)
        #expect(near == changed)
    }
}
