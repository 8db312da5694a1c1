internal import PipelineCore
internal import PipelineLua

/// A span: an annotation, or a run of tokens such as a sentence or a capture.
///
/// The object's number is the annotation's, or from ``firstRun`` on that of a run that was handed out before.
enum SpanClass {
    enum Field: String, CaseIterable {
        case text, label, layer, first, last, start, stop, attributes, by
    }

    static let firstRun = 1 << 31
    /// What a run takes in the list and the index of runs.
    static let runSize = 80

    static func declaration(_ state: ScriptState, values: LuaClass) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.span, in: state)
        type.isLight = true
        type.declare(fields: Field.self, of: ScriptAPI.span) { [unowned state] frame, object, field in
            try state.push(field, of: try state.spanContent(object), to: &frame)
        }
        state.spanColumns = ObjectColumns(fields: type.fields.map(\.name)) {
            SpanSource.column(ofField: $0, values: values)
        }
        let read = type.getter
        type.getter = { [unowned state] frame, object, field in
            state.spanColumns.willRead(field, of: object.a, count: state.document.nextAnnotationID.number, state)
            try read(&frame, object, field)
        }
        type.setter = { [unowned state] frame, object, _ in
            guard case .annotation(let annotation) = try state.spanContent(object) else {
                throw PipelineError.script("a run of tokens has no attributes; annotate it first")
            }
            let value = try state.value(from: frame.value(1), at: "attributes")
            guard let attributes = value?.object else { throw PipelineError.script("attributes are a table of names") }
            try state.check(attributes: attributes, in: annotation.layer)
            state.document.updateAttributes(of: annotation.id) { $0 = attributes }
        }
        type.text = { [unowned state] object in
            state.document.text[try state.spanContent(object).bytes(in: state.document)]
        }
        return type
    }
}

/// What a span proxy stands for.
enum SpanContent {
    case annotation(Annotation)
    case run(Range<Int>)

    var tokens: Range<Int> {
        switch self {
        case .annotation(let annotation): annotation.tokens
        case .run(let run): run
        }
    }

    func bytes(in document: Document) -> Range<Int> {
        switch self {
        case .annotation(let annotation): annotation.bytes
        case .run(let run): document.bytes(ofTokens: run)
        }
    }
}

extension ScriptState {
    /// - Throws: ``PipelineError`` for an annotation that has been removed, or that belongs to an earlier document.
    func spanContent(_ object: LuaObject) throws -> SpanContent {
        try requireCurrent(object)
        guard object.a < SpanClass.firstRun else { return .run(runs[object.a - SpanClass.firstRun]) }
        guard let annotation = document.annotation(AnnotationID(number: object.a)) else {
            throw PipelineError.script("the span has been removed")
        }
        return .annotation(annotation)
    }

    /// Pushes a proxy for an annotation.
    func pushSpan(_ id: AnnotationID, to frame: inout LuaFrame) { frame.push(classes.span, id.number) }

    /// Pushes a proxy for a run of tokens.
    func pushRun(_ run: Range<Int>, to frame: inout LuaFrame) { frame.push(classes.span, number(of: run)) }

    /// A proxy for an annotation.
    func spanValue(_ id: AnnotationID) -> LuaValue { lua.makeObject(classes.span, id.number) }

    /// A proxy for a run of tokens.
    func runValue(_ run: Range<Int>) -> LuaValue { lua.makeObject(classes.span, number(of: run)) }

    /// Each run has one number, so that two proxies of one run are equal.
    private func number(of run: Range<Int>) -> Int {
        if let known = runNumbers[run] { return known }
        let number = SpanClass.firstRun + runs.count
        charge(SpanClass.runSize)
        runs.append(run)
        runNumbers[run] = number
        return number
    }

    fileprivate func push(_ field: SpanClass.Field, of span: SpanContent, to frame: inout LuaFrame) throws {
        switch field {
        case .text:
            let bytes = span.bytes(in: document)
            document.text.bytes.withUnsafeBufferPointer { frame.push(utf8: UnsafeBufferPointer(rebasing: $0[bytes])) }
        case .first: frame.push(span.tokens.lowerBound + 1)
        case .last: frame.push(span.tokens.upperBound)
        case .start: frame.push(offsets.offset(ofByte: span.bytes(in: document).lowerBound))
        case .stop: frame.push(offsets.offset(ofByte: span.bytes(in: document).upperBound))
        case .label, .layer, .attributes, .by:
            guard case .annotation(let annotation) = span else { return frame.pushNil() }
            switch field {
            case .label: frame.push(annotation.label)
            case .layer: frame.push(annotation.layer)
            case .by: frame.push(annotation.provenance.by)
            default: pushProxy(.annotation(annotation.id), to: &frame)
            }
        }
    }
}
