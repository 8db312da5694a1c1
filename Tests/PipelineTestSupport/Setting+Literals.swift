public import PipelineCore

/// Settings as a definition would give them: `["name": "armed", "weight": 3]`.
extension Setting: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral
{
    /// A setting from a literal.
    public init(stringLiteral value: String) { self = .value(.string(value)) }
    /// A setting from a literal.
    public init(floatLiteral value: Double) { self = .value(.number(value)) }
    /// A setting from a literal.
    public init(integerLiteral value: Int64) { self = .value(.integer(value)) }
    /// A setting from a literal.
    public init(booleanLiteral value: Bool) { self = .value(.boolean(value)) }
    /// A setting from a literal.
    public init(arrayLiteral elements: Setting...) { self = .table(Table(items: elements)) }

    /// A setting from a literal.
    public init(dictionaryLiteral elements: (String, Setting)...) {
        self = .table(Table(fields: Dictionary(elements) { $1 }))
    }
}
