/// What stages say of what they assign, beyond its name: token columns, the attributes of layers, the arguments of
/// relations. Scripts and editors check names and types against it.
public struct Schema: Sendable, Hashable {
    /// What an attribute holds.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case string, integer, number, boolean, list, table
        /// Any plain value.
        case any

        /// Whether a value is of this kind. Null is of every kind, and an integer is a number.
        public func admits(_ value: Value) -> Bool {
            switch value {
            case .null: true
            case .boolean: self == .boolean || self == .any
            case .integer: self == .integer || self == .number || self == .any
            case .number: self == .number || self == .any
            case .string: self == .string || self == .any
            case .array: self == .list || self == .any
            case .object: self == .table || self == .any
            }
        }
    }

    /// The token columns that are no standard ones.
    public var columns: Set<String>
    /// The attributes of each layer for which they are declared.
    public var attributes: [String: [String: Kind]]
    /// The names of the arguments of relations by label, each once, in the order in which they are to be told.
    public var arguments: [String: [String]]

    /// A schema; an empty one says nothing.
    public init(
        columns: Set<String> = [], attributes: [String: [String: Kind]] = [:], arguments: [String: [String]] = [:]
    ) {
        self.columns = columns
        self.attributes = attributes
        self.arguments = arguments
    }

    /// Adds names of arguments behind those that are known.
    public mutating func add(arguments names: [String], of label: String) {
        for name in names where arguments[label]?.contains(name) != true { arguments[label, default: []].append(name) }
    }

    /// Adds what another stage says.
    ///
    /// - Returns: a sentence for each attribute that the two say to be of different kinds; the earlier one stays.
    public mutating func add(_ other: Schema) -> [String] {
        columns.formUnion(other.columns)
        for (label, names) in other.arguments { add(arguments: names, of: label) }
        var conflicts: [String] = []
        for (layer, kinds) in other.attributes.sorted(by: { $0.key < $1.key }) {
            for (name, kind) in kinds.sorted(by: { $0.key < $1.key }) {
                if let known = attributes[layer]?[name], known != kind {
                    conflicts.append(
                        "attribute '\(name)' of layer '\(layer)' is '\(kind)' here and '\(known)' in an earlier stage")
                } else {
                    attributes[layer, default: [:]][name] = kind
                }
            }
        }
        return conflicts
    }
}
