import Foundation
import PipelineTestSupport
import Testing

/// What a stranger is told of a typical mistake: a folder of `Mistakes` each, with what `pipeline check config.lua` says of it.
///
/// `PIPELINE_SNAPSHOTS=write` writes the messages anew.
@Suite("Typical mistakes")
struct MistakesTests {
    private static let folder = "Tests/PipelineCommandTests/Mistakes"

    private static let names = Set(
        Repository.files(in: folder, "/config.lua").map {
            $0.split(separator: "/").dropLast().last.map(String.init) ?? ""
        }
    ).sorted()

    @Test func thereAreTwentyAndMore() { #expect(Self.names.count >= 20) }

    @Test(arguments: names)
    func aMistakeIsExplained(_ name: String) throws {
        let prefix = "\(Self.folder)/\(name)/"
        var files: [String: String] = [:]
        for path in Repository.files(in: "\(Self.folder)/\(name)", "") {
            files[String(path.dropFirst(prefix.count))] = try Repository.text(path)
        }
        let expected = files.removeValue(forKey: "message.txt")
        let folder = try TemporaryFolder()
        for (path, text) in files { try folder.write(text, to: path) }
        let result = try Program.run("check", "config.lua", in: folder)
        let isWarning = result.messages.contains(": warning: ")
        #expect(result.status == (isWarning ? 0 : 2))
        #expect(result.messages.contains("  help: "), "\(name) does not say what to do")
        if ProcessInfo.processInfo.environment["PIPELINE_SNAPSHOTS"] == "write" {
            try result.messages.write(
                toFile: "\(Repository.root)/\(prefix)message.txt", atomically: true, encoding: .utf8)
        } else {
            #expect(result.messages == expected)
        }
    }
}
