internal import PipelineCore
internal import PipelineLua

/// Where the values of those fields of a document come from that stay the same while it is lent.
enum DocumentFieldSource: Int, ColumnSource {
    case id, text, meta, tokens

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })

    /// The source of a field of the document class, and what its values mean.
    static func column(
        ofField name: String, values: LuaClass, tokens: LuaClass
    ) -> (DocumentFieldSource, LuaColumnKind)? {
        guard let source = byName[name] else { return nil }
        switch source {
        case .id, .text: return (source, .strings)
        case .meta: return (source, .objects(values))
        case .tokens: return (source, .objects(tokens))
        }
    }

    func fill(_ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>, _ state: ScriptState) {
        switch self {
        case .id:
            var id = state.document.id
            values[0] = id.withUTF8 { state.lua.keep($0) }
        case .text: values[0] = state.document.text.bytes.withUnsafeBufferPointer { state.lua.keep($0) }
        case .meta: values[0] = UInt32(state.places.number(of: .metadata))
        case .tokens: values[0] = 0
        }
    }
}
