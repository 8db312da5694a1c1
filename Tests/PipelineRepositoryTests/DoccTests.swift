import PipelineTestSupport
import Testing

/// The catalog of the Swift documentation: what is in it, and where. That its links lead somewhere is seen by `make docs`.
@Suite("Swift documentation")
struct DoccTests {
    private static let catalog = "Documentation/Pipeline.docc"
    private static let modules = [
        "PipelineCore", "PipelineTokenize", "PipelineTag", "PipelineExtract", "PipelineScore", "Pipeline",
        "PipelineFormats", "PipelineScripting",
    ]
    /// What an embedder works with: the types whose members are put in order by topics.
    private static let mainTypes = [
        "Document", "DocumentPipeline", "EnglishTokenizer", "Options", "PatternStage", "PhraseList", "PipelineError",
        "Rule", "RuleSet", "Runner", "Stage", "TaggerModel", "TokenTable", "Value", "Weights",
    ]

    @Test(arguments: mainTypes)
    func aMainTypeHasTopics(_ name: String) throws {
        let page = try Repository.text("\(Self.catalog)/\(name).md")
        #expect(page.contains(/^# ``Pipeline\w+\/\w+``/))
        #expect(page.contains("\n## Topics\n\n### "))
    }

    @Test(arguments: modules)
    func everyPublicTypeHasItsPlace(_ module: String) throws {
        let page = try Repository.text("\(Self.catalog)/\(module).md")
        let declaration = /^public (?:final )?(?:struct|class|enum|protocol|actor|typealias) (\w+)/
        for file in try SourceText.all(in: "Sources/\(module)") {
            for line in file.code {
                guard let name = line.firstMatch(of: declaration)?.1 else { continue }
                #expect(page.contains("\n- ``\(name)``\n"), "\(file.path): \(name) is in no topic of \(module).md")
            }
        }
    }
}
