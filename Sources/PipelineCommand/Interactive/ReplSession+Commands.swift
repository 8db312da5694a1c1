import PipelineCore

extension ReplSession {
    /// A command as `:help` tells of it.
    struct Command: Sendable {
        let name: String
        let arguments: String
        let summary: String
        let run: @Sendable (ReplSession, [String], String) throws -> Void
    }

    static let commands: [Command] = [
        Command(name: "help", arguments: "", summary: "say what can be entered") { session, _, _ in session.help() },
        Command(name: "load", arguments: "INPUT…", summary: "load other documents") { session, words, _ in
            try session.loadDocuments(words)
        },
        Command(name: "reload", arguments: "", summary: "load the definition and the documents again") {
            session, _, _ in
            session.definition = try session.load()
            try session.loadDocuments(session.inputs)
        },
        Command(name: "docs", arguments: "", summary: "list the documents") { session, _, _ in session.listDocuments()
        },
        Command(name: "doc", arguments: "[ID]", summary: "try patterns on one document, or on all again") {
            session, _, rest in
            try session.limit(to: rest)
        },
        Command(
            name: "tokens", arguments: "[WORDS]",
            summary: "the tokens of a sentence with these words, or of the last hit"
        ) {
            session, _, rest in session.listTokens(rest)
        },
        Command(name: "spans", arguments: "[LAYER|LABEL]", summary: "what the definition annotates") {
            session, _, rest in
            session.listSpans(rest)
        },
        Command(name: "rules", arguments: "", summary: "which rules found something, and how much") { session, _, _ in
            session.listRules()
        },
        Command(name: "explain", arguments: "WORDS", summary: "who found what at these words, and with what") {
            session, _, rest in session.explain(rest)
        },
        Command(name: "let", arguments: "NAME PATTERN", summary: "a pattern that others use as $NAME") {
            session, words, rest in
            try session.define(words, rest)
        },
        Command(
            name: "within", arguments: "UNIT", summary: "what bounds a match: sentence, paragraph, document, a layer"
        ) {
            session, words, _ in
            session.within = words.first ?? "sentence"
            session.output.write("a match stays within one \(session.within)")
        },
        Command(name: "quit", arguments: "", summary: "end; so does Ctrl-D") { session, _, _ in session.isOver = true },
    ]

    /// Runs a command, given without its colon.
    func command(_ line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        guard let name = words.first else { return help() }
        let rest = String(line.dropFirst(name.count)).trimmingBlanks
        let fitting = Self.commands.filter { $0.name.hasPrefix(name) }
        guard let command = fitting.first(where: { $0.name == name }) ?? (fitting.count == 1 ? fitting[0] : nil) else {
            throw PipelineError(
                .definitionInvalid, "there is no command ':\(name)'",
                remedy: Suggestion.closest(to: name, among: Self.commands.map(\.name)).map { "did you mean ':\($0)'?" }
                    ?? "':help' lists them")
        }
        try command.run(self, Array(words.dropFirst()), rest)
    }

    private func help() {
        output.write(
            """
            A line is a pattern, tried at once on all loaded documents, or a command:
            """)
        for command in Self.commands {
            let call = ":\(command.name) \(command.arguments)"
            output.write("  \(call)\(String(repeating: " ", count: max(2, 24 - call.count)))\(command.summary)")
        }
        output.write("A pattern goes on in the next line while a bracket or a string is open. Tab completes.")
    }

    private func loadDocuments(_ inputs: [String]) throws {
        let loaded = try LoadedDocuments(definition, inputs: inputs, limit: limit)
        (self.inputs, self.loaded, focus, lastTrial) = (inputs, loaded, nil, nil)
        greet()
    }

    private func listDocuments() {
        for document in loaded.documents.prefix(200) {
            let line = Excerpt.cut(String(document.text[0..<document.text.count].prefix(200)), to: 60)
            output.write("\(document.id == focus ? "*" : " ") \(document.id)  \(line)")
        }
    }

    private func limit(to id: String) throws {
        guard !id.isEmpty else {
            focus = nil
            output.write("patterns are tried on all documents")
            return
        }
        let ids = loaded.documents.map(\.id)
        guard ids.contains(id) else {
            throw PipelineError(
                .documentInvalid, "there is no document '\(id)'",
                remedy: Suggestion.remedy(for: id, among: ids.prefix(50)))
        }
        focus = id
        output.write("patterns are tried on \(id)")
    }

    private func define(_ words: [String], _ rest: String) throws {
        guard words.count > 1 else {
            throw PipelineError(
                .definitionInvalid, ":let takes a name and a pattern", remedy: ":let HEAD [lemma=\"head\"]")
        }
        macros[words[0]] = String(rest.dropFirst(words[0].count)).trimmingBlanks
        output.write("$\(words[0]) may be used in patterns")
    }
}
