// The standard library normalizes to compare strings, but does not offer the forms by public names.
@_spi(_Unicode) internal import Swift

/// What Unicode says of texts and the standard library has no function for.
enum UnicodeText {
    /// Normalization form C: composed.
    static func composed(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text._nfc)
        return String(scalars)
    }

    /// Normalization form D: decomposed.
    static func decomposed(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text._nfd)
        return String(scalars)
    }

    /// Full case folding (Unicode, section 3.13).
    static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        var result = ""
        for scalar in text.unicodeScalars { result += folded(scalar) }
        return result
    }

    /// Folding is what a character comes to over small, capital and small letters again, apart from two exceptions.
    private static func folded(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        // A dotless i is no i.
        case 0x131: return String(scalar)
        // Cherokee folds to its capitals, which are older than its small letters.
        case 0x13A0...0x13F5: return String(scalar)
        case 0x13F8...0x13FD, 0xAB70...0xABBF: return scalar.properties.uppercaseMapping
        default:
            var result = ""
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                for upper in lower.properties.uppercaseMapping.unicodeScalars {
                    result += upper.properties.lowercaseMapping
                }
            }
            return result
        }
    }

    /// The edit distance (Levenshtein), if it is at most as great as asked for.
    ///
    /// Cost: the product of the lengths, or the length of one times the greatest distance.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], most: Int?) -> Int? {
        let most = most ?? max(left.count, right.count)
        guard abs(left.count - right.count) <= most else { return nil }
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        let beyond = most + 1
        var previous = (0...right.count).map { min($0, beyond) }
        var row = previous
        for i in 0..<left.count {
            // Outside this band the distance is greater than asked for.
            let low = max(0, i - most)
            let high = min(right.count, i + most + 1)
            row[low] = low == 0 ? min(i + 1, beyond) : beyond
            var least = row[low]
            for j in low..<high {
                let insertion = row[j] + 1
                let deletion = (j + 1 <= i + most ? previous[j + 1] : beyond) + 1
                let change = previous[j] + (left[i] == right[j] ? 0 : 1)
                row[j + 1] = min(insertion, deletion, change, beyond)
                least = min(least, row[j + 1])
            }
            if least > most { return nil }
            swap(&previous, &row)
        }
        return previous[right.count] <= most ? previous[right.count] : nil
    }
}
