internal import PipelineCore
internal import PipelineLua

extension PipelineError {
    /// An error of a script, with the place in the script, the calls that led there and, where the host was the cause,
    /// what the host had to say.
    ///
    /// - Parameter code: what kind of error it is when the script itself raised it or called the host the wrong way.
    init(script thrown: any Error, code: Code = .scriptFailed) {
        guard let error = thrown as? LuaError else {
            self.init(thrown, code: code)
            return
        }
        let location = error.location.map { SourceLocation(file: $0.file, line: $0.line) }
        if let underlying = error.underlying as? PipelineError {
            self = underlying.at(location: location)
            if self.code == .scriptFailed { self.code = code }
        } else {
            let limit: Code? =
                switch error.kind {
                // While a definition is loaded, it is the definition that is wrong.
                case _ where code == .definitionInvalid: nil
                case .timeLimit: .timeLimit
                case .memoryLimit: .memoryLimit
                case .outputLimit: .outputLimit
                default: nil
                }
            let remedy = limit.map { _ in
                "a stage says limits = { time = \"5s\", memory = \"128MB\" } when it needs more"
            }
            let message = error.message.replacing("(field 'integer index')", with: "(field '?')")
            self.init(limit ?? code, message, remedy: remedy, location: location)
        }
        if error.kind == .syntax, error.near == "]" {
            // A token test ends in ']', so that a pattern's own end makes "]]]", of which Lua takes the first two.
            remedy = "']]' ends a [[ … ]] string: put a space before it, or write [=[ … ]=]"
        }
        if error.kind == .syntax, remedy == nil { remedy = Self.remedy(forSyntax: error.message, near: error.near) }
        if remedy == nil { remedy = Self.remedy(forRuntime: error.message) }
        // One level says no more than the location does.
        if error.traceback.count > 1 {
            traceback = error.traceback.map { entry in
                // What Lua says of a function that was called by another expression than a name.
                let name = entry.function.flatMap { ["?", "integer index"].contains($0) ? nil : $0 }
                let function = name.map { $0 == "main chunk" ? " in the main part" : " in function '\($0)'" }
                return "at \(entry.location)\(function ?? "")"
            }
        }
    }

    /// What is probably wrong when a table is not closed where Lua expects its end.
    private static func remedy(forSyntax message: String, near: String?) -> String? {
        guard message.hasPrefix("'}' expected") else { return nil }
        guard let near, near != "<eof>" else { return "a '}' is missing: count those of the table that is named here" }
        return "is a comma missing before '\(near)'?"
    }

    /// What is probably wrong when something is read of an item that a list has not, such as the first token of no text.
    private static func remedy(forRuntime message: String) -> String? {
        guard ["integer index", "?"].contains(where: { message == "attempt to index a nil value (field '\($0)')" })
        else { return nil }
        return "the list has nothing at that place: compare with its length first, as in if #doc.tokens >= 1 then"
    }

    /// The name of a global that was used without being declared, if that is what is wrong.
    var undeclaredGlobal: String? {
        let start = "undeclared global '"
        guard message.hasPrefix(start), message.hasSuffix("'") else { return nil }
        return String(message.dropFirst(start.count).dropLast())
    }

    /// An error that a script makes when it calls the host the wrong way.
    static func script(_ message: String, remedy: String? = nil) -> PipelineError {
        PipelineError(.scriptFailed, message, remedy: remedy)
    }
}
