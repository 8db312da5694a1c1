import PipelineTestSupport
import Testing

@testable import PipelineScripting

struct TestMarksTests {
    private func marks(_ text: String) throws -> [String] {
        let marked = try TestMarks(text)
        return marked.marks.map { mark in
            let text = String(decoding: Array(marked.text.utf8)[mark.bytes], as: UTF8.self)
            let head = [mark.isGiven ? "given" : nil, mark.name, mark.layer, mark.label].map { $0 ?? "-" }
            return (head + [text]).joined(separator: " ")
        }
    }

    @Test func marksAreTakenOut() throws {
        #expect(try TestMarks("[PER Lena Orlova] of [ORG Bank of [LOC Oslo]].").text == "Lena Orlova of Bank of Oslo.")
        #expect(
            try marks("[PER Lena] of [ORG Bank of [LOC Oslo]].") == [
                "- - - PER Lena", "- - - ORG Bank of Oslo", "- - - LOC Oslo",
            ])
        #expect(
            try marks("[who:PER a] [who: b] [statements/cue c] [x:roles/ROLE d] [=PER é] [=y:l/L f]") == [
                "- who - PER a", "- who - - b", "- - statements cue c", "- x roles ROLE d", "given - - PER é",
                "given y l L f",
            ])
    }

    @Test func aBackslashTakesTheMeaningAway() throws {
        #expect(try TestMarks(#"\[sic\] \\ a\b"#).text == #"[sic] \ a\b"#)
    }

    @Test(arguments: [
        ("[PER a", 0..<1), ("a]", 1..<2), ("a [sic]", 2..<6), ("[ a]", 0..<1), ("[PER ]", 0..<6), ("[=who: a]", 0..<6),
        ("[l/ a]", 0..<3),
    ])
    func aMistakeHasAPlace(_ text: String, _ place: Range<Int>) {
        let mistake = #expect(throws: TestMarks.Mistake.self) { try TestMarks(text) }
        #expect(mistake?.bytes == place)
    }
}
