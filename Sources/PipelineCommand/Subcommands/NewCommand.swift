import ArgumentParser
import PipelineCore
import PipelineScripting

/// `pipeline new`
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Makes a project or a plugin that runs and passes its tests at once.",
        discussion: """
            A project has a definition, a rule file, a list, tests, a README and completion for editors. A plugin has its
            manifest, a stage in Lua and tests; it is made where definitions look for it, beside them.

            EXAMPLES
              pipeline new ships
              pipeline new plugin acronyms
            """)

    @Argument(help: ArgumentHelp("The name, behind 'plugin' for a plugin.", valueName: "name"))
    var words: [String]

    private var isPlugin: Bool { words.count == 2 && words[0] == "plugin" }

    func validate() throws {
        guard words.count == 1 || isPlugin else {
            throw ValidationError("new takes a name, or 'plugin' and a name")
        }
        guard let path = words.last, Scaffold.isName(Path.name(of: path)) else {
            throw ValidationError("a name has letters, digits, '-' and '_', and begins with a letter")
        }
        if words == ["plugin"] { throw ValidationError("new plugin takes a name") }
    }

    func run() throws {
        guard let path = words.last else { return }
        let name = Path.name(of: path)
        let scaffold =
            isPlugin
            ? Scaffold.plugin(name)
            : Scaffold.project(name, stubs: ScriptReference(catalog: Catalogs.standard()).stubs)
        try scaffold.write(to: path)
        let console = Console.standardOutput
        for file in scaffold.files { console.write("\(path)/\(file.path)") }
        console.write(isPlugin ? "\npipeline test \(path)" : "\ncd \(path)\npipeline run config.lua\npipeline test")
    }
}
