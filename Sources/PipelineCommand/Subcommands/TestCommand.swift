import ArgumentParser
import PipelineCore
import PipelineFormats

/// `pipeline test`
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Runs the tests of rules, definitions and plugins.",
        discussion: """
            Tests are files named …_test.lua. A failure shows expected and found in the text, names the rule that gave a
            wrong match, and says how near the rules came to a missing one. See Documentation/testing.md.

            EXAMPLES
              pipeline test
              pipeline test rules/names_test.lua --filter title
              pipeline test --update
              pipeline test -j 4 --format junit > tests.xml
            """)

    @Argument(help: "Test files, or folders in which they are looked for; the current folder if none is given.")
    var paths: [String] = []

    @Flag(help: "Write files with all that is found (golden = …) anew.")
    var update = false

    @ArgumentParser.Option(
        help: ArgumentHelp("Run the cases that have this in the name of their file or in their own.", valueName: "name")
    )
    var filter: String?

    @ArgumentParser.Option(
        name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
        help: "How many files to work on at a time.")
    var jobs: Int?

    @ArgumentParser.Option(help: "The form of the report: text, tap or junit.", transform: Self.format)
    var format: TestReport.Format = .text

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1, not \(jobs)") }
    }

    func run() async throws {
        let files = try InputFiles.paths(paths.isEmpty ? ["."] : paths, suffix: "_test.lua")
        let console = Console.standardOutput
        let isColored = format == .text && console.isColored
        let runner = TestRunner(
            filter: filter, updates: update, isColored: isColored, jobs: jobs ?? Processors.count,
            catalog: Catalogs.standard())
        let report = await runner.run(files)
        guard filter == nil || !report.files.isEmpty else {
            throw ValidationError("no case has '\(filter ?? "")' in its name")
        }
        console.write(report.written(as: format, isColored: isColored))
        if !report.isGood { throw ExitStatus.failure }
    }

    @Sendable
    private static func format(_ word: String) throws -> TestReport.Format {
        if let format = TestReport.Format(rawValue: word) { return format }
        throw ValidationError("--format takes text, tap or junit, not '\(word)'")
    }
}
