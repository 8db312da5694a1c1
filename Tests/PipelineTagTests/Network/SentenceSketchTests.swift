import Testing

@testable import PipelineTag

@Suite("What a sentence shows beside its words")
struct SentenceSketchTests {
    /// The sketch of tokens with blanks between them; `+` before a token says that it touches the one before.
    private func sketch(_ sentence: String) -> SentenceSketch {
        var sketch = SentenceSketch()
        sketch.begin()
        for word in sentence.split(separator: " ") {
            let form = Array((word.hasPrefix("+") ? word.dropFirst() : word).utf8)
            form.withUnsafeBufferPointer { sketch.append($0, key: 0, lower: 7, touchesLast: word.hasPrefix("+")) }
        }
        sketch.end()
        return sketch
    }

    @Test func mannersDiffer() {
        let sentences = ["The boat left today", "Old Boats Leave For Oslo", "OLD BOATS LEAVE", "the boat left today"]
        #expect(Set(sentences.map { sketch($0).mannerFeature(at: 1) }).count == 4)
        #expect(sketch("The boat left").mannerFeature(at: 1) == sketch("Ships and so on").mannerFeature(at: 1))
        #expect(sketch("Boats left Oslo").mannerFeature(at: 0) != sketch("Boats left Oslo").mannerFeature(at: 2))
    }

    @Test func punctuationTellsWhatItTouches() {
        let features = ["a - b", "a +- b", "a - +b", "a +- +b"].map { sketch($0).touchFeature(at: 1) }
        #expect(Set(features).count == 4 && !features.contains(nil))
        #expect(sketch("a +- b").touchFeature(at: 0) == nil)
    }
}
