internal import PipelineCore
internal import PipelineLua

/// Where the values of the fields of an annotation come from.
enum SpanSource: Int, ColumnSource {
    case text, label, layer, by, first, last, start, stop, attributes

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })

    /// The source of a field of the span class, and what its values mean.
    static func column(ofField name: String, values: LuaClass) -> (SpanSource, LuaColumnKind)? {
        guard let source = byName[name] else { return nil }
        switch source {
        case .text, .label, .layer, .by: return (source, .strings)
        case .first, .last, .start, .stop: return (source, .integers)
        case .attributes: return (source, .objects(values))
        }
    }

    func fill(_ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>, _ state: ScriptState) {
        let lua = state.lua
        let document = state.document
        var maker: (provenance: Provenance, number: UInt32)?
        for annotation in document.annotations(from: AnnotationID(number: range.lowerBound)) {
            guard annotation.id.number < range.upperBound else { break }
            values[annotation.id.number] =
                switch self {
                case .text: document.text.withBytes(annotation.bytes) { lua.intern($0) }
                case .label: lua.intern(annotation.label)
                case .layer: lua.intern(annotation.layer)
                case .by: Self.number(of: annotation.provenance, in: lua, after: &maker)
                case .first: UInt32(annotation.tokens.lowerBound + 1)
                case .last: UInt32(annotation.tokens.upperBound)
                case .start: UInt32(state.offsets.offset(ofByte: annotation.bytes.lowerBound))
                case .stop: UInt32(state.offsets.offset(ofByte: annotation.bytes.upperBound))
                case .attributes: UInt32(state.places.number(of: .annotation(annotation.id)))
                }
        }
    }

    /// Neighbours are often made by one rule, and a provenance puts its name together each time.
    private static func number(
        of provenance: Provenance, in lua: LuaState, after last: inout (provenance: Provenance, number: UInt32)?
    ) -> UInt32 {
        if let last, last.provenance === provenance { return last.number }
        let number = lua.intern(provenance.by)
        last = (provenance, number)
        return number
    }
}
