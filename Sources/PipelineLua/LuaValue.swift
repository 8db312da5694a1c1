/// A Lua value in Swift. Scalars and strings are copies, everything else is a handle; values pass through unchanged.
package enum LuaValue {
    case `nil`
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    /// A string that is not valid UTF-8.
    case bytes([UInt8])
    case table(LuaReference)
    case function(LuaReference)
    case object(LuaObject)
    /// The sentinel that keeps a null of the outside world apart from an absent value.
    case null
    /// A coroutine, a caught error or an object that owns something of the host: nothing that Swift looks into, but it may be passed on.
    case other(LuaReference)
}

extension LuaValue {
    package var isNil: Bool {
        if case .nil = self { true } else { false }
    }

    /// The text of a string, with invalid UTF-8 repaired; `nil` for other values.
    package var text: String? {
        switch self {
        case .string(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        default: nil
        }
    }

    /// The integer, also of a float without fraction such as `3.0`; `nil` for other values.
    package var exactInteger: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Self.integer(of: value)
        default: nil
        }
    }

    /// `Int64(exactly:)` would want the C mathematics library, which nothing else here needs.
    private static func integer(of value: Double) -> Int64? {
        guard value >= -0x1p63, value < 0x1p63 else { return nil }
        let integer = Int64(value)
        return Double(integer) == value ? integer : nil
    }

    /// The number as a float; `nil` for other values.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    package var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    package var table: LuaReference? {
        if case .table(let reference) = self { reference } else { nil }
    }

    package var function: LuaReference? {
        if case .function(let reference) = self { reference } else { nil }
    }

    package var object: LuaObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// The name of the type as Lua's messages show it; class names are known to the state, not here.
    package var typeName: String {
        switch self {
        case .nil: "nil"
        case .boolean: "boolean"
        case .integer, .number: "number"
        case .string, .bytes: "string"
        case .table: "table"
        case .function: "function"
        case .object: "object"
        case .null: "null"
        case .other: "userdata"
        }
    }
}

extension LuaValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
}
