internal import PipelineCore

/// The words, strings and signs of a Lua file, as far as they are needed to read a list of strings in it.
enum LuaToken: Equatable {
    case name(String)
    case string(String)
    case sign(UInt8)

    /// The tokens of a file, without comments. Signs of several characters come one by one.
    static func all(in file: SourceFile) -> [LuaToken] {
        let bytes = file.bytes
        var tokens: [LuaToken] = []
        var position = 0
        for part in LuaLiterals.parts(of: file) {
            code(bytes[position..<part.bytes.lowerBound], into: &tokens)
            if let literal = part.literal { tokens.append(.string(literal.content)) }
            position = part.bytes.upperBound
        }
        code(bytes[position...], into: &tokens)
        return tokens
    }

    private static func code(_ bytes: ArraySlice<UInt8>, into tokens: inout [LuaToken]) {
        var rest = bytes
        while let byte = rest.first {
            if isLetter(byte) {
                let word = rest.prefix(while: isLetter)
                tokens.append(.name(String(decoding: word, as: UTF8.self)))
                rest = rest.dropFirst(word.count)
            } else {
                if byte > 0x20 { tokens.append(.sign(byte)) }
                rest = rest.dropFirst()
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
