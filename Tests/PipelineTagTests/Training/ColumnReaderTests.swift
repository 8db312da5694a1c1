import Testing

@testable import PipelineTag

struct ColumnReaderTests {
    private func marks(_ text: String) -> [[String]] {
        ColumnReader.documents(Array(text.utf8)).map { document in
            document.joined().map { "\(String(decoding: $0.form, as: UTF8.self))/\($0.mark)" }
        }
    }

    @Test func twoColumnsOrANumberedOne() {
        #expect(marks("Anna B-PER\nleft O\n\nOslo B-LOC\n") == [["Anna/B-PER", "left/O", "Oslo/B-LOC"]])
        #expect(marks("1\tAnna\tB-PER\t-\n2\tleft\tO\t-\n") == [["Anna/B-PER", "left/O"]])
    }

    @Test func documentsBeginWithAComment() {
        #expect(marks("# newdoc\na O\n\n# newdoc id = 2\nb O\n") == [["a/O"], ["b/O"]])
        #expect(marks("") == [])
    }

    @Test func aNameThatBeginsInsideIsPutRight() {
        #expect(
            marks("The I-ORG\nMad I-ORG\nin O\nRome I-LOC\n") == [["The/B-ORG", "Mad/I-ORG", "in/O", "Rome/B-LOC"]])
    }
}
