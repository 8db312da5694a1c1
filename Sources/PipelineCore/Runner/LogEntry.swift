/// How much a message matters, least first.
public enum LogLevel: String, Sendable, CaseIterable, Comparable {
    /// For whoever writes the script.
    case debug
    /// For whoever wants to know what happens.
    case info
    /// Something is odd.
    case warn
    /// Something is wrong.
    case error

    /// Whether the first matters less than the second.
    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .warn: 2
        case .error: 3
        }
    }
}

/// A message of a stage that somebody may want to read while a run goes on.
public struct LogEntry: Sendable, Hashable {
    /// How much it matters.
    public var level: LogLevel
    /// What it says.
    public var message: String
    /// What it says in data.
    public var fields: Value.Object
    /// Who says it; `nil` while a definition is loaded.
    public var stage: String?
    /// On which document.
    public var document: String?
    /// Where it is written, while a definition is loaded.
    public var location: SourceLocation?

    /// A message.
    public init(
        _ level: LogLevel, _ message: String, fields: Value.Object = [:], stage: String? = nil, document: String? = nil,
        location: SourceLocation? = nil
    ) {
        self.level = level
        self.message = message
        self.fields = fields
        self.stage = stage
        self.document = document
        self.location = location
    }
}

extension LogEntry: CustomStringConvertible {
    /// One line: `info: kept n=3 (stage desk, document a1)`. Control characters are shown, so that no message can write
    /// over a terminal.
    public var description: String {
        let places = [
            stage.map { "stage \($0)" }, document.map { "document \($0)" }, location.map { "\($0)" },
        ].compactMap { $0 }
        let parts =
            ["\(level.rawValue): \(message)"] + fields.entries.map { "\($0.key)=\($0.value.json)" }
            + (places.isEmpty ? [] : ["(\(places.joined(separator: ", ")))"])
        return Self.printable(parts.joined(separator: " "))
    }

    private static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control {
                result += scalar.escaped(asASCII: true)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
