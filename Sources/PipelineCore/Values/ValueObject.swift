extension Value {
    /// Keys with values, in the order in which the keys first came.
    ///
    /// Keys are told apart by their bytes: two spellings of a letter that Unicode calls equivalent are two keys, as they
    /// are in a file. Equality ignores the order, as JSON does. Looking a key up is linear for few keys and constant for
    /// many.
    public struct Object: Sendable {
        /// One key with its value.
        public struct Entry: Sendable, Hashable {
            /// The key.
            public let key: String
            /// The value.
            public var value: Value
        }

        private static let indexThreshold = 12

        /// The entries in order.
        public private(set) var entries: [Entry] = []
        /// Where each key stands; empty while there are few.
        private var positions: [ExactKey: Int] = [:]

        /// An object without keys.
        public init() {}

        /// The number of keys.
        public var count: Int { entries.count }

        /// Whether there are no keys.
        public var isEmpty: Bool { entries.isEmpty }

        /// The keys in order.
        public var keys: [String] { entries.map(\.key) }

        /// The value of a key. Setting `nil` takes the key away.
        public subscript(key: String) -> Value? {
            get { position(of: key).map { entries[$0].value } }
            set {
                switch (position(of: key), newValue) {
                case (let position?, let value?): entries[position].value = value
                case (nil, let value?): append(key, value)
                case (let position?, nil): remove(at: position)
                case (nil, nil): break
                }
            }
        }

        private func position(of key: String) -> Int? {
            let wanted = ExactKey(string: key)
            return positions.isEmpty ? entries.firstIndex { ExactKey(string: $0.key) == wanted } : positions[wanted]
        }

        private mutating func append(_ key: String, _ value: Value) {
            entries.append(Entry(key: key, value: value))
            if !positions.isEmpty {
                positions[ExactKey(string: key)] = entries.count - 1
            } else if entries.count > Self.indexThreshold {
                reindex()
            }
        }

        private mutating func remove(at position: Int) {
            entries.remove(at: position)
            positions = [:]
            if entries.count > Self.indexThreshold { reindex() }
        }

        private mutating func reindex() {
            for (position, entry) in entries.enumerated() { positions[ExactKey(string: entry.key)] = position }
        }

        /// A string that equals another one byte for byte. The first comparison is the cheap one.
        private struct ExactKey: Hashable {
            let string: String

            static func == (left: Self, right: Self) -> Bool {
                left.string == right.string && left.string.utf8.elementsEqual(right.string.utf8)
            }

            func hash(into hasher: inout Hasher) {
                string.hash(into: &hasher)
            }
        }
    }
}

extension Value.Object: Hashable {
    /// Whether both have the same keys with equal values, in any order.
    public static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
    }

    /// Feeds the entries, whatever their order.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(Set(entries))
    }
}

extension Value.Object: ExpressibleByDictionaryLiteral {
    /// An object from a literal; of two equal keys the last one counts.
    public init(dictionaryLiteral elements: (String, Value)...) {
        for (key, value) in elements { self[key] = value }
    }
}
