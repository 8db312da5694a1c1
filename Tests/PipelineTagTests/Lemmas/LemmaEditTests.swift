import Testing

@testable import PipelineTag

@Suite("Lemma edits")
struct LemmaEditTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func applied(_ edit: LemmaEdit, to form: String) -> String {
        String(decoding: edit.applied(to: bytes(form)), as: UTF8.self)
    }

    @Test(arguments: [
        ("Boats", "boat", LemmaEdit.Casing.lower), ("Kerala", "Kerala", .name), ("kerala", "Kerala", .name),
        ("GEORGE", "George", .name), ("NATO", "NATO", .name), ("UNSCEAR", "UNSCEAR", .verbatim),
        ("iPods", "iPod", .name), ("", "", .lower), ("went", "go", .lower), ("naïves", "naïve", .lower),
    ])
    func anEditMakesTheLemmaThatItWasMadeFrom(_ form: String, _ lemma: String, _ casing: LemmaEdit.Casing) {
        let edit = LemmaEdit(form: bytes(form), lemma: bytes(lemma))
        #expect(edit.casing == casing)
        #expect(applied(edit, to: form) == lemma)
    }

    @Test(arguments: [
        ("george", "George"), ("George", "George"), ("GEORGE", "George"), ("McDonald", "McDonald"), ("U.S.", "U.S."),
        ("4x4", "4x4"), ("éva", "éva"),
    ])
    func namesAreWrittenAsNamesAre(_ form: String, _ lemma: String) {
        #expect(applied(LemmaEdit(cut: 0, casing: .name, suffix: []), to: form) == lemma)
    }

    @Test func scalarsStayWhole() {
        let edit = LemmaEdit(form: bytes("é"), lemma: bytes("è"))
        #expect(edit.cut == 2 && edit.suffix == bytes("è"))
    }
}
