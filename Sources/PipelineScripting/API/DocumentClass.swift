internal import PipelineCore
internal import PipelineLua

/// `doc`
enum DocumentClass {
    enum Field: String, CaseIterable {
        case id, text, source, language, meta, tokens, sentences, paragraphs
    }

    static func declaration(_ state: ScriptState, values: LuaClass, tokens: LuaClass) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.document, in: state)
        type.isLight = true
        type.declare(fields: Field.self, of: ScriptAPI.document) { [unowned state] frame, _, field in
            state.push(field, to: &frame)
        }
        state.documentColumns = ObjectColumns(fields: type.fields.map(\.name)) {
            DocumentFieldSource.column(ofField: $0, values: values, tokens: tokens)
        }
        let read = type.getter
        type.getter = { [unowned state] frame, object, field in
            state.documentColumns.willRead(field, of: object.a, count: 1, state)
            try read(&frame, object, field)
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
        case .meta: pushProxy(.metadata, to: &frame)
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
        try countOutput(.object(object))
        document.metadata = object
    }
}

// MARK: - Reading

extension ScriptState {
    /// `doc:spans "LOC"`, `doc:spans { layer = "entities", label = "PER" }`, `doc:spans()`: a list in text order.
    func spans(_ call: inout APICall) throws {
        let layer = try call.string(ifGiven: "layer")
        let label = try call.string(ifGiven: "label")
        let spans = document.annotations(in: layer, label: label).map { spanValue($0.id) }
        call.frame.push(lua.makeTable(array: spans))
    }

    /// `doc:relations "STATEMENT"`, `doc:relations()`: a list in the order in which they were made.
    func relations(_ call: inout APICall) throws {
        let label = try call.string(ifGiven: "label")
        let found = document.relations.filter { label == nil || $0.label == label }
        call.frame.push(lua.makeTable(array: found.map { lua.makeObject(classes.relation, $0.id) }))
    }

    /// `doc:column "lemma"`: the values of all tokens, "" where there is none; of fields that tokens have by themselves too.
    func column(_ call: inout APICall) throws {
        let name = try call.string("name")
        if let (source, kind) = TokenSource.column(ofField: name) {
            return call.frame.push(makeTable(source, kind, field: name))
        }
        let column = TokenColumn(name)
        guard hasColumn(column) else {
            throw PipelineError.script(
                "tokens have no column '\(name)'", remedy: Suggestion.remedy(for: name, among: columnNames))
        }
        let values = (0..<document.tokens.count).map { LuaValue.string(document.value(of: column, at: $0) ?? "") }
        call.frame.push(lua.makeTable(array: values))
    }

    private func makeTable(_ source: TokenSource, _ kind: LuaColumnKind, field: String) -> LuaReference {
        let count = tokenPlaces.count
        guard count > 0 else { return lua.makeTable() }
        let values = tokenColumns.values(source, count: count, self)
        let table = lua.makeTable(kind, UnsafeBufferPointer(rebasing: values[..<count]))
        guard case .strings = kind else { return table }
        for token in 0..<count where values[token] == LuaState.unknowable {
            lua.setElement(token + 1, of: table, to: .string(string(of: source, ofToken: token)))
        }
        return table
    }

    /// What has no number because it is too long, or too many strings have one.
    private func string(of source: TokenSource, ofToken token: Int) -> String {
        let text = document.tokenText(token)
        switch source {
        case .lower: return LexicalAttributes.lower(text)
        case .shape: return LexicalAttributes.shape(text)
        case .norm: return document.value(of: .norm, at: token) ?? LexicalAttributes.lower(text)
        case .lemma: return document.value(of: .lemma, at: token) ?? ""
        case .upos: return document.value(of: .upos, at: token) ?? ""
        case .xpos: return document.value(of: .xpos, at: token) ?? ""
        case .feats: return document.value(of: .feats, at: token) ?? ""
        default: return text
        }
    }
}
