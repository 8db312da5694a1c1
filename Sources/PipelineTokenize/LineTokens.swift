internal import PipelineCore

/// Tokens with a sentence for each line and a paragraph for each block of lines.
struct LineTokens {
    private(set) var tokenization = Tokenization(
        tokens: TokenTable(), sentenceStarts: [], paragraphStarts: [], normals: [])
    private var lineEnds = 2

    /// Adds a token. Line ends in it count for what follows.
    mutating func add(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) {
        let token = UInt32(tokenization.tokens.count)
        if lineEnds > 0 { tokenization.sentenceStarts.append(token) }
        if lineEnds > 1 { tokenization.paragraphStarts.append(token) }
        tokenization.tokens.append(range)
        lineEnds = bytes[range].count { $0 == 0x0A }
    }

    /// Goes over what lies between tokens: counts line ends, and adds what is not white space if it is asked to.
    mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, asTokens: Bool) {
        var start: Int?
        for index in range {
            let byte = bytes[index]
            let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
            if isBlank, let first = start {
                add(first..<index, in: bytes)
                start = nil
            }
            if byte == 0x0A { lineEnds += 1 }
            if !isBlank, asTokens, start == nil { start = index }
        }
        if let start { add(start..<range.upperBound, in: bytes) }
    }
}
