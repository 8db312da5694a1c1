/// All that a run does to files, in one place, so that tests can record it, break it off and make it fail.
///
/// Everything throws the system's error. Nothing that was written is safe from a loss of power before the file was
/// synced, and no name of a file before its folder was.
package protocol FileSystem: Sendable {
    /// What a path leads to; `nil` when there is nothing.
    func status(_ path: String) throws -> FileStatus?

    /// Bytes of a file from an offset on: as many as were asked for, or all up to the end.
    func read(_ path: String, from offset: Int, count: Int) throws -> [UInt8]

    /// Opens a file to add to it, made if it is not there. `-` is standard output.
    func open(_ path: String, emptied: Bool) throws -> any WritableFile

    /// Makes a folder in a folder that is there; one that is there already is no error.
    func makeDirectory(_ path: String) throws

    /// Gives a file another name, in place of what has it.
    func rename(_ path: String, to other: String) throws

    /// Takes a file away.
    func remove(_ path: String) throws

    /// Makes the names in a folder safe.
    func syncDirectory(_ path: String) throws

    /// Makes all safe that was written to the file system on which a folder is, names included: for many files at once.
    func syncAll(_ directory: String) throws

    /// The names in a folder, in no order.
    func names(in directory: String) throws -> [String]

    /// Locks a folder until the lock is let go or the process ends, whatever ends it; `nil` when somebody else has it.
    func lock(_ directory: String) throws -> (any FileLock)?

    /// Opens a table of numbers, made if it is not there, which holds what was put into it also when the process is
    /// killed. It may be lost with the power.
    func marks(_ path: String) throws -> any MarkTable
}

/// A file that is open to be added to. Closed with its last reference.
package protocol WritableFile: AnyObject, Sendable {
    /// Adds bytes at the end.
    func append(_ bytes: [UInt8]) throws

    /// Cuts the file, or fills it up with zeros, to a length.
    func truncate(to length: Int) throws

    /// Makes the file's content safe. Never to be tried again when it failed: what is safe is then unknown.
    func sync() throws

    /// Closes it; errors that come late come here.
    func close() throws
}

/// A lock that is held as long as the value lives.
package protocol FileLock: Sendable {}

/// Numbers that survive the process.
package protocol MarkTable: Sendable {
    /// How many there are.
    var count: Int { get }

    /// The number at a place, which is taken modulo the count. Each place belongs to one thread at a time.
    subscript(index: Int) -> UInt64 { get nonmutating set }
}

/// What a path leads to.
package struct FileStatus: Sendable, Hashable {
    /// Whether it is an ordinary file, one that can be cut and read again.
    package var isRegular: Bool
    /// Whether it is a folder.
    package var isFolder = false
    /// Whether there is a symbolic link on the way's last step.
    package var isLink = false
    /// Its length in bytes.
    package var size: Int
    /// When it was last changed, in nanoseconds since 1970.
    package var changed: Int64

    package init(isRegular: Bool, isFolder: Bool = false, isLink: Bool = false, size: Int, changed: Int64 = 0) {
        self.isRegular = isRegular
        self.isFolder = isFolder
        self.isLink = isLink
        self.size = size
        self.changed = changed
    }
}

extension FileSystem {
    /// Makes a folder with all folders on the way to it.
    ///
    /// - Returns: the folders in which names have come to be, to be synced by whoever wants them safe.
    @discardableResult
    package func makeDirectories(_ path: String) throws -> [String] {
        guard path != ".", path != "/", try status(path) == nil else { return [] }
        let parent = Path.directory(of: path)
        let changed = try makeDirectories(parent)
        try makeDirectory(path)
        return changed + [parent]
    }

    /// The whole of a file, for files that are known to be small.
    func read(_ path: String) throws -> [UInt8] {
        guard let status = try status(path) else { return [] }
        return try read(path, from: 0, count: status.size)
    }
}
