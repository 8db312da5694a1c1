import PipelineCore
import Testing

struct SuggestionTests {
    private let options = ["label", "layer", "list", "fold", "longest"]

    @Test(arguments: [
        ("lable", "label"), ("Label", "label"), ("layr", "layer"), ("lsit", "list"), ("longset", "longest"),
        ("foold", "fold"), ("lists", "list"),
    ])
    func findsWhatWasMeant(word: String, meant: String) {
        #expect(Suggestion.closest(to: word, among: options) == meant)
    }

    @Test(arguments: ["speed", "xyz", "l", "longitudinal", "fold"])
    func findsNothingFarAway(word: String) {
        #expect(Suggestion.closest(to: word, among: options.filter { $0 != "fold" }) == nil)
    }

    @Test func prefersTheNearestAndThenTheFirst() {
        #expect(Suggestion.closest(to: "pose", among: ["posts", "post", "poses"]) == "poses")
        #expect(Suggestion.closest(to: "bat", among: ["rat", "cat"]) == "cat")
        #expect(Suggestion.closest(to: "label", among: ["label"]) == nil)
        #expect(Suggestion.closest(to: "größe", among: ["grösse", "größen"]) == "größen")
        #expect(Suggestion.closest(to: "a", among: []) == nil)
    }

    @Test func wordsARemedy() {
        #expect(Suggestion.remedy(for: "lable", among: options) == "did you mean 'label'?")
        #expect(Suggestion.remedy(for: "speed", among: ["b", "a"]) == "there is 'a', 'b'")
        #expect(Suggestion.remedy(for: "speed", among: []) == nil)
    }
}
