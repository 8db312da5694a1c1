internal import PipelineCore

/// `people = pipeline.shared.counter()` in the `shared` of a stage.
struct SharedDeclaration: Sendable, Hashable {
    /// What a shared value does with what is added to it.
    enum Kind: String, CaseIterable {
        case counter, set, top, sum, mean, min, max

        /// One line that says what it keeps.
        var summary: String {
            switch self {
            case .counter: "counts keys; the most frequent come first"
            case .set: "keeps distinct strings"
            case .top: "keeps the greatest numbers with their keys"
            case .sum: "adds numbers up"
            case .mean: "the mean of numbers"
            case .min: "the least of numbers"
            case .max: "the greatest of numbers"
            }
        }

        /// What is added, in the words of the script.
        var usage: String {
            switch self {
            case .counter: "add(key, count)"
            case .set: "add(string)"
            case .top: "add(number, key)"
            case .sum, .mean, .min, .max: "add(number)"
            }
        }
    }

    let name: String
    let kind: Kind
    /// How many a `top` keeps.
    let size: Int

    init(name: String, kind: Kind, size: Int = 0) {
        self.name = name
        self.kind = kind
        self.size = size
    }

    /// Reads what the functions of `pipeline.shared` gave; `nil` for anything else.
    init?(name: String, _ setting: Setting) {
        guard let fields = setting.table?.fields, let kind = fields["shared"]?.string.flatMap(Kind.init) else {
            return nil
        }
        self.init(name: name, kind: kind, size: fields["size"]?.value?.integer.map(Int.init) ?? 0)
    }
}
