import ArgumentParser
import PipelineCore
import PipelineScripting

/// `pipeline watch`
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Runs a definition again whenever one of its files is saved, and shows what changed.",
        discussion: """
            All files count that the definition is made of: itself, modules, rule files, lists, models; and the documents.
            Shown are the annotations, relations and scores that were gained (+), lost (−) or changed (~), with their
            context. While a file has mistakes they are shown, and the last good results are kept to compare with. Nothing
            is written; outputs of the definition are left alone. Ctrl-C ends it. See Documentation/interactive.md.

            EXAMPLES
              pipeline watch news.lua
              pipeline watch news.lua articles/harbour.txt
              pipeline watch news.lua --only STATEMENT
            """)

    @OptionGroup var definition: DefinitionOptions

    @Argument(help: "Files, folders or patterns in place of the definition's input.")
    var inputs: [String] = []

    @ArgumentParser.Option(help: "Work on at most this many documents.")
    var limit = 1000

    @ArgumentParser.Option(help: "Show at most this many changes.")
    var show = 40

    @ArgumentParser.Option(help: "Show changes of this layer, label or score alone.")
    var only: String?

    func validate() throws {
        if inputs.contains("-") { throw ValidationError("standard input can be read once, not watched: name a file") }
        if limit < 1 { throw ValidationError("--limit takes a number from 1, not \(limit)") }
        if show < 0 { throw ValidationError("--show takes a number from 0, not \(show)") }
    }

    func run() throws {
        var watch = try FileWatch()
        var session = WatchSession(only: only, shown: show)
        var changed = Set<String>()
        while true {
            do {
                let pass = try pass()
                // Before anything is shown: whoever saves as soon as he sees a result is not to be missed.
                try watch.follow(pass.files)
                session.show(pass, after: changed)
            } catch let error as PipelineError {
                let places = ([error] + error.others).compactMap { $0.location?.file }
                session.files.formUnion(places + [definition.definition])
                try watch.follow(session.files, orBeside: true)
                session.show(error, after: changed)
            }
            changed = watch.wait()
        }
    }

    /// Loads the definition and runs it.
    private func pass() throws -> WatchSession.Pass {
        let start = ContinuousClock.now
        let loaded = try definition.load { Console.standardError.write($0.description) }
        let documents = try LoadedDocuments(loaded, inputs: inputs, limit: limit) {
            Console.standardError.write($0.description)
        }
        var pass = WatchSession.Pass(name: loaded.name, failures: documents.failures, hasMore: documents.hasMore)
        for document in documents.documents { pass.findings.add(document) }
        pass.files = Set(loaded.files + documents.files)
        pass.duration = .now - start
        return pass
    }
}
