import ArgumentParser
import PipelineCore
import PipelineScripting

/// `pipeline api`
struct APICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "Help on what scripts can call, and stubs for editors.",
        discussion: """
            Without a name everything is listed, one line each. With --stubs, editors that know LuaCATS complete and check
            scripts: the folder gets pipeline.lua and, unless there is one, .luarc.json.

            EXAMPLES
              pipeline api
              pipeline api doc:annotate
              pipeline api extract.patterns
              pipeline api --stubs . --definition news.lua
            """)

    @Argument(help: "A function, field, class, module or stage: doc:annotate, token.lemma, pipeline.json.")
    var name: String?

    @Flag(help: "Give JSON.")
    var json = false

    @ArgumentParser.Option(help: ArgumentHelp("Write stubs for editors to a folder.", valueName: "folder"))
    var stubs: String?

    @ArgumentParser.Option(help: ArgumentHelp("Write the reference pages to a folder.", valueName: "folder"))
    var markdown: String?

    @ArgumentParser.Option(
        help: ArgumentHelp("A definition whose columns, attributes and arguments the stubs know.", valueName: "file"))
    var definition: String?

    func validate() throws {
        if definition != nil, stubs == nil { throw ValidationError("--definition goes with --stubs") }
        if stubs != nil || markdown != nil, name != nil || json {
            throw ValidationError("--stubs and --markdown write everything, and no name or --json goes with them")
        }
    }

    func run() throws {
        let catalog = Catalogs.standard()
        let definition = try self.definition.map { try Definition(path: $0, catalog: catalog) }
        let reference = ScriptReference(catalog: catalog, definition: definition)
        if let markdown { try write(reference.pages, to: markdown) }
        if let stubs { try write(reference.stubs, to: stubs) }
        guard stubs == nil, markdown == nil else { return }
        let console = Console.standardOutput
        if json {
            console.write(try reference.json(name))
        } else if let name {
            console.write(try reference.help(name))
        } else {
            console.write(reference.list)
        }
    }

    private func write(_ files: [ScriptReference.File], to folder: String) throws {
        for file in files {
            let path = Path.resolve(file.name, in: folder)
            let old = (try? FileBytes.read(path)).map { String(decoding: $0, as: UTF8.self) }
            if old == file.text { continue }
            // Settings belong to the person who keeps them.
            if old != nil, file.name == ".luarc.json" {
                Console.standardError.write("\(path) is there already and was not changed")
                continue
            }
            try FileBytes.write(Array(file.text.utf8), to: path)
            Console.standardOutput.write(path)
        }
    }
}
