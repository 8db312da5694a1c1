import Pipeline
import PipelineFormats
import PipelineScripting

/// Runs the same text through a pipeline built in code, and through one that a Lua file defines.
@main
struct Embed {
    static let text: DocumentText = """
        The port of Vallmar moved 1,200 containers in May. Its rival moved three.
        """

    static func main() async throws {
        do {
            try inCode()
            try fromDefinition()
            try await wholeRun()
        } catch let error as PipelineError {
            print(DiagnosticFormatter().format(error))
            throw error
        }
    }

    /// One document at a time: the caller holds the documents.
    static func inCode() throws {
        let pipeline = try DocumentPipeline([EnglishTokenizerStage(), NumberStage()])
        var instance = try pipeline.makeInstance()
        for document in try instance.process(Document(id: "in-code", text: text)) {
            show(document)
        }
    }

    /// The same, with stages that somebody else wrote in Lua; the Swift stage is offered to the definition by name.
    static func fromDefinition() throws {
        let definition = try Definition(path: "report.lua", catalog: catalog)
        var instance = try definition.pipeline.makeInstance()
        for document in try instance.process(Document(id: "from-lua", text: text)) {
            show(document)
            print("  busy: \(document.metadata["busy"] ?? .null)")
        }
    }

    /// A whole run: reader, workers, writer.
    static func wholeRun() async throws {
        let definition = try Definition(path: "report.lua", catalog: catalog)
        var runner = try definition.runner(inputs: ["input"], output: "out/records.jsonl")
        runner.start = .overwrite
        let summary = try await runner.run()
        print("run: \(summary.read) read, \(summary.written) written, \(summary.failed) failed")
    }

    static var catalog: Catalog {
        let numbers = Component<any Stage>(
            name: "extract.numbers", summary: "annotates every number", assigns: [.layer("numbers")]
        ) { _ in NumberStage() }
        return Catalog(
            stages: StandardStages.registry.adding([numbers]), readers: Formats.readers, writers: Formats.writers)
    }

    static func show(_ document: Document) {
        let numbers = document.annotations(in: "numbers").map { document.text[$0.bytes] }
        print("\(document.id): \(document.tokens.count) tokens, numbers \(numbers.joined(separator: ", "))")
    }
}
