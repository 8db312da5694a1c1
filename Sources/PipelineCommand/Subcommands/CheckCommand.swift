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
            """)

    @OptionGroup var definition: DefinitionOptions

    func run() throws {
        let definition = try self.definition.load { entry in
            if entry.level >= .info { Console.standardError.write(entry.description) }
        }
        _ = try definition.pipeline.makeInstance()
        let warnings = definition.pipeline.stages.flatMap(\.warnings)
        for warning in warnings {
            Console.standardError.write(Console.standardError.formatter.format(warning, as: .warning))
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
        let result = warnings.isEmpty ? "no mistakes found" : "no mistakes, \(warnings.count) to look at"
        Console.standardOutput.write(result)
    }
}
