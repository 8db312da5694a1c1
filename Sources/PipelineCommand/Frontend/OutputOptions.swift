import ArgumentParser
import PipelineCore
import PipelineFormats

/// What a run does about outputs that are there already, and about dead letters of an earlier one.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Go on with the run that wrote the outputs, whatever ended it; begin if there is none.")
    var resume = false

    @Flag(help: "Overwrite outputs that are there already.")
    var force = false

    @ArgumentParser.Option(
        help: ArgumentHelp(
            "Read the documents of these dead letters in place of the definition's input.", valueName: "file"))
    var retryDead: String?

    func validate() throws {
        if resume && force { throw ValidationError("--resume goes on and --force begins anew: give one of them") }
    }

    func apply(to runner: inout Runner) {
        runner.start = resume ? .resume : force ? .overwrite : .create
        runner.identity["version"] = .string(Version.current)
        if let retryDead { runner.reader = DeadLetterReader(path: retryDead, base: runner.reader) }
    }
}

/// A number of bytes as it is given on the command line.
struct ByteSize: Sendable {
    private static let units = [("GB", 30), ("MB", 20), ("KB", 10), ("B", 0), ("", 0)]

    var bytes: Int

    init(bytes: Int) { self.bytes = bytes }

    init(argument: String) throws {
        for (unit, shift) in Self.units where argument.uppercased().hasSuffix(unit) {
            let number = argument.dropLast(unit.count)
            guard let count = Int(number), count > 0, count <= Int.max >> shift else { break }
            bytes = count << shift
            return
        }
        throw ValidationError("a size is a number with B, KB, MB or GB, not '\(argument)'")
    }
}

extension ByteSize: CustomStringConvertible {
    var description: String {
        let unit = Self.units.first { $0.1 > 0 && bytes % (1 << $0.1) == 0 } ?? ("B", 0)
        return "\(bytes >> unit.1)\(unit.0)"
    }
}
