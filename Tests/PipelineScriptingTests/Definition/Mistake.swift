import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

/// A definition that is wrong, with what a person reads who loads it.
struct Mistake: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let files: KeyValuePairs<String, String>
    let message: String

    init(_ name: String, _ files: KeyValuePairs<String, String>, _ message: String) {
        testDescription = name
        self.files = files
        self.message = message
    }

    init(_ name: String, _ main: String, _ message: String) { self.init(name, ["main.lua": main], message) }

    func check() throws {
        let folder = try TemporaryFolder(files)
        let error = try #require(throws: PipelineError.self) { try definition(folder) }
        #expect(shown(error, in: folder) == message)
        #expect([.definitionInvalid, .fileUnreadable, .requirementUnmet].contains(error.code))
    }
}
