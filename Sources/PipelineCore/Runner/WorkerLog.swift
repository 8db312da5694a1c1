/// The messages of one worker's stages, until the turn of the document comes on which they were written.
///
/// Kept apart from the document, because they are wanted most when a stage fails and the document is put back.
public final class WorkerLog {
    /// How many messages a document may have.
    public static let greatestCount = 100
    /// How many bytes the messages of a document may have together.
    public static let greatestSize = 32 << 10

    /// Messages that matter less are not kept.
    public let level: LogLevel
    private var entries: [LogEntry] = []
    private var size = 0
    private var leftOut = 0

    /// An empty log.
    public init(level: LogLevel = .info) { self.level = level }

    /// Adds a message, as long as there is room for it.
    public func add(_ entry: LogEntry) {
        guard entry.level >= level else { return }
        let cost = entry.message.utf8.count + (entry.fields.isEmpty ? 0 : Value.object(entry.fields).json.utf8.count)
        guard entries.count < Self.greatestCount, size + cost <= Self.greatestSize else {
            leftOut += 1
            return
        }
        size += cost
        entries.append(entry)
    }

    /// Takes what has been added since the last time.
    package func take(document: String) -> [LogEntry] {
        guard !entries.isEmpty || leftOut > 0 else { return [] }
        var taken = entries
        if leftOut > 0 {
            let noun = leftOut == 1 ? "message" : "messages"
            taken.append(LogEntry(.warn, "… and \(leftOut) more \(noun)", document: document))
        }
        entries = []
        size = 0
        leftOut = 0
        return taken
    }
}
