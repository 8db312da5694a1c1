internal import PipelineCore
internal import PipelineLua

/// `doc`
enum DocumentClass {
    enum Field: String, CaseIterable {
        case id, text, source, language, meta, tokens, sentences, paragraphs
    }

    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(name: "document", expiredMessage: ScriptClasses.expired)
        let methods: [(name: String, body: LuaHostMethod)] = [
            ("spans", { [unowned state] frame, _ in try state.spans(&frame) }),
            ("relations", { [unowned state] frame, _ in try state.relations(&frame) }),
            ("column", { [unowned state] frame, _ in try state.column(&frame) }),
            ("annotate", { [unowned state] frame, _ in try state.annotate(&frame) }),
            ("relate", { [unowned state] frame, _ in try state.relate(&frame) }),
            ("score", { [unowned state] frame, _ in try state.score(&frame) }),
            ("remove", { [unowned state] frame, _ in try state.remove(&frame) }),
            ("drop", { [unowned state] frame, _ in state.document.drop(reason: try frame.string(1)) }),
            ("derive", { [unowned state] frame, _ in try state.derive(&frame) }),
            ("warn", { [unowned state] frame, _ in state.document.warn(try frame.string(1)) }),
            ("find", { [unowned state] frame, _ in try state.find(&frame) }),
            ("match", { [unowned state] frame, _ in try state.firstMatch(&frame) }),
        ]
        type.declare(fields: Field.self, writable: ["meta", "language"], methods: methods) {
            [unowned state] frame, _, field in
            state.push(field, to: &frame)
        }
        type.setter = { [unowned state] frame, _, field in
            try state.assign(Field.allCases[field], from: frame)
        }
        type.text = { [unowned state] _ in "document \(state.document.id)" }
        return type
    }
}

extension ScriptState {
    fileprivate func push(_ field: DocumentClass.Field, to frame: inout LuaFrame) {
        switch field {
        case .id: frame.push(document.id)
        case .text: document.text.bytes.withUnsafeBufferPointer { frame.push(utf8: $0) }
        case .source: push(document.source, to: &frame)
        case .language: push(document.language, to: &frame)
        case .meta: pushProxy(ValuePlace(root: .metadata), to: &frame)
        case .tokens: frame.push(classes.tokens, 0)
        case .sentences: frame.push(lua.makeTable(array: document.sentences.ranges.map(runValue)))
        case .paragraphs: frame.push(lua.makeTable(array: document.paragraphs.ranges.map(runValue)))
        }
    }

    private func push(_ string: String?, to frame: inout LuaFrame) {
        if let string { frame.push(string) } else { frame.pushNil() }
    }

    fileprivate func assign(_ field: DocumentClass.Field, from frame: borrowing LuaFrame) throws {
        if field == .language {
            document.language = try frame.optionalString(1)
            return
        }
        guard let object = try value(from: frame.value(1), at: "meta")?.object else {
            throw PipelineError.script("doc.meta is a table of names")
        }
        document.metadata = object
    }
}

// MARK: - Reading

extension ScriptState {
    /// `doc:spans "LOC"`, `doc:spans { layer = "entities", label = "PER" }`, `doc:spans()`: a list in text order.
    fileprivate func spans(_ frame: inout LuaFrame) throws {
        var layer: String?
        var label: String?
        if frame.value(1).table != nil {
            let arguments = try NamedArguments(frame, state: self, known: ["layer", "label"])
            layer = try arguments.string("layer")
            label = try arguments.string("label")
        } else {
            label = try frame.optionalString(1)
        }
        let spans = document.annotations(in: layer, label: label).map { spanValue($0.id) }
        frame.push(lua.makeTable(array: spans))
    }

    /// `doc:relations "STATEMENT"`, `doc:relations()`: a list in the order in which they were made.
    fileprivate func relations(_ frame: inout LuaFrame) throws {
        let label = try frame.optionalString(1)
        let found = document.relations.filter { label == nil || $0.label == label }
        frame.push(lua.makeTable(array: found.map { lua.makeObject(classes.relation, $0.id) }))
    }

    /// `doc:column "lemma"`: the values of all tokens, "" where there is none.
    fileprivate func column(_ frame: inout LuaFrame) throws {
        let column = TokenColumn(try frame.string(1))
        let values = (0..<document.tokens.count).map { LuaValue.string(document.value(of: column, at: $0) ?? "") }
        frame.push(lua.makeTable(array: values))
    }
}
