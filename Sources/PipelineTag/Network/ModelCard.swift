/// Where a model comes from: names and values in order, such as `data`, `licence`, `date`, `command` and scores.
public struct ModelCard: Sendable, Hashable {
    /// A line of the card.
    public struct Entry: Sendable, Hashable {
        /// What the line is about.
        public var name: String
        /// What it says.
        public var value: String
    }

    /// The lines in order.
    public private(set) var entries: [Entry] = []

    /// An empty card.
    public init() {}

    /// Reads lines of the form `name: value`; other lines are left out.
    public init(_ text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            self[String(parts[0])] = String(parts[1].drop { $0 == " " })
        }
    }

    /// The value of a name. Line ends in a value become blanks.
    public subscript(name: String) -> String? {
        get { entries.first { $0.name == name }?.value }
        set {
            let value = newValue.map { String($0.map { $0.isNewline ? " " : $0 }) }
            if let index = entries.firstIndex(where: { $0.name == name }) {
                if let value { entries[index].value = value } else { entries.remove(at: index) }
            } else if let value {
                entries.append(Entry(name: name, value: value))
            }
        }
    }

    /// The lines as text.
    public var text: String { entries.map { "\($0.name): \($0.value)\n" }.joined() }
}
