import PipelineCore

/// All that is wrong or suspicious in a definition, for people, editors and code scanners.
struct Diagnostics {
    /// One of them.
    struct Entry {
        var error: PipelineError
        var severity: DiagnosticFormatter.Severity
    }

    /// A form in which they are written.
    enum Format: String, CaseIterable {
        case text, json, sarif
    }

    /// Errors before warnings, each as they were found.
    let entries: [Entry]

    /// - Parameter error: what ended the check, with all that was found in the same go.
    init(_ error: PipelineError? = nil, warnings: [PipelineError] = []) {
        entries =
            (error.map(Self.flat) ?? []).map { Entry(error: $0, severity: .error) }
            + warnings.flatMap(Self.flat).map { Entry(error: $0, severity: .warning) }
    }

    private static func flat(_ error: PipelineError) -> [PipelineError] {
        var first = error
        first.others = []
        return [first] + error.others.flatMap(flat)
    }

    var errorCount: Int { entries.count { $0.severity == .error } }

    /// For people.
    func text(_ formatter: DiagnosticFormatter) -> String {
        entries.map { formatter.format($0.error, as: $0.severity) }.joined(separator: "\n")
    }

    /// For editors: one object with a list. Lines and columns are counted from 1, columns in Unicode scalars.
    var json: Value {
        .object(["diagnostics": .array(entries.map(Self.value))])
    }

    private static func value(_ entry: Entry) -> Value {
        let error = entry.error
        var object: Value.Object = [
            "severity": .string(entry.severity.rawValue), "code": .string(error.code.rawValue),
            "message": .string(error.message),
        ]
        if let remedy = error.remedy { object["help"] = .string(remedy) }
        if let stage = error.stage { object["stage"] = .string(stage) }
        add(error.location, to: &object)
        if !error.notes.isEmpty {
            object["notes"] = .array(
                error.notes.map { note in
                    var object: Value.Object = ["message": .string(note.message)]
                    add(note.location, to: &object)
                    return .object(object)
                })
        }
        return .object(object)
    }

    private static func add(_ location: SourceLocation?, to object: inout Value.Object) {
        object.add(location)
        if let location, location.column != nil { object["length"] = .integer(Int64(location.length)) }
    }
}

// MARK: - SARIF

extension Diagnostics {
    /// For code scanners: a log in the Static Analysis Results Interchange Format, version 2.1.0.
    var sarif: Value {
        let codes = Set(entries.map(\.error.code.rawValue)).sorted()
        let driver: Value = .object([
            "name": "pipeline", "version": .string(Version.current),
            "rules": .array(codes.map { .object(["id": .string($0)]) }),
        ])
        let run: Value = .object([
            "tool": .object(["driver": driver]), "columnKind": "unicodeCodePoints",
            "results": .array(entries.map(Self.result)),
        ])
        return .object([
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": .array([run]),
        ])
    }

    private static func result(_ entry: Entry) -> Value {
        let error = entry.error
        let text = error.message + (error.remedy.map { ". Help: \($0)" } ?? "")
        var object: Value.Object = [
            "ruleId": .string(error.code.rawValue), "level": .string(entry.severity.rawValue),
            "message": .object(["text": .string(text)]),
        ]
        if let location = error.location { object["locations"] = .array([place(location)]) }
        if !error.notes.isEmpty {
            object["relatedLocations"] = .array(
                error.notes.map { note in
                    guard var place = place(note.location).object else { return .null }
                    place["message"] = .object(["text": .string(note.message)])
                    return .object(place)
                })
        }
        return .object(object)
    }

    private static func place(_ location: SourceLocation) -> Value {
        var physical: Value.Object = ["artifactLocation": .object(["uri": .string(uri(location.file))])]
        if let line = location.line {
            var region: Value.Object = ["startLine": .integer(Int64(line))]
            if let column = location.column {
                region["startColumn"] = .integer(Int64(column))
                region["endColumn"] = .integer(Int64(column + location.length))
            }
            physical["region"] = .object(region)
        }
        return .object(["physicalLocation": .object(physical)])
    }

    /// A path as a relative or absolute reference.
    private static func uri(_ path: String) -> String {
        let kept = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            bytes += kept.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return (path.hasPrefix("/") ? "file://" : "") + String(decoding: bytes, as: UTF8.self)
    }
}
