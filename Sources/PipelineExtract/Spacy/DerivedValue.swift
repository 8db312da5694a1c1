internal import PipelineCore

/// What is known of a token from where it stands, and not from its text or a column.
enum DerivedValue: Sendable, Hashable {
    /// `1` where a blank follows that is no token, else `0`.
    case spacing
    /// `1` for the first token of a sentence, else `0`.
    case sentenceStart
    /// `B` for the first token of an entity, `I` for its other tokens, `O` for the rest.
    case entityPosition
    /// The identity of the entity that covers the token.
    case entityIdentity

    /// What a document must have.
    var requires: [Feature] {
        switch self {
        case .spacing: []
        case .sentenceStart: [.sentences]
        case .entityPosition, .entityIdentity: [.layer(EdgeMatchers.entityLayer)]
        }
    }

    /// The value of each token.
    func values(in document: Document) -> [String] {
        let count = document.tokens.count
        switch self {
        case .spacing:
            let bytes = document.text.bytes
            let (starts, ends) = (document.tokens.starts, document.tokens.ends)
            return ends.indices.map { token in
                let end = ends[token]
                let isBlank = Int(end) < bytes.count && bytes[Int(end)] == 0x20
                // White space may be a token of its own.
                return isBlank && (token + 1 == starts.count || starts[token + 1] > end) ? "1" : "0"
            }
        case .sentenceStart:
            var values = [String](repeating: "0", count: count)
            for sentence in document.sentences.ranges { values[sentence.lowerBound] = "1" }
            return values
        case .entityPosition:
            var values = [String](repeating: "O", count: count)
            forEachEntity(in: document) { token, annotation in
                values[token] = token == annotation.tokens.lowerBound ? "B" : "I"
            }
            return values
        case .entityIdentity:
            var values = [String](repeating: "", count: count)
            forEachEntity(in: document) { token, annotation in
                values[token] = (annotation.attributes["entity"] ?? annotation.attributes["id"])?.plainText ?? ""
            }
            return values
        }
    }

    /// Of entities that overlap the first one in text order counts, the longer before the shorter.
    private func forEachEntity(in document: Document, _ body: (Int, Annotation) -> Void) {
        var end = 0
        for annotation in document.annotations(in: EdgeMatchers.entityLayer) {
            for token in annotation.tokens where token >= end { body(token, annotation) }
            end = max(end, annotation.tokens.upperBound)
        }
    }
}
