internal import PipelineCore

/// What a definition lets its scripts reach outside of documents: `read:data/`, `read:names.txt`, `env:HOME`.
///
/// Nothing is reachable that is not granted. Paths are relative to the folder of the definition and stay inside it.
enum Capability: Hashable, Sendable, CustomStringConvertible {
    /// All files in a folder and its folders; the path without the final slash, empty for the definition's own folder.
    case readTree(String)
    /// One file.
    case readFile(String)
    /// An environment variable.
    case environment(String)

    /// - Throws: ``PipelineError`` that says what is wrong with the text.
    init(_ text: String) throws(PipelineError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty else {
            throw Self.invalid(
                "'\(text)' is no capability", "write \"read:FOLDER/\", \"read:FILE\" or \"env:NAME\"")
        }
        switch parts[0] {
        case "read":
            let isTree = parts[1].hasSuffix("/")
            guard let path = Self.normalized(parts[1]), isTree || !path.isEmpty else {
                throw Self.invalid(
                    "'\(text)' leads out of the definition's folder",
                    "grants are for files beside the definition or below it")
            }
            self = isTree ? .readTree(path) : .readFile(path)
        case "env":
            guard !parts[1].contains("="), !parts[1].contains("\0") else {
                throw Self.invalid("'\(parts[1])' is no name of an environment variable", nil)
            }
            self = .environment(parts[1])
        default:
            throw Self.invalid(
                "there is no capability '\(parts[0])'", Suggestion.remedy(for: parts[0], among: ["read", "env"]))
        }
    }

    private static func invalid(_ message: String, _ remedy: String?) -> PipelineError {
        PipelineError(.definitionInvalid, message, remedy: remedy)
    }

    /// A relative path without `.` and double slashes; `nil` for one that is absolute or names a folder above.
    static func normalized(_ path: String) -> String? {
        guard !path.hasPrefix("/"), !path.contains("\0") else { return nil }
        let parts = path.split(separator: "/").filter { $0 != "." }
        return parts.contains("..") ? nil : parts.joined(separator: "/")
    }

    /// Whether it lets a file be read.
    ///
    /// - Parameter path: a normalized path.
    func allowsReading(_ path: String) -> Bool {
        switch self {
        case .readTree(let folder): folder.isEmpty || path.hasPrefix("\(folder)/")
        case .readFile(let file): path == file
        case .environment: false
        }
    }

    /// Whether whoever has this one needs no grant for another.
    func covers(_ other: Capability) -> Bool {
        switch (self, other) {
        case (.readTree(let folder), .readTree(let inner)):
            folder.isEmpty || inner == folder || inner.hasPrefix("\(folder)/")
        case (.readTree, .readFile(let file)): allowsReading(file)
        default: self == other
        }
    }

    /// As it is written in a definition.
    var description: String {
        switch self {
        case .readTree(let folder): folder.isEmpty ? "read:./" : "read:\(folder)/"
        case .readFile(let file): "read:\(file)"
        case .environment(let name): "env:\(name)"
        }
    }
}

/// The capabilities of a definition.
struct Grants: Sendable {
    /// The folder of the definition.
    var root = "."
    var capabilities: [Capability] = []

    /// The error for what is not granted, with the line to add.
    func refusal(_ what: String, needs capability: Capability) -> PipelineError {
        let list = (capabilities + [capability]).map { "\"\($0)\"" }.joined(separator: ", ")
        return PipelineError(
            .scriptFailed, "\(what) is not granted",
            remedy: "say capabilities = { \(list) } in pipeline.define { … }")
    }
}
