internal import Synchronization

/// Remembers which files are read while something is loaded, with a hash of what was in each.
///
/// ```swift
/// let log = FileLog()
/// let pipeline = try FileLog.$current.withValue(log) { try loadPipeline() }
/// ```
package final class FileLog: Sendable {
    /// The log of whatever is being loaded.
    @TaskLocal package static var current: FileLog?

    private let hashes = Mutex<[String: String]>([:])

    package init() {}

    /// Remembers a file.
    package func add(_ path: String, _ bytes: [UInt8]) {
        let hash = ContentHash.of(bytes)
        hashes.withLock { $0[path] = hash }
    }

    /// The files, as a run's identity has them.
    package var identity: Value.Object {
        var identity = Value.Object()
        for (path, hash) in hashes.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            identity["file \(path)"] = [.string(hash)]
        }
        return identity
    }
}
