import Foundation
import PipelineTestSupport

/// A command as the program describes itself to other programs.
struct CommandTree: Decodable {
    struct Argument: Decodable {
        struct Name: Decodable {
            let kind, name: String
        }
        let names: [Name]?
        let shouldDisplay: Bool
    }

    let commandName: String
    let abstract, discussion: String?
    let shouldDisplay: Bool
    let arguments: [Argument]?
    let subcommands: [CommandTree]?

    /// - Throws: when the program does not describe itself.
    static func ofProgram() throws -> CommandTree {
        struct Dump: Decodable {
            let command: CommandTree
        }
        let output = try Program.run("--experimental-dump-help", in: try TemporaryFolder()).output
        return try JSONDecoder().decode(Dump.self, from: Data(output.utf8)).command
    }

    /// Itself and all below it that users are shown, each with the names that lead to it.
    func all(below path: [String] = []) -> [(path: [String], command: CommandTree)] {
        guard shouldDisplay, commandName != "help" else { return [] }
        let own = path + [commandName]
        return [(own, self)] + (subcommands ?? []).flatMap { $0.all(below: own) }
    }

    /// The long options that users are shown, without dashes.
    var options: [String] {
        (arguments ?? []).filter(\.shouldDisplay).flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map(\.name)
    }
}
