/// The encodings of RFC 2045 that make any bytes fit into lines of ASCII. What does not belong is left out or as it is.
enum TransferEncoding {
    /// The bytes behind those of a body; as they are for an encoding that does not change them.
    static func decode(_ bytes: ArraySlice<UInt8>, _ encoding: String?) -> [UInt8] {
        switch encoding?.trimmed.lowercased() {
        case "base64": base64(bytes)
        case "quoted-printable": quotedPrintable(bytes)
        default: Array(bytes)
        }
    }

    static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            guard let value = value(ofBase64: byte) else { continue }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return decoded
    }

    private static func value(ofBase64 byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }

    static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                decoded.append(byte)
                continue
            }
            if let high = hexadecimal(rest.first), let low = hexadecimal(rest.dropFirst().first) {
                decoded.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else if let end = lineEnd(rest) {
                rest = rest[end...]
            } else {
                decoded.append(byte)
            }
        }
        return decoded
    }

    /// Where the next line begins, if nothing but blanks stands before its end.
    private static func lineEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        let rest = bytes.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        return rest.isEmpty ? rest.endIndex : rest.first == 0x0A ? rest.startIndex + 1 : nil
    }

    static func hexadecimal(_ byte: UInt8?) -> UInt8? {
        guard let byte, byte < 0x80 else { return nil }
        return Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }

    /// A header with its encoded words (RFC 2047) decoded, such as `=?utf-8?Q?caf=C3=A9?=`.
    static func words(_ header: String) -> String {
        var decoded = ""
        var rest = header[...]
        var followsWord = false
        while let start = rest.firstRange(of: "=?") {
            let before = rest[..<start.lowerBound]
            guard let (word, end) = word(rest[start.upperBound...]) else {
                decoded += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                followsWord = false
                continue
            }
            // Blanks between two encoded words belong to neither.
            if !followsWord || !before.allSatisfy(\.isWhitespace) { decoded += before }
            decoded += word
            rest = rest[end...]
            followsWord = true
        }
        return decoded + rest
    }

    private static func word(_ text: Substring) -> (String, Substring.Index)? {
        let parts = text.split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[3].first == "=" else { return nil }
        let bytes: [UInt8]
        switch parts[1].lowercased() {
        case "b": bytes = base64(parts[2].utf8)
        case "q": bytes = quotedPrintable(ArraySlice(parts[2].replacing("_", with: " ").utf8))
        default: return nil
        }
        let charset = String(parts[0].prefix { $0 != "*" })
        let text = String(decoding: bytes.decoded(from: charset) ?? bytes, as: UTF8.self)
        return (text, parts[3].index(after: parts[3].startIndex))
    }
}
