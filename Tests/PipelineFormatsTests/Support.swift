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

extension Reader {
    /// Where going on behind a document does not lead to the documents that follow it.
    func misled() throws -> [String] {
        func seen(_ source: inout any DocumentSource) throws -> [String] {
            var seen: [String] = []
            while let raw = try source.next() {
                let document = try? raw.read()
                seen.append("\(raw.name) \(document?.id ?? "-") \(document?.text.string ?? "-")")
            }
            return seen
        }
        var whole = try open()
        let all = try seen(&whole)
        var misled: [String] = []
        var first = try open()
        for index in all.indices {
            let position = try first.next()?.position
            guard let position else {
                misled.append("\(all[index]) has none")
                continue
            }
            var later = try open()
            guard try later.go(to: position), try later.skip(position.documents) == position.documents,
                try seen(&later) == Array(all[(index + 1)...])
            else {
                misled.append("\(all[index]) at \(position)")
                continue
            }
        }
        return misled
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
