/// Finds what somebody probably meant.
public enum Suggestion {
    /// The candidate nearest to a misspelt word, if one is near enough: at most one edit in three letters, and two
    /// neighbouring letters that changed places are one edit (optimal string alignment distance).
    ///
    /// Cost: the product of the lengths, for each candidate.
    public static func closest(to word: String, among candidates: some Sequence<String>) -> String? {
        let limit = max(1, (word.count + 1) / 3)
        return
            candidates
            .map { ($0, distance(Array(word.lowercased()), Array($0.lowercased()))) }
            .filter { $0.1 <= limit && $0.0 != word }
            .min { ($0.1, $0.0) < ($1.1, $1.0) }?
            .0
    }

    /// "did you mean 'label'?", or a list of what there is, or nothing for an empty list.
    public static func remedy(for word: String, among candidates: some Sequence<String>) -> String? {
        if let closest = closest(to: word, among: candidates) { return "did you mean '\(closest)'?" }
        let all = candidates.sorted()
        guard !all.isEmpty else { return nil }
        return "there is " + all.map { "'\($0)'" }.joined(separator: ", ")
    }

    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var older = [Int]()
        var previous = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            for (j, b) in right.enumerated() {
                var cost = min(row[j] + 1, previous[j + 1] + 1, previous[j] + (a == b ? 0 : 1))
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, older[j - 1] + 1) }
                row.append(cost)
            }
            older = previous
            previous = row
        }
        return previous[right.count]
    }
}
