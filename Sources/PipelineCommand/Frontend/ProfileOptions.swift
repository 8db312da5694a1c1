import ArgumentParser
import PipelineCore
import SystemPackage

/// What a run tells of where its time went.
struct ProfileOptions: ParsableArguments {
    @Flag(help: "Say at the end where the time went, by stage and rule.")
    var profile = false

    @ArgumentParser.Option(help: ArgumentHelp("Write where the time went to this file, as JSON.", valueName: "file"))
    var profileJson: String?

    @ArgumentParser.Option(
        help: ArgumentHelp(
            "Write what was done when to this file, for the time line of a browser (chrome://tracing).",
            valueName: "file"))
    var trace: String?

    @ArgumentParser.Option(
        help: ArgumentHelp(
            "Write a page about the run to this file: throughput, shares of stages, slowest and failed documents.",
            valueName: "file.html"))
    var report: String?

    /// `nil` when nobody wants to know.
    func makeProfiler() -> Profiler? {
        guard profile || profileJson != nil || trace != nil || report != nil else { return nil }
        return Profiler(keepsEvents: trace != nil)
    }

    /// Writes what was asked for.
    ///
    /// - Throws: ``PipelineError`` with code `output.failed`.
    func finish(_ profiler: Profiler?, _ page: RunReport?) throws {
        guard let profile = profiler?.profile else { return }
        if self.profile { Console.standardError.write(ProfileTable(profile).text) }
        if let profileJson { try write("\(profile.value.json)\n", to: profileJson) }
        if let trace { try write(profile.trace, to: trace) }
        if let report, let page { try write(page.html(of: profile), to: report) }
    }

    private func write(_ text: String, to path: String) throws {
        do {
            if path == "-" {
                try FileDescriptor.standardOutput.writeAll(text.utf8)
            } else {
                let file = try FileDescriptor.open(
                    FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead])
                _ = try file.closeAfter { try file.writeAll(text.utf8) }
            }
        } catch {
            throw PipelineError(
                .outputFailed, "cannot write \(path): \(String(describing: error).lowercased())",
                location: SourceLocation(file: path))
        }
    }
}
