public import PipelineCore

/// Settings as a definition would give them: `["name": "armed", "weight": 3]`.
extension Setting: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral
{
    public init(stringLiteral value: String) { self = .value(.string(value)) }
    public init(floatLiteral value: Double) { self = .value(.number(value)) }
    public init(integerLiteral value: Int64) { self = .value(.integer(value)) }
    public init(booleanLiteral value: Bool) { self = .value(.boolean(value)) }
    public init(arrayLiteral elements: Setting...) { self = .table(Table(items: elements)) }

    public init(dictionaryLiteral elements: (String, Setting)...) {
        self = .table(Table(fields: Dictionary(elements) { $1 }))
    }
}
