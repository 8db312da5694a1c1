/// Where the time of a run went.
public struct Profile: Sendable {
    /// What a part of the work is.
    public enum Kind: String, Sendable {
        /// Finding the next document, one at a time.
        case input
        /// Reading a document, on the workers.
        case read
        /// A stage.
        case stage
        /// A rule of a stage, whose time is part of the stage's.
        case rule
        /// Making records of a document, on the workers.
        case encode
        /// Writing records, one document at a time.
        case output
    }

    /// A part of the work.
    public struct Part: Sendable {
        /// What it is.
        public let kind: Kind
        /// The name of a stage or rule; the kind otherwise.
        public let name: String
        /// The stage of a rule.
        public let stage: String?
        /// How long each call took.
        public internal(set) var times = DurationHistogram()
        /// How many calls failed.
        public internal(set) var errors = 0
        /// How many matches a rule had.
        public internal(set) var matches = 0

        init(_ kind: Kind, name: String? = nil, stage: String? = nil) {
            self.kind = kind
            self.name = name ?? kind.rawValue
            self.stage = stage
        }

        mutating func add(_ other: Part) {
            times.add(other.times)
            errors += other.errors
            matches += other.matches
        }
    }

    /// A document and how long all work on it took, in nanoseconds.
    public struct Slow: Sendable, Hashable {
        /// What the document is called.
        public let document: String
        /// How long it took.
        public let nanoseconds: Int
    }

    /// Something that was done, for a time line.
    public struct Event: Sendable {
        /// The part of the work, as a position in ``Profile/parts``.
        public let part: Int
        /// On which document.
        public let document: String
        /// By which worker.
        public let worker: Int
        /// When it began, in nanoseconds since the run did.
        public let start: Int
        /// How long it took, in nanoseconds.
        public let nanoseconds: Int
    }

    /// The parts of the work in their order; the rules of a stage behind it.
    public internal(set) var parts: [Part] = []
    /// How long the work on each document took.
    public internal(set) var documents = DurationHistogram()
    /// The documents that took longest, the longest first.
    public internal(set) var slowest: [Slow] = []
    /// What was done when, if that was asked for; the first of it where it is much.
    public internal(set) var events: [Event] = []

    /// The time of all parts together in nanoseconds, over all workers.
    public var nanoseconds: Int { parts.reduce(0) { $0 + ($1.kind == .rule ? 0 : $1.times.nanoseconds) } }

    /// How many of the slowest documents are kept.
    static let slowestCount = 20

    mutating func add(slow documents: [Slow]) {
        slowest = Array((slowest + documents).sorted { $0.nanoseconds > $1.nanoseconds }.prefix(Self.slowestCount))
    }
}

extension Profile {
    /// All of it but the events, as data. Times are in seconds.
    public var value: Value {
        let whole = Double(max(1, nanoseconds))
        func seconds(_ nanoseconds: Int) -> Value { .number(Double(nanoseconds) / 1e9) }
        let parts = parts.map { part -> Value in
            var object: Value.Object = ["kind": .string(part.kind.rawValue), "name": .string(part.name)]
            if let stage = part.stage { object["stage"] = .string(stage) }
            object["calls"] = .integer(Int64(part.times.count))
            object["errors"] = .integer(Int64(part.errors))
            if part.kind == .rule { object["matches"] = .integer(Int64(part.matches)) }
            object["seconds"] = seconds(part.times.nanoseconds)
            object["share"] = .number(Double(part.times.nanoseconds) / whole)
            object["p50"] = seconds(part.times.quantile(0.5))
            object["p99"] = seconds(part.times.quantile(0.99))
            return .object(object)
        }
        return [
            "documents": .integer(Int64(documents.count)), "seconds": seconds(nanoseconds),
            "p50": seconds(documents.quantile(0.5)), "p99": seconds(documents.quantile(0.99)),
            "parts": .array(parts),
            "slowest": .array(
                slowest.map { ["document": .string($0.document), "seconds": seconds($0.nanoseconds)] }),
        ]
    }

    /// The events in the format that browsers show as a time line ("Trace Event Format"), a line for each.
    public var trace: String {
        var text = "[\n"
        for (index, event) in events.enumerated() {
            let part = parts[event.part]
            let value: Value = [
                "name": .string(part.name), "cat": .string(part.kind.rawValue), "ph": "X", "pid": 1,
                "tid": .integer(Int64(event.worker)), "ts": .number(Double(event.start) / 1000),
                "dur": .number(Double(event.nanoseconds) / 1000), "args": ["document": .string(event.document)],
            ]
            text += value.json + (index + 1 < events.count ? ",\n" : "\n")
        }
        return text + "]\n"
    }
}
