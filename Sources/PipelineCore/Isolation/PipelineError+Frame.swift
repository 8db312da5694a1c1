// An error on its way out of a worker process.

extension PipelineError {
    private static let greatestDepth = 4

    /// The error as a value; ``init(frameValue:)`` reads it.
    var frameValue: Value {
        var object: Value.Object = ["code": .string(code.rawValue), "message": .string(message)]
        object["remedy"] = remedy.map { .string($0) }
        object["location"] = location.map(\.frameValue)
        object["excerpt"] = excerpt.map { .string($0) }
        object["stage"] = stage.map { .string($0) }
        object["document"] = document.map { .string($0) }
        object["traceback"] = traceback.isEmpty ? nil : .array(traceback.map { .string($0) })
        object["ends_run"] = endsRun ? true : nil
        object["others"] = others.isEmpty ? nil : .array(others.map(\.frameValue))
        return .object(object)
    }

    /// The error that a value tells; `nil` when it tells none.
    init?(frameValue value: Value, depth: Int = 0) {
        guard let object = value.object, depth < Self.greatestDepth, let code = object["code"]?.string,
            !code.isEmpty, let message = object["message"]?.string
        else { return nil }
        self.init(
            Code(rawValue: code), message, remedy: object["remedy"]?.string,
            location: object["location"].flatMap { SourceLocation(frameValue: $0) }, excerpt: object["excerpt"]?.string,
            stage: object["stage"]?.string.flatMap { $0.isEmpty ? nil : $0 }, document: object["document"]?.string,
            traceback: object["traceback"]?.array?.compactMap(\.string) ?? [],
            others: object["others"]?.array?.compactMap { PipelineError(frameValue: $0, depth: depth + 1) } ?? [])
        endsRun = object["ends_run"]?.boolean ?? false
    }

    /// The error without a reason to open a file outside the given folders: a worker may say that it is anywhere.
    func quoting(_ folders: [String]) -> PipelineError {
        var error = self
        if let location, excerpt == nil, !location.isRegularFile(in: folders) { error.excerpt = "" }
        error.others = others.map { $0.quoting(folders) }
        return error
    }
}

extension SourceLocation {
    /// The place as a value; ``init(frameValue:)`` reads it.
    package var frameValue: Value {
        var object: Value.Object = ["file": .string(file), "length": .integer(Int64(length))]
        object["line"] = line.map { .integer(Int64($0)) }
        object["column"] = column.map { .integer(Int64($0)) }
        return .object(object)
    }

    /// The place that a value tells; `nil` when it tells none.
    package init?(frameValue value: Value) {
        guard let file = value.object?["file"]?.string else { return nil }
        func position(_ key: String) -> Int? {
            value.object?[key]?.integer.flatMap { (1...Int64(Int32.max)).contains($0) ? Int($0) : nil }
        }
        self.init(file: file, line: position("line"), column: position("column"), length: position("length") ?? 1)
    }

    fileprivate func isRegularFile(in folders: [String]) -> Bool {
        folders.contains { folder in
            let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : "\(folder)/"
            guard file.hasPrefix(prefix), !prefix.isEmpty || !file.hasPrefix("/") else { return false }
            return !file.dropFirst(prefix.count).split(separator: "/").contains("..") && FileIdentity(of: file) != nil
        }
    }
}
