package import PipelineCore

/// A document with what the stages have to find in it.
package struct TestCase: Sendable {
    /// The layers in which everything is marked.
    package enum Exactness: Sendable {
        case layers(Set<String>)
        case everywhere

        func covers(_ layer: String) -> Bool {
            switch self {
            case .layers(let layers): layers.contains(layer)
            case .everywhere: true
            }
        }
    }

    /// A relation that has to be there.
    struct ExpectedRelation: Sendable {
        var label: String
        /// For each argument the name of a mark, or a text.
        var arguments: [(name: String, value: String)]
        var attributes: Value.Object
    }

    /// What a score has to be.
    struct ExpectedScore: Sendable {
        var name: String
        var value: Double?
        var least: Double?
        var most: Double?
        var level: String?
        var reasons: [String]?
    }

    /// A token that has to be there.
    struct ExpectedToken: Sendable {
        var text: String
        var columns: [(name: String, value: String)]
    }

    /// What is tested, in a few words.
    package let name: String
    /// Where it is written.
    package let location: SourceLocation?
    /// The document and its marks.
    package var marks = TestMarks(plain: "")
    /// The metadata that the document comes with.
    var metadata = Value.Object()
    var exact = Exactness.layers([])
    var none: [String] = []
    var attributes: [(mark: String, values: Value.Object)] = []
    var relations: [ExpectedRelation] = []
    var scores: [ExpectedScore] = []
    /// All tokens.
    var words: [String]?
    var tokens: [ExpectedToken] = []
    var sets = Value.Object()
    var isDropped: Bool?
    /// The path of the file with all that is found.
    package var golden: String?
    /// Looks at the document afterwards.
    var check: LuaStage?
    /// Why it is not run.
    package var skipped: String?

    init(name: String, location: SourceLocation?) {
        self.name = name
        self.location = location
    }

    /// The document as it comes.
    package var document: Document {
        Document(id: name, metadata: metadata, text: DocumentText(marks.text))
    }

    /// Whether anything can fail.
    var expectsSomething: Bool {
        if case .everywhere = exact { return true }
        if case .layers(let layers) = exact, !layers.isEmpty { return true }
        return marks.marks.contains { !$0.isGiven && $0.label != nil } || !none.isEmpty || !relations.isEmpty
            || !scores.isEmpty || words != nil || !tokens.isEmpty || !sets.isEmpty || isDropped != nil
            || golden != nil || check != nil || !attributes.isEmpty
    }
}
