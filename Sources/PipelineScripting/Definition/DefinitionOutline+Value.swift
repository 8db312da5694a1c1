public import PipelineCore

// An outline on its way out of a worker process. Whoever takes it in checks it like anything that somebody wrote.

extension DefinitionOutline {
    /// The outline as plain data.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` for a reader or writer with an option that is a function, which stays
    ///   where it is.
    public var value: Value {
        get throws {
            var object: Value.Object = ["name": .string(name), "isolated": .boolean(isIsolated)]
            object["read"] = try read?.value
            object["write"] = .array(try write.map { try $0.value })
            object["dead_letters"] = deadLetters.map { .string($0) }
            object["summary"] = corpusSummary.map { .string($0) }
            object["identity"] = .object(identity)
            return .object(object)
        }
    }

    /// The outline that a worker process told of the definition at a path.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` when it is none.
    public init(_ value: Value, path: String, catalog: Catalog) throws {
        guard let object = value.object, let name = object["name"]?.string, let write = object["write"]?.array else {
            throw Self.broken
        }
        self.name = name
        self.path = path
        isIsolated = object["isolated"]?.boolean ?? false
        read = try object["read"].map { try Endpoint($0) }
        self.write = try write.map { try Endpoint($0) }
        deadLetters = object["dead_letters"]?.string
        corpusSummary = object["summary"]?.string
        self.catalog = catalog
        identity = object["identity"]?.object ?? [:]
        try checkOutputs()
    }

    fileprivate static let broken = PipelineError(
        .workerInvalid, "the worker process does not say where documents come from and where records go")
}

extension DefinitionOutline.Endpoint {
    fileprivate var value: Value {
        get throws { .object(["format": .string(format), "table": try table.value(format)]) }
    }

    fileprivate init(_ value: Value) throws {
        guard let format = value.object?["format"]?.string, let table = value.object?["table"] else {
            throw DefinitionOutline.broken
        }
        self.init(format: format, table: try Setting.Table(table))
    }
}

extension Setting.Table {
    fileprivate func value(_ format: String) throws -> Value {
        func value(_ setting: Setting) throws -> Value {
            switch setting {
            case .value(let value): ["value": value]
            case .table(let table): ["table": try table.value(format)]
            case .function:
                throw PipelineError(
                    .definitionInvalid, "'\(format)' takes a function, which cannot leave its worker process",
                    remedy: "run the definition without isolation", location: location)
            }
        }
        var object: Value.Object = ["directory": .string(directory), "items": .array(try items.map(value))]
        object["location"] = location.map(\.frameValue)
        var fields = Value.Object()
        for (key, setting) in self.fields.sorted(by: { $0.key < $1.key }) { fields[key] = try value(setting) }
        object["fields"] = .object(fields)
        return .object(object)
    }

    fileprivate init(_ value: Value) throws {
        func setting(_ value: Value) throws -> Setting {
            if let table = value.object?["table"] { return .table(try Setting.Table(table)) }
            guard let value = value.object?["value"] else { throw DefinitionOutline.broken }
            return .value(value)
        }
        guard let object = value.object, let directory = object["directory"]?.string,
            let items = object["items"]?.array, let fields = object["fields"]?.object
        else { throw DefinitionOutline.broken }
        self.init(
            items: try items.map(setting), location: object["location"].flatMap { SourceLocation(frameValue: $0) },
            directory: directory)
        for entry in fields.entries { self.fields[entry.key] = try setting(entry.value) }
    }
}
