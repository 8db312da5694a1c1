import PipelineCore

extension LogEntry {
    /// One line for programs.
    var json: String {
        var object: Value.Object = ["level": .string(level.rawValue), "message": .string(message)]
        if !fields.isEmpty { object["fields"] = .object(fields) }
        if let stage { object["stage"] = .string(stage) }
        if let document { object["document"] = .string(document) }
        if let location { object["location"] = .string(location.description) }
        return Value.object(object).json
    }
}

extension PipelineError {
    /// What a line for programs says of a document that failed.
    var value: Value {
        var object: Value.Object = ["level": "error", "code": .string(code.rawValue), "message": .string(message)]
        if let stage { object["stage"] = .string(stage) }
        if let document { object["document"] = .string(document) }
        if let location { object["location"] = .string(location.description) }
        if let remedy { object["remedy"] = .string(remedy) }
        return .object(object)
    }
}
