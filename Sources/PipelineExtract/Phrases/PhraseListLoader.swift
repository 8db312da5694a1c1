public import PipelineCore

/// Makes phrase lists of what a definition says of them: a file, words in place, or both.
struct PhraseListLoader {
    /// What stages and the lists of rule files have in common.
    ///
    /// - Parameter fallback: what is compared where nothing is said.
    static func options(fallback: PhraseList.Match) -> [Option] {
        [
            Option("words", .list(.value), "the phrases, each a string or { \"phrase\", id = \"…\", aliases = { … } }"),
            Option(
                "match", .choice(PhraseList.Match.allCases.map(\.rawValue)),
                "what of a token is compared: the text in lower case, as it stands, its lemma, or the text without case and "
                    + "diacritics; '\(fallback.rawValue)' if not given"),
            Option("phrase", .string, "the column of the phrases; 'phrase' if not given"),
            Option("id", .string, "the column that becomes attributes.entity; 'id' if not given"),
            Option("attributes", .strings, "the columns that become attributes; all others if not given"),
        ]
    }

    /// What the file of a list may be.
    static let fileSummary =
        "a .tsv or .csv file with a column 'phrase', .jsonl, a file with a phrase a line, or a compiled list"

    let split: @Sendable (String) -> [String]
    private(set) var errors: [PipelineError] = []

    init(split: @escaping @Sendable (String) -> [String]) { self.split = split }

    /// Reads a list.
    ///
    /// - Parameters:
    ///   - words: the phrases that stand in the definition.
    ///   - match: what is to be compared, if that has been said; `fallback` otherwise.
    ///   - owner: the list in messages.
    mutating func load(
        words: [Setting], file: String?, columns table: Setting.Table, match: PhraseList.Match?,
        fallback: PhraseList.Match, owner: String, _ origin: Origin
    ) -> PhraseList {
        let path = file.map { Path.resolve($0, in: origin.directory) }
        if let path, PhraseList.isCompiled(path) {
            return open(path, words, table, match, owner, origin) ?? PhraseList(entries: [])
        }
        var builder = PhraseListBuilder(match: match ?? fallback, split: split)
        for word in words {
            guard let entry = entry(word, owner, origin) else { continue }
            let empty = builder.add(entry)
            if !empty.isEmpty { complain("\(owner) has a phrase without a word", origin) }
        }
        if let file, let path {
            let columns = columns(table)
            read(path, columns.columns, columns.required, origin.location(of: file), into: &builder)
        }
        do {
            return try PhraseList(builder)
        } catch {
            errors.append(error)
            return PhraseList(entries: [])
        }
    }

    /// A compiled list has been made with its own words and columns.
    private mutating func open(
        _ path: String, _ words: [Setting], _ table: Setting.Table, _ match: PhraseList.Match?, _ owner: String,
        _ origin: Origin
    ) -> PhraseList? {
        if !words.isEmpty {
            complain("\(owner) is compiled and takes no other words", origin, remedy: "use two lists")
        }
        for name in ["phrase", "id", "attributes"] where table.fields[name] != nil {
            complain(
                "\(owner) is compiled, so '\(name)' decides nothing", origin,
                remedy: "leave it out, or compile the list anew: pipeline compile --\(name) …")
        }
        do {
            let list = try PhraseList(compiled: path)
            if let match, match != list.match {
                complain(
                    "\(owner) was compiled to match '\(list.match.rawValue)', not '\(match.rawValue)'", origin,
                    remedy: "leave it out, or compile the list anew: pipeline compile --match \(match.rawValue) …")
            }
            return list
        } catch {
            errors.append(error)
            return nil
        }
    }

    private mutating func read(
        _ path: String, _ columns: PhraseColumns, _ required: Set<String>, _ location: SourceLocation?,
        into builder: inout PhraseListBuilder
    ) {
        do {
            errors += try builder.add(path, columns, required: required)
        } catch {
            var error = error
            error.location = location ?? error.location
            errors.append(error)
        }
    }

    private func columns(_ table: Setting.Table) -> (columns: PhraseColumns, required: Set<String>) {
        var columns = PhraseColumns()
        var required: Set<String> = []
        if let phrase = table.fields["phrase"]?.string { columns.phrase = phrase }
        if let id = table.fields["id"]?.string {
            columns.id = id
            required.insert(id)
        }
        if let attributes = table.fields["attributes"]?.strings {
            columns.attributes = attributes
            required.formUnion(attributes)
        }
        return (columns, required)
    }

    /// A string, or `{ "phrase", id = "…", label = "…", aliases = { … } }`; what else it holds becomes attributes.
    private mutating func entry(_ setting: Setting, _ owner: String, _ origin: Origin) -> PhraseEntry? {
        if let phrase = setting.string {
            // In a list of words a file is a phrase that no text has.
            if [".csv", ".tsv", ".jsonl", ".txt"].contains(where: phrase.hasSuffix) {
                complain(
                    "\(owner) has the phrase '\(phrase)', which is named like a file", origin,
                    remedy: "a file is file = \"\(phrase)\"; a phrase like this is { \"\(phrase)\" }")
            }
            return PhraseEntry(phrase)
        }
        guard let table = setting.asTable, let phrase = table.items.first?.string, table.items.count == 1 else {
            complain("\(owner) holds strings, not a \(setting.kind)", origin)
            return nil
        }
        var entry = PhraseEntry(phrase)
        for (key, setting) in table.fields.sorted(by: { $0.key < $1.key }) {
            switch key {
            case "id": entry.id = setting.value?.plainText
            case "label": entry.label = setting.string
            case "aliases": entry.aliases = setting.strings ?? []
            default: if let value = setting.asValue { entry.attributes[key] = value }
            }
        }
        return entry
    }

    private mutating func complain(_ message: String, _ origin: Origin, remedy: String? = nil) {
        errors.append(PipelineError(.definitionInvalid, message, remedy: remedy, location: origin.location))
    }
}

extension PhraseListBuilder {
    /// Adds the entries of a file.
    ///
    /// - Returns: what is wrong in the file.
    /// - Throws: ``PipelineError`` with code `file.unreadable`.
    mutating func add(
        _ path: String, _ columns: PhraseColumns, required: Set<String>
    ) throws(PipelineError) -> [PipelineError] {
        var file = try PhraseListFile(path, columns, required: required)
        file.forEach { entry in add(entry).isEmpty ? nil : "the entry has a phrase without a word" }
        return file.errors
    }
}

extension PhraseList {
    /// Reads a list from a file as `pipeline compile` does.
    ///
    /// - Parameters:
    ///   - path: where the file is.
    ///   - columns: what the columns of the file are called.
    ///   - required: columns that must be there.
    ///   - match: what of a token is compared with the words.
    ///   - split: cuts a phrase into tokens as the pipeline's tokenizer does.
    /// - Throws: ``PipelineCore/PipelineError`` with code `file.unreadable` or `definition.invalid`, and all that is
    ///   wrong.
    public init(
        contentsOf path: String, columns: PhraseColumns = PhraseColumns(), required: Set<String> = [],
        match: Match = .lower, split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) throws(PipelineError) {
        var builder = PhraseListBuilder(match: match, split: split)
        let errors = try builder.add(path, columns, required: required)
        if var first = errors.first {
            first.others = Array(errors.dropFirst())
            throw first
        }
        try self.init(builder)
    }
}
