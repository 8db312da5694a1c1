/// Where reading can go on in a later run: a place in the input, and how many documents lie between it and what has been
/// dealt with.
///
/// A source gives one with each document for what lies behind it, and is told to ``DocumentSource/go(to:)`` it. The journal of
/// a run keeps it.
public struct InputPosition: Sendable, Hashable {
    /// Which of the files, from 0.
    public var file: Int
    /// How many bytes of the file lie before the place.
    public var offset: Int
    /// How many lines or records of the file lie before the place, for the names of what follows.
    public var count: Int
    /// How many documents behind the place have been dealt with.
    public var documents: Int

    /// The beginning of a file, or a place in it.
    public init(file: Int = 0, offset: Int = 0, count: Int = 0, documents: Int = 0) {
        self.file = file
        self.offset = offset
        self.count = count
        self.documents = documents
    }
}

extension InputPosition {
    private static var fields: [(String, WritableKeyPath<InputPosition, Int>)] {
        [("file", \.file), ("offset", \.offset), ("count", \.count), ("documents", \.documents)]
    }

    var value: Value {
        var fields = Value.Object()
        for (name, path) in Self.fields { fields[name] = .integer(Int64(self[keyPath: path])) }
        return .object(fields)
    }

    /// The position that a value tells; `nil` when it tells none.
    init?(_ value: Value?) {
        guard let object = value?.object else { return nil }
        self.init()
        for (name, path) in Self.fields {
            guard let number = object[name]?.integer, let number = Int(exactly: number), number >= 0 else { return nil }
            self[keyPath: path] = number
        }
    }
}
