import ArgumentParser
import PipelineCore
import PipelineScripting

/// `pipeline check`
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Loads and compiles a definition with all its rules and lists; reads no document.",
        discussion: """
            EXAMPLES
              pipeline check news.lua
              pipeline check news.lua --format json      for editors
              pipeline check news.lua --format sarif > check.sarif
            """)

    @OptionGroup var definition: DefinitionOptions

    @ArgumentParser.Option(help: "The form of the diagnostics: text, json or sarif.", transform: Self.format)
    var format: Diagnostics.Format = .text

    func run() throws {
        let loaded: Definition?
        let found: Diagnostics
        do {
            let definition = try self.definition.load { entry in
                if entry.level >= .info { Console.standardError.write(entry.description) }
            }
            _ = try definition.pipeline.makeInstance()
            loaded = definition
            found = Diagnostics(warnings: definition.pipeline.stages.flatMap(\.warnings))
        } catch let error as PipelineError {
            loaded = nil
            found = Diagnostics(error)
        }
        switch format {
        case .text: try report(found, of: loaded)
        case .json: Console.standardOutput.write(found.json.json)
        case .sarif: Console.standardOutput.write(found.sarif.json)
        }
        if loaded == nil { throw ExitStatus.usage }
    }

    private func report(_ found: Diagnostics, of definition: Definition?) throws {
        if !found.entries.isEmpty { Console.standardError.write(found.text(Console.standardError.formatter)) }
        guard let definition else {
            if found.errorCount > 1 { Console.standardError.write("\(found.errorCount) mistakes") }
            return
        }
        let stages = definition.pipeline.stages.map(\.name).joined(separator: " → ")
        Console.standardOutput.write("\(definition.name): \(stages)")
        for plugin in definition.plugins {
            let grants = plugin.capabilities.isEmpty ? "" : ", needs \(plugin.capabilities.joined(separator: " "))"
            Console.standardOutput.write("plugin \(plugin.name) \(plugin.version)\(grants)")
        }
        if !definition.capabilities.isEmpty {
            Console.standardOutput.write("capabilities: \(definition.capabilities.joined(separator: " "))")
        }
        let count = found.entries.count
        Console.standardOutput.write(count == 0 ? "no mistakes found" : "no mistakes, \(count) to look at")
    }

    @Sendable
    private static func format(_ word: String) throws -> Diagnostics.Format {
        if let format = Diagnostics.Format(rawValue: word) { return format }
        throw ValidationError("--format takes text, json or sarif, not '\(word)'")
    }
}
