package import PipelineCore

/// Holds values against a JSON Schema: as much of draft 2020-12 as the schemas in `Schemas/` use.
///
/// A keyword that is not known here is an error and not passed over, so that a schema never promises what no test holds.
package struct JSONSchema {
    private static let annotations: Set<String> = [
        "$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default",
    ]

    private let root: Value

    package init(_ root: Value) { self.root = root }

    /// The schema of a file in `Schemas/`.
    package init(named name: String) throws {
        root = try JSONParser.parse(FileBytes.read("\(Repository.root)/Schemas/\(name).schema.json"))
    }

    /// What does not fit, each as `path: problem`; empty when all does.
    package func problems(_ value: Value) -> [String] { check(value, against: root, at: "$") }

    private func check(_ value: Value, against schema: Value, at path: String) -> [String] {
        if let allowed = schema.boolean { return allowed ? [] : ["\(path): is not allowed"] }
        guard let schema = schema.object else { return ["\(path): the schema is no object"] }
        return schema.entries.flatMap { check(value, $0.key, $0.value, of: schema, at: path) }
    }

    private func check(
        _ value: Value, _ keyword: String, _ rule: Value, of schema: Value.Object, at path: String
    ) -> [String] {
        switch keyword {
        case "type": checkType(value, rule, at: path)
        case "enum": rule.array?.contains(value) == true ? [] : ["\(path): is none of \(rule.json)"]
        case "const": rule == value ? [] : ["\(path): is not \(rule.json)"]
        case "minimum": checkBound(value, rule, at: path, "is less than") { $0 >= $1 }
        case "maximum": checkBound(value, rule, at: path, "is more than") { $0 <= $1 }
        case "minItems": checkCount(value.array?.count, rule, at: path, "has fewer items than") { $0 >= $1 }
        case "maxItems": checkCount(value.array?.count, rule, at: path, "has more items than") { $0 <= $1 }
        case "minLength":
            checkCount(value.string?.unicodeScalars.count, rule, at: path, "is shorter than") { $0 >= $1 }
        case "required": checkRequired(value, rule, at: path)
        case "properties": checkProperties(value, rule, at: path)
        case "additionalProperties": checkAdditional(value, rule, beside: schema["properties"], at: path)
        case "prefixItems": checkPrefix(value, rule, at: path)
        case "items": checkItems(value, rule, after: schema["prefixItems"]?.array?.count ?? 0, at: path)
        case "oneOf": checkOneOf(value, rule, at: path)
        case "$ref": checkReference(value, rule, at: path)
        default: Self.annotations.contains(keyword) ? [] : ["\(path): the schema keyword '\(keyword)' is not known"]
        }
    }
}

// MARK: - Values

extension JSONSchema {
    private func checkType(_ value: Value, _ rule: Value, at path: String) -> [String] {
        let types = rule.array?.compactMap(\.string) ?? [rule.string ?? ""]
        let fits = types.contains { type in
            switch type {
            case "integer": value.integer != nil
            case "number": value.double != nil
            default: value.kind == type
            }
        }
        return fits ? [] : ["\(path): is \(value.kind) and not \(types.joined(separator: " or "))"]
    }

    private func checkBound(
        _ value: Value, _ rule: Value, at path: String, _ complaint: String, _ holds: (Double, Double) -> Bool
    ) -> [String] {
        guard let number = value.double, let bound = rule.double else { return [] }
        return holds(number, bound) ? [] : ["\(path): \(complaint) \(rule.json)"]
    }

    private func checkCount(
        _ count: Int?, _ rule: Value, at path: String, _ complaint: String, _ holds: (Int64, Int64) -> Bool
    ) -> [String] {
        guard let count, let bound = rule.integer else { return [] }
        return holds(Int64(count), bound) ? [] : ["\(path): \(complaint) \(bound)"]
    }
}

// MARK: - Objects, arrays and combinations

extension JSONSchema {
    private func checkRequired(_ value: Value, _ rule: Value, at path: String) -> [String] {
        guard let object = value.object, let names = rule.array else { return [] }
        return names.compactMap(\.string).filter { object[$0] == nil }.map { "\(path): lacks '\($0)'" }
    }

    private func checkProperties(_ value: Value, _ rule: Value, at path: String) -> [String] {
        guard let object = value.object, let properties = rule.object else { return [] }
        return object.entries.flatMap { entry in
            properties[entry.key].map { check(entry.value, against: $0, at: "\(path).\(entry.key)") } ?? []
        }
    }

    private func checkAdditional(_ value: Value, _ rule: Value, beside known: Value?, at path: String) -> [String] {
        guard let object = value.object else { return [] }
        return object.entries
            .filter { known?.object?[$0.key] == nil }
            .flatMap { check($0.value, against: rule, at: "\(path).\($0.key)") }
    }

    private func checkPrefix(_ value: Value, _ rule: Value, at path: String) -> [String] {
        guard let array = value.array, let schemas = rule.array else { return [] }
        return zip(array, schemas).enumerated().flatMap { index, pair in
            check(pair.0, against: pair.1, at: "\(path)[\(index)]")
        }
    }

    private func checkItems(_ value: Value, _ rule: Value, after prefix: Int, at path: String) -> [String] {
        guard let array = value.array else { return [] }
        return array.enumerated().dropFirst(prefix).flatMap { index, element in
            check(element, against: rule, at: "\(path)[\(index)]")
        }
    }

    private func checkOneOf(_ value: Value, _ rule: Value, at path: String) -> [String] {
        let fitting = (rule.array ?? []).count { check(value, against: $0, at: path).isEmpty }
        return fitting == 1 ? [] : ["\(path): fits \(fitting) of the alternatives and not one"]
    }

    private func checkReference(_ value: Value, _ rule: Value, at path: String) -> [String] {
        let prefix = "#/$defs/"
        guard let reference = rule.string, reference.hasPrefix(prefix),
            let schema = root.object?["$defs"]?.object?[String(reference.dropFirst(prefix.count))]
        else { return ["\(path): the schema refers to \(rule.json), which is not there"] }
        return check(value, against: schema, at: path)
    }
}
