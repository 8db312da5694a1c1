extension Value {
    /// Keys with values, in the order in which the keys first came.
    ///
    /// Equality ignores the order, as JSON does. Looking a key up is linear for few keys and constant for many.
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
        private var positions: [String: Int] = [:]

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
            positions.isEmpty ? entries.firstIndex { $0.key == key } : positions[key]
        }

        private mutating func append(_ key: String, _ value: Value) {
            entries.append(Entry(key: key, value: value))
            if !positions.isEmpty {
                positions[key] = entries.count - 1
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
            for (position, entry) in entries.enumerated() { positions[entry.key] = position }
        }
    }
}

extension Value.Object: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
    }

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
