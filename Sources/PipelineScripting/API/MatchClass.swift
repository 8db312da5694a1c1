internal import PipelineCore
internal import PipelineLua

/// What `where`, `emit` and `doc:find` are given; the object's first integer is the match's place in the state. Every
/// capture is a field: a span, or a list of spans when it is in a loop, also when that went round but once.
enum MatchClass {
    enum Field: String, CaseIterable {
        case rule, score, span, text, first, last, captures
    }

    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.match, in: state)
        type.isLight = true
        type.declare(fields: Field.self, of: ScriptAPI.match) { [unowned state] frame, object, field in
            let match = state.matches[object.a]
            switch field {
            case .rule: frame.push(match.provenance.rule ?? "")
            case .score: frame.push(match.score)
            case .span: state.pushRun(match.tokens, to: &frame)
            case .text: frame.push(state.document.text[state.document.bytes(ofTokens: match.tokens)])
            case .first: frame.push(match.tokens.lowerBound + 1)
            case .last: frame.push(match.tokens.upperBound)
            case .captures: frame.push(state.classes.captures, object.a)
            }
        }
        type.getMissing = { [unowned state] frame, object, key in
            try state.pushCapture(key, ofMatch: object.a, also: ScriptAPI.match.memberNames, to: &frame)
        }
        type.text = { [unowned state] object in
            state.document.text[state.document.bytes(ofTokens: state.matches[object.a].tokens)]
        }
        return type
    }
}

/// `m.captures`: the captures alone, so that a capture of any name can be read.
enum CapturesClass {
    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.captures, in: state)
        type.getMissing = { [unowned state] frame, object, key in
            try state.pushCapture(key, ofMatch: object.a, also: [], to: &frame)
        }
        type.pairs = { [unowned state] frame, object in
            let captures = state.matches[object.a].captures
            state.pushPairs(captures.map { ($0.name, state.value(of: $0)) }, to: &frame)
        }
        return type
    }
}

extension ScriptState {
    /// A span, or a list of them where the pattern allows several.
    fileprivate func value(of capture: Match.Capture) -> LuaValue {
        let spans = capture.runs.map(runValue)
        guard capture.isRepeated, !spans.isEmpty else { return spans.first ?? .nil }
        return .table(lua.makeTable(array: spans))
    }

    /// A capture that took no part is nil; a name that the pattern does not have is a mistake.
    fileprivate func pushCapture(
        _ key: LuaValue, ofMatch position: Int, also fields: [String], to frame: inout LuaFrame
    ) throws {
        let match = matches[position]
        let name = key.keyText
        if let capture = match.captures.first(where: { $0.name == name }) { return frame.push(value(of: capture)) }
        guard match.names.contains(name) else {
            throw PipelineError.script(
                "the pattern has no capture '\(name)'",
                remedy: Suggestion.remedy(for: name, among: match.names + fields))
        }
        frame.pushNil()
    }
}
