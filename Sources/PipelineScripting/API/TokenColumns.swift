internal import PipelineCore
internal import PipelineLua

/// Where the values of the fields of a token come from.
enum TokenSource: Int, ColumnSource {
    case text, lower, norm, lemma, upos, xpos, feats, shape, flags, length, start, stop, sentence, index

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })

    /// The source of a field of the token class, and what its values mean.
    static func column(ofField name: String) -> (TokenSource, LuaColumnKind)? {
        if let flag = LexicalFlags.byName[name] { return (.flags, .flags(flag.rawValue)) }
        guard let source = byName[name] else { return nil }
        switch source {
        case .text, .lower, .norm, .lemma, .upos, .xpos, .feats, .shape: return (source, .strings)
        case .length, .start, .stop, .sentence, .index: return (source, .integers)
        case .flags: return nil
        }
    }

    /// The source of a column that stages and scripts assign.
    init?(_ column: TokenColumn) {
        switch column {
        case .norm: self = .norm
        case .lemma: self = .lemma
        case .upos: self = .upos
        case .xpos: self = .xpos
        case .feats: self = .feats
        case .custom: return nil
        }
    }

    func fill(_ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>, _ state: ScriptState) {
        switch self {
        case .text: state.fillTexts(values, range)
        case .lower: state.fillFacts(.lower, values, range)
        case .shape: state.fillFacts(.shape, values, range)
        case .flags: state.fillFacts(.flags, values, range)
        case .norm: state.fillNorms(values, range)
        case .lemma: state.fillSymbols(values, range, of: .lemma)
        case .upos: state.fillSymbols(values, range, of: .upos)
        case .xpos: state.fillSymbols(values, range, of: .xpos)
        case .feats: state.fillSymbols(values, range, of: .feats)
        case .length: state.fillLengths(values, range)
        case .start: state.fillOffsets(values, range) { $0.lowerBound }
        case .stop: state.fillOffsets(values, range) { $0.upperBound }
        case .sentence: state.fillSentences(values, range)
        case .index: for token in range { values[token] = UInt32(token + 1) }
        }
    }
}

/// What follows from the text of a token, by the number of the text among the interned strings. Worked out once for each
/// text that a worker meets.
struct FormFacts {
    enum Fact: Int, CaseIterable {
        case lower, shape, flags

        fileprivate func value(of text: String, in lua: LuaState) -> UInt32 {
            switch self {
            case .lower: lua.intern(LexicalAttributes.lower(text))
            case .shape: lua.intern(LexicalAttributes.shape(text))
            case .flags: LexicalAttributes.flags(text).rawValue
            }
        }
    }

    private var facts = [[UInt32]](repeating: [], count: Fact.allCases.count)

    mutating func removeAll() { facts = facts.map { _ in [] } }

    fileprivate mutating func value(
        _ fact: Fact, of form: UInt32, text: @autoclosure () -> String, in lua: LuaState
    ) -> UInt32 {
        // Texts of more than a few words have no number.
        guard form < LuaState.unknowable else { return fact.value(of: text(), in: lua) }
        let place = Int(form)
        let known = facts[fact.rawValue].count
        if place >= known {
            let missing = max(place + 1 - known, known)
            facts[fact.rawValue].append(contentsOf: repeatElement(LuaState.unknown, count: missing))
        }
        if facts[fact.rawValue][place] == LuaState.unknown {
            facts[fact.rawValue][place] = fact.value(of: text(), in: lua)
        }
        return facts[fact.rawValue][place]
    }
}

/// The numbers of a document's strings among those that Lua has. Each string is hashed once a document.
///
/// Lives for one pass over a column: what it needs lies at hand, as the pass is part of what reading costs.
struct SymbolNumbers {
    let strings: StringTable
    let lua: LuaState
    let numbers: UnsafeMutableBufferPointer<UInt32>

    subscript(symbol: Symbol) -> UInt32 {
        let place = Int(symbol.index)
        if numbers[place] == LuaState.unknown { numbers[place] = strings.withBytes(of: symbol) { lua.intern($0) } }
        return numbers[place]
    }
}

/// Each leaves values that are known as they are.
extension ScriptState {
    fileprivate func fillTexts(_ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>) {
        tokenPlaces.withText { text, starts, ends in
            for token in range where values[token] == LuaState.unknown {
                values[token] = lua.intern(UnsafeBufferPointer(rebasing: text[Int(starts[token])..<Int(ends[token])]))
            }
        }
    }

    fileprivate func fillFacts(
        _ fact: FormFacts.Fact, _ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>
    ) {
        let forms = tokenColumns.values(.text, around: range.lowerBound, count: tokenPlaces.count, self)
        for token in range where values[token] == LuaState.unknown {
            values[token] = formFacts.value(fact, of: forms[token], text: document.tokenText(token), in: lua)
        }
    }

    /// The empty string where nothing was assigned, so that scripts can compare without a check.
    fileprivate func fillSymbols(
        _ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>, of column: TokenColumn
    ) {
        let numbers = symbolNumbers(document)
        guard let symbols = document.tokens[column] else {
            for token in range { values[token] = numbers[.none] }
            return
        }
        symbols.withUnsafeBufferPointer { symbols in
            for token in range where values[token] == LuaState.unknown { values[token] = numbers[symbols[token]] }
        }
    }

    fileprivate func fillNorms(_ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>) {
        let symbols = document.tokens[.norm]
        let numbers = symbolNumbers(document)
        let lower = tokenColumns.values(.lower, around: range.lowerBound, count: tokenPlaces.count, self)
        for token in range where values[token] == LuaState.unknown {
            let symbol = symbols?[token] ?? .none
            values[token] = symbol.isNone ? lower[token] : numbers[symbol]
        }
    }

    /// Grown when a script has assigned a new string.
    private func symbolNumbers(_ document: Document) -> SymbolNumbers {
        symbols.extend(to: document.strings.count)
        return SymbolNumbers(strings: document.strings, lua: lua, numbers: symbols.values)
    }

    fileprivate func fillLengths(_ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>) {
        tokenPlaces.withText { text, starts, ends in
            for token in range {
                let bytes = text[Int(starts[token])..<Int(ends[token])]
                values[token] = bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
            }
        }
    }

    fileprivate func fillOffsets(
        _ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>, _ edge: (Range<Int>) -> Int
    ) {
        let offsets = offsets
        for token in range { values[token] = UInt32(offsets.offset(ofByte: edge(tokenPlaces[token]))) }
    }

    fileprivate func fillSentences(_ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>) {
        var sentence = document.sentences.index(ofToken: range.lowerBound)
        for token in range {
            while token >= document.sentences[sentence].upperBound { sentence += 1 }
            values[token] = UInt32(sentence + 1)
        }
    }
}
