import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("read.json")
struct JSONReaderTests {
    private func documents(_ contents: String) throws -> [String] {
        let folder = try TemporaryFolder(["a.json": contents])
        var source = try JSONReader(paths: [folder.path("a.json")]).open()
        var found: [String] = []
        while let raw = try source.next() {
            do {
                let document = try raw.read()
                found.append("\(document.id) \(document.text.string)")
            } catch let error as PipelineError {
                found.append("\(folder.relative(raw.name)) \(error.message)")
            }
        }
        return found
    }

    @Test(
        arguments: [
            ("", []), (" \n", []), ("[]", []), (#"{"text":"1"}"#, ["a.json#1 1"]),
            (#"[{"text":"1"},{"text":"2"}]"#, ["a.json#1 1", "a.json#2 2"]),
            ("[\n {\"text\": \"]}\\\"\"}\n,\n\n{\"text\":\"2\",\n\"x\":[{}]}]\n", ["a.json#1 ]}\"", "a.json#2 2"]),
            (#"{"text":"1"}{"text":"2"} {"text":"3"}"#, ["a.json#1 1", "a.json#2 2", "a.json#3 3"]),
            (
                #"[5, "a,]", {"text":"1"}, {"text":]"#,
                [
                    "a.json:1 an element holds an object, not integer",
                    "a.json:1 an element holds an object, not string",
                    "a.json#3 1", "a.json:1 not JSON: unexpected character",
                ]
            ),
        ])
    func eachObjectIsADocument(_ contents: String, _ expected: [String]) throws {
        let found = try documents(contents)
        #expect(found.count == expected.count)
        for (found, expected) in zip(found, expected) {
            #expect(found == expected || (expected.contains("not JSON") && found.contains("not JSON")))
        }
    }

    @Test func objectsMayBeLongerThanAPartOfTheFile() throws {
        let long = String(repeating: "é", count: 50_000)
        #expect(try documents(#"[{"text":"\#(long)"},{"text":"b"}]"#) == ["a.json#1 \(long)", "a.json#2 b"])
    }
}
