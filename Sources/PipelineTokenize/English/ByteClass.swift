/// What a byte may be at the start or inside of a token. One table look-up decides which rule reads on.
struct ByteClass: OptionSet {
    let rawValue: UInt8

    static let upper = ByteClass(rawValue: 1 << 0)
    static let lower = ByteClass(rawValue: 1 << 1)
    static let digit = ByteClass(rawValue: 1 << 2)
    /// Blank, tab, line ends, form feed.
    static let space = ByteClass(rawValue: 1 << 3)
    /// Part of a scalar outside ASCII.
    static let high = ByteClass(rawValue: 1 << 4)
    /// What may follow the local part of an address: `.` `_` `-` `+` `%` `~`.
    static let address = ByteClass(rawValue: 1 << 5)
    /// A straight quotation mark or a bracket that closes.
    static let closer = ByteClass(rawValue: 1 << 6)

    static let letter: ByteClass = [.upper, .lower]
    static let alphanumeric: ByteClass = [.upper, .lower, .digit]
    static let compound: ByteClass = [.upper, .lower, .digit, .address]

    /// The class of every byte.
    static let table: [ByteClass] = (0...255).map { classify(UInt8($0)) }

    private static func classify(_ byte: UInt8) -> ByteClass {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
        case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case 0x20, 0x09...0x0D: .space
        case 0x80...: .high
        default:
            switch Character(Unicode.Scalar(byte)) {
            case ".", "_", "-", "+", "%", "~": .address
            case "\"", "'", ")", "]", "}": .closer
            default: []
            }
        }
    }
}
