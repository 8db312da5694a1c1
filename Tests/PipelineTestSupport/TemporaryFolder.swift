internal import Foundation

/// A folder of files that goes away with the test that made it.
public final class TemporaryFolder: Sendable {
    /// The folder, without a final slash.
    public let path: String

    /// A folder with files; names may lead through folders.
    public init(_ files: KeyValuePairs<String, String> = [:]) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "pipeline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        // Programs see the place behind symbolic links, and messages are compared with what they say.
        path = url.resolvingSymlinksInPath().path(percentEncoded: false).trimmingSuffix("/")
        for (name, text) in files { try write(text, to: name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in the folder.
    public func path(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

    /// Writes a file and gives its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

    /// Writes a file and gives its path.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        let url = URL(filePath: path(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return path(name)
    }

    /// Makes a folder in the folder.
    public func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    }

    /// Makes a symbolic link in the folder.
    @discardableResult
    public func link(_ name: String, to destination: String) throws -> String {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: destination)
        return path(name)
    }

    /// The text of a file; `nil` when there is none.
    public func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The text with the folder's path taken out, so that it can be compared.
    public func relative(_ text: String) -> String {
        text.replacingOccurrences(of: "\(path)/", with: "").replacingOccurrences(of: path, with: ".")
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
