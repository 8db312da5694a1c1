import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineCommand

@Suite("Completion")
struct ReplCompletionTests {
    private func candidates(_ line: String, from start: String) throws -> [String] {
        var document = try Document.whitespaceTokenized("Lena spoke in Bonn", id: "a1")
        for (token, upos) in ["PROPN", "VERB", "ADP", "PROPN"].enumerated() {
            document.assign(upos, to: .upos, at: token)
        }
        try document.annotate(
            bytes: 0..<4, layer: "entities", label: "PER", provenance: Provenance(stage: "s"))
        let completion = ReplCompletion(documents: [document], macros: ["HEAD"])
        let range = line.utf8.count - start.utf8.count..<line.utf8.count
        return completion.candidates(line, range)
    }

    @Test(arguments: [
        (":re", "re", ["reload"]), (":doc a", "a", ["a1"]), (":spans P", "P", ["PER"]),
        (":within par", "par", ["paragraph"]),
        ("\"in\" [up", "up", ["upos"]), ("[is_pu", "is_pu", ["is_punct"]), ("[upos=\"V", "V", ["VERB"]),
        ("[upos = \"X|AD", "AD", ["ADP"]), ("a <P", "P", ["PER"]), ("a <ent", "ent", ["entities"]),
        ("$H", "$H", ["$HEAD"]),
        ("\"Le", "Le", ["Lena"]), ("[upos=\"VERB\"] \"sp", "sp", ["spoke"]), ("zz", "zz", []), ("", "", []),
        (":load x", "x", []),
    ])
    func whatMayComeNext(_ line: String, _ part: String, _ expected: [String]) throws {
        #expect(try candidates(line, from: part) == expected)
    }
}
