internal import PipelineCore
internal import PipelineLua

/// `doc.tokens`
enum TokensClass {
    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.tokens, in: state)
        type.isLight = true
        type.length = { [unowned state] _ in state.tokenPlaces.count }
        type.index = { [unowned state] frame, _, position in
            guard position >= 1, position <= state.tokenPlaces.count else { return frame.pushNil() }
            frame.push(state.classes.token, position - 1)
        }
        return type
    }
}

/// `doc.tokens[i]`; the object's first integer is the token, counted from 0.
enum TokenClass {
    /// The fields, apart from the flags.
    enum Field: String, CaseIterable {
        case text, lower, norm, lemma, upos, xpos, feats, shape, length, start, stop, sentence, index
    }

    private static let flags = LexicalFlags.byName.sorted { $0.key < $1.key }

    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.token, in: state)
        type.isLight = true
        let fields = Field.allCases
        let columns: [Field: TokenColumn] = [
            .norm: .norm, .lemma: .lemma, .upos: .upos, .xpos: .xpos, .feats: .feats,
        ]
        type.fields =
            fields.enumerated().map { ($1.rawValue, $0, columns[$1] != nil) }
            + flags.enumerated().map { ($1.key, fields.count + $0, false) }
        state.tokenColumns = ObjectColumns(fields: type.fields.map(\.name), column: TokenSource.column(ofField:))
        type.getter = { [unowned state] frame, object, field in
            state.tokenColumns.willRead(field, of: object.a, count: state.tokenPlaces.count, state)
            if field < fields.count {
                state.push(fields[field], ofToken: object.a, to: &frame)
            } else {
                let flag = flags[field - fields.count].value
                frame.push(LexicalAttributes.flags(state.document.tokenText(object.a)).contains(flag))
            }
        }
        type.setter = { [unowned state] frame, object, field in
            guard let column = columns[fields[field]] else { return }
            state.document.assign(try frame.string(1), to: column, at: object.a)
            if let source = TokenSource(column) { state.tokenColumns.forget(source, of: object.a) }
        }
        type.text = { [unowned state] object in state.document.tokenText(object.a) }
        declareColumns(&type, state)
        return type
    }
}

extension ScriptState {
    fileprivate func push(_ field: TokenClass.Field, ofToken token: Int, to frame: inout LuaFrame) {
        switch field {
        case .text: tokenPlaces.withBytes(of: token) { frame.push(utf8: $0) }
        case .lower: pushLower(ofToken: token, to: &frame)
        case .norm:
            if document.tokens[token, .norm].isNone {
                pushLower(ofToken: token, to: &frame)
            } else {
                pushColumn(.norm, ofToken: token, to: &frame)
            }
        case .lemma: pushColumn(.lemma, ofToken: token, to: &frame)
        case .upos: pushColumn(.upos, ofToken: token, to: &frame)
        case .xpos: pushColumn(.xpos, ofToken: token, to: &frame)
        case .feats: pushColumn(.feats, ofToken: token, to: &frame)
        case .shape: frame.push(LexicalAttributes.shape(document.tokenText(token)))
        case .length: frame.push(LexicalAttributes.length(document.tokenText(token)))
        case .start: frame.push(offsets.offset(ofByte: tokenPlaces[token].lowerBound))
        case .stop: frame.push(offsets.offset(ofByte: tokenPlaces[token].upperBound))
        case .sentence: frame.push(document.sentences.index(ofToken: token) + 1)
        case .index: frame.push(token + 1)
        }
    }

    /// A column's value is the empty string where a stage assigned none, so that scripts can compare without a check.
    func pushColumn(_ column: TokenColumn, ofToken token: Int, to frame: inout LuaFrame) {
        document.strings.withBytes(of: document.tokens[token, column]) { frame.push(utf8: $0) }
    }

    private func pushLower(ofToken token: Int, to frame: inout LuaFrame) {
        let isPlain = tokenPlaces.withBytes(of: token) { bytes in
            for byte in bytes where byte >= 0x80 || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") {
                return false
            }
            return true
        }
        if isPlain {
            tokenPlaces.withBytes(of: token) { frame.push(utf8: $0) }
        } else {
            frame.push(LexicalAttributes.lower(document.tokenText(token)))
        }
    }
}

/// The bytes of a document's tokens.
///
/// Kept beside the document, because reading a part of a structure that a class holds copies the structure first, and a
/// script reads tokens one by one.
struct TokenPlaces {
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = []
    private var ends: [UInt32] = []

    init() {}

    init(_ document: Document) {
        bytes = document.text.bytes
        starts = document.tokens.starts
        ends = document.tokens.ends
    }

    var count: Int { starts.count }

    subscript(token: Int) -> Range<Int> { Int(starts[token])..<Int(ends[token]) }

    /// Lends the bytes of the text and the starts and ends of the tokens.
    func withText(
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<UInt32>) -> Void
    ) {
        bytes.withUnsafeBufferPointer { bytes in
            starts.withUnsafeBufferPointer { starts in
                ends.withUnsafeBufferPointer { body(bytes, starts, $0) }
            }
        }
    }

    func withBytes<Result>(of token: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        let range = self[token]
        return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
}
