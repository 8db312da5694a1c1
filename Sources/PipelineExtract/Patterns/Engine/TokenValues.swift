internal import PipelineCore

/// The values of a document's tokens as numbers: one column a source, numbers the same in all documents until the
/// tables are emptied.
///
/// The texts come from the forms that all stages of a worker share; one hash a distinct symbol for the columns.
struct TokenValues {
    let sources: [TokenSource]
    /// Tables that hold more bytes than this are emptied between documents.
    private let maximumFootprint: Int
    private let forms: TokenForms
    private var tables: [ByteTable]
    private var numbers: [[UInt32]]
    /// Grows whenever the tables have been emptied, so that what was learnt of their numbers is forgotten too.
    private(set) var generation = 0
    private var ofSymbol: [UInt32] = []
    private var lowerOfText: [UInt32] = []
    private var formsGeneration = 0

    init(_ sources: [TokenSource], forms: TokenForms, maximumFootprint: Int = 8 << 20) {
        self.maximumFootprint = maximumFootprint
        self.forms = forms
        // The text is always there: the normal form falls back to it.
        self.sources = [.text] + sources.filter { $0 != .text }
        tables = self.sources.map { _ in ByteTable() }
        numbers = self.sources.map { _ in [] }
    }

    func index(of source: TokenSource) -> Int { sources.firstIndex(of: source) ?? 0 }

    /// The values of a source by their numbers.
    func table(_ index: Int) -> ByteTable { index == 0 ? forms.table : tables[index] }

    /// The number of each token's value of a source.
    func numbers(_ index: Int) -> [UInt32] { index == 0 ? forms.numbers : numbers[index] }

    /// Takes the values that depend on no annotation from a document.
    mutating func load(_ document: Document) {
        forms.load(document)
        let footprint = tables.reduce(0) { $0 + $1.footprint }
        if footprint > maximumFootprint || formsGeneration != forms.generation { forget() }
        for index in sources.indices {
            switch sources[index] {
            case .norm: loadColumn(.norm, of: document, at: index)
            case .column(let column): loadColumn(column, of: document, at: index)
            case .text, .entity, .layer, .derived: break
            }
        }
    }

    /// Takes the values that depend on annotations; to be called again when annotations have been added.
    mutating func loadLayers(_ document: Document) {
        for index in sources.indices {
            switch sources[index] {
            case .entity: loadEntities(document, at: index)
            case .layer(let name): loadLayer(name, document, at: index)
            case .derived(let value): numbers[index] = value.values(in: document).map { tables[index].insert($0) }
            default: break
            }
        }
    }

    private mutating func forget() {
        tables = sources.map { _ in ByteTable() }
        lowerOfText = []
        formsGeneration = forms.generation
        generation += 1
    }

    private mutating func loadColumn(_ column: TokenColumn, of document: Document, at index: Int) {
        let count = document.tokens.count
        let symbols = document.tokens[column] ?? []
        ofSymbol.removeAll(keepingCapacity: true)
        ofSymbol.append(contentsOf: repeatElement(.max, count: document.strings.count))
        ofSymbol[0] = 0
        var numbers = [UInt32](repeating: 0, count: count)
        for token in symbols.indices {
            let symbol = symbols[token]
            var number = ofSymbol[Int(symbol.index)]
            if number == .max {
                number = document.strings.withBytes(of: symbol) { tables[index].insert($0) }
                ofSymbol[Int(symbol.index)] = number
            }
            numbers[token] = number
        }
        if column == .norm { fillNorm(&numbers, at: index) }
        self.numbers[index] = numbers
    }

    /// A token without a normal form of its own has its lower-cased text.
    private mutating func fillNorm(_ numbers: inout [UInt32], at index: Int) {
        let texts = forms.numbers
        for token in numbers.indices where numbers[token] == 0 {
            let text = texts[token]
            while lowerOfText.count <= Int(text) { lowerOfText.append(.max) }
            if lowerOfText[Int(text)] == .max {
                lowerOfText[Int(text)] = tables[index].insert(LexicalAttributes.lower(forms.table[text]))
            }
            numbers[token] = lowerOfText[Int(text)]
        }
    }

    /// Of entities that overlap the first one in text order counts, the longer before the shorter.
    private mutating func loadEntities(_ document: Document, at index: Int) {
        var numbers = [UInt32](repeating: 0, count: document.tokens.count)
        for annotation in document.annotations(in: EdgeMatchers.entityLayer) {
            let label = tables[index].insert(annotation.label)
            for token in annotation.tokens where numbers[token] == 0 { numbers[token] = label }
        }
        self.numbers[index] = numbers
    }

    private mutating func loadLayer(_ name: String, _ document: Document, at index: Int) {
        var numbers = [UInt32](repeating: 0, count: document.tokens.count)
        let present = tables[index].insert("+")
        for annotation in document.annotations
        where annotation.layer == name || annotation.layer == EdgeMatchers.entityLayer && annotation.label == name {
            for token in annotation.tokens { numbers[token] = present }
        }
        self.numbers[index] = numbers
    }
}
