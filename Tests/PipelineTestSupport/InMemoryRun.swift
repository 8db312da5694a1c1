package import PipelineCore

/// Documents that are at hand, for tests of the runner.
package struct InMemoryReader: Reader {
    private let documents: [RawDocument]
    private let failure: PipelineError?
    package var assigns: [Feature] = []

    /// - Parameter failure: what the source throws, each time, after the last document, instead of ending.
    package init(_ documents: [RawDocument], failure: PipelineError? = nil) {
        self.documents = documents
        self.failure = failure
    }

    /// Documents with these texts, named `d0`, `d1`, …
    package init(texts: [String], failure: PipelineError? = nil) {
        let documents = texts.enumerated().map { index, text in
            RawDocument(name: "d\(index)", input: Array(text.utf8)) {
                Document(id: "d\(index)", text: DocumentText(text))
            }
        }
        self.init(documents, failure: failure)
    }

    package func open() -> any DocumentSource { Source(all: documents, rest: documents[...], failure: failure) }

    private struct Source: DocumentSource {
        let all: [RawDocument]
        var rest: ArraySlice<RawDocument>
        let failure: PipelineError?

        mutating func next() throws -> RawDocument? {
            if rest.isEmpty, let failure { throw failure }
            guard var raw = rest.popFirst() else { return nil }
            // As a file does in which not every document ends where reading can go on.
            let behind = rest.startIndex % 3
            raw.position = InputPosition(offset: rest.startIndex - behind, documents: behind)
            return raw
        }

        mutating func go(to position: InputPosition) throws -> Bool {
            rest = all[position.offset...]
            return true
        }
    }
}

/// A line `id text {metadata}` for each document.
package struct LineWriter: Writer {
    package let path: String
    package var prologue: [UInt8] = []
    package var epilogue: [UInt8] = []

    package init(path: String, prologue: String = "", epilogue: String = "") {
        self.path = path
        self.prologue = Array(prologue.utf8)
        self.epilogue = Array(epilogue.utf8)
    }

    package func encode(_ document: Document, into bytes: inout [UInt8]) {
        bytes += Array("\(document.id) \(document.text.string) \(Value.object(document.metadata).json)\n".utf8)
    }
}

/// A stage that is a closure.
package struct ClosureStage: Stage, StageInstance {
    package let name: String
    package let requires: [Feature]
    package let assigns: [Feature]
    package let location: SourceLocation?
    private let body: @Sendable (inout Document, StageContext) throws -> Void

    package init(
        _ name: String, requires: [Feature] = [], assigns: [Feature] = [], location: SourceLocation? = nil,
        body: @escaping @Sendable (inout Document, StageContext) throws -> Void = { _, _ in }
    ) {
        self.name = name
        self.requires = requires
        self.assigns = assigns
        self.location = location
        self.body = body
    }

    package func process(_ document: inout Document, _ context: StageContext) throws { try body(&document, context) }
}
