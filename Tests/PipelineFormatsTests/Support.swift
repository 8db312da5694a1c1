import PipelineCore

extension Reader {
    /// All documents.
    func documents() throws -> [Document] {
        var source = try open()
        var documents: [Document] = []
        while let raw = try source.next() { documents.append(try raw.read()) }
        return documents
    }
}

extension Writer {
    /// The record of a document as text.
    func text(_ document: Document) throws -> String {
        var bytes: [UInt8] = []
        try encode(document, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
