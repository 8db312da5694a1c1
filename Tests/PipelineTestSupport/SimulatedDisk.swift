package import PipelineCore
internal import Synchronization

/// A disk in memory that records what is done to it, can break off or fail at any point, and tells what a loss of power
/// may have left.
package final class SimulatedDisk: FileSystem {
    /// What is on a disk.
    package struct Image: Sendable, Hashable {
        package var folders: Set<String> = ["."]
        package var files: [String: [UInt8]] = [:]
        package var marks: [String: [UInt64]] = [:]

        package init() {}

        /// The files that somebody wants to have: none in hidden folders.
        package var visible: [String: String] {
            files.filter { !$0.key.contains("/.") }.mapValues { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// What goes wrong, and at which effect.
    package enum Fault: Sendable {
        case none
        /// The process dies before the effect or, if that is a write, in its middle.
        case kill(at: Int, isTorn: Bool = false)
        /// The effect fails; of a write, the first half is done.
        case failure(at: Int)
    }

    package enum Effect: Sendable {
        case create(name: String, node: Int)
        case write(node: Int, offset: Int, bytes: [UInt8])
        case truncate(node: Int, length: Int)
        case sync(node: Int)
        case folder(String)
        case rename(String, String)
        case remove(String)
        case syncFolder(String)
        case syncAll
    }

    /// Everything after the death of the process fails with it.
    package struct Killed: Error {}

    package struct DeviceError: Error, CustomStringConvertible {
        package let description = "Input/output error"
    }

    struct State: Sendable {
        var folders: Set<String>
        var names: [String: Int] = [:]
        var contents: [[UInt8]] = []
        var marks: [String: [UInt64]]
        var locks: Set<String> = []
        var effects: [Effect] = []
        var count = 0
        var isDead = false
        var killsAt: Int?
    }

    let start: Image
    private let fault: Fault
    let state: Mutex<State>

    package init(_ image: Image = Image(), fault: Fault = .none) {
        start = image
        self.fault = fault
        var state = State(folders: image.folders, marks: image.marks)
        for (name, bytes) in image.files.sorted(by: { $0.key < $1.key }) {
            state.names[name] = state.contents.count
            state.contents.append(bytes)
        }
        self.state = Mutex(state)
    }

    /// The effect before which the process dies; without it, it lives again.
    package var kills: Int? {
        get { state.withLock { $0.killsAt } }
        set {
            state.withLock { state in
                state.killsAt = newValue
                state.isDead = false
                state.locks = []
            }
        }
    }

    /// What has been done, in order.
    package var effects: [Effect] { state.withLock { $0.effects } }

    /// What the system sees, synced or not.
    package var image: Image {
        state.withLock { state in
            var image = Image()
            image.folders = state.folders
            image.files = state.names.mapValues { state.contents[$0] }
            image.marks = state.marks
            return image
        }
    }

    private func look<Result>(_ body: (inout State) throws -> Result) throws -> Result where Result: Sendable {
        try state.withLock { state in
            if state.isDead { throw Killed() }
            return try body(&state)
        }
    }

    /// Does something that lasts, unless the fault comes first.
    fileprivate func perform(_ effect: (State) -> Effect) throws {
        try look { state in
            let effect = effect(state)
            defer { state.count += 1 }
            if state.killsAt == state.count {
                state.isDead = true
                throw Killed()
            }
            switch fault {
            case .kill(let index, let isTorn) where index == state.count:
                if isTorn { Self.halved(effect).map { state.apply($0) } }
                state.isDead = true
                throw Killed()
            case .failure(let index) where index == state.count:
                Self.halved(effect).map { state.apply($0) }
                throw DeviceError()
            default: state.apply(effect)
            }
        }
    }

    private static func halved(_ effect: Effect) -> Effect? {
        guard case .write(let node, let offset, let bytes) = effect else { return nil }
        return .write(node: node, offset: offset, bytes: Array(bytes.prefix(bytes.count / 2)))
    }
}

extension SimulatedDisk.State {
    mutating func apply(_ effect: SimulatedDisk.Effect) {
        effects.append(effect)
        switch effect {
        case .create(let name, let node):
            if node == contents.count { contents.append([]) }
            names[name] = node
        case .write(let node, _, let bytes): contents[node] += bytes
        case .truncate(let node, let length): contents[node] = Array(contents[node].prefix(length))
        case .folder(let path): folders.insert(path)
        case .rename(let path, let other): names[other] = names.removeValue(forKey: path)
        case .remove(let path): names[path] = nil
        case .sync, .syncFolder, .syncAll: break
        }
    }
}

// MARK: - A file system

extension SimulatedDisk {
    package func status(_ path: String) throws -> FileStatus? {
        try look { state in
            if state.folders.contains(path) { return FileStatus(isRegular: false, isFolder: true, size: 0) }
            return state.names[path].map { FileStatus(isRegular: true, size: state.contents[$0].count) }
        }
    }

    package func read(_ path: String, from offset: Int, count: Int) throws -> [UInt8] {
        try look { state in
            guard let node = state.names[path] else { throw DeviceError() }
            return Array(state.contents[node].dropFirst(offset).prefix(count))
        }
    }

    package func open(_ path: String, emptied: Bool) throws -> any WritableFile {
        let known = try look { $0.names[path] }
        if known == nil { try perform { .create(name: path, node: $0.contents.count) } }
        let node = try look { $0.names[path] ?? 0 }
        if emptied, try look({ !$0.contents[node].isEmpty }) { try perform { _ in .truncate(node: node, length: 0) } }
        return SimulatedFile(self, node)
    }

    package func makeDirectory(_ path: String) throws { try perform { _ in .folder(path) } }

    package func rename(_ path: String, to other: String) throws { try perform { _ in .rename(path, other) } }

    package func remove(_ path: String) throws { try perform { _ in .remove(path) } }

    package func syncDirectory(_ path: String) throws { try perform { _ in .syncFolder(path) } }

    package func syncAll(_ path: String) throws { try perform { _ in .syncAll } }

    package func names(in directory: String) throws -> [String] {
        try look { state in
            (Array(state.names.keys) + Array(state.folders)).filter { $0 != "." && Path.directory(of: $0) == directory }
                .map(Path.name)
        }
    }

    package func lock(_ directory: String) throws -> (any FileLock)? {
        try look { $0.locks.insert(directory).inserted } ? SimulatedLock(self, directory) : nil
    }

    package func marks(_ path: String) throws -> any MarkTable {
        try look { state in
            if state.marks[path] == nil { state.marks[path] = [UInt64](repeating: 0, count: 8) }
        }
        return SimulatedMarks(disk: self, path: path)
    }
}

private final class SimulatedFile: WritableFile {
    private let disk: SimulatedDisk
    private let node: Int

    init(_ disk: SimulatedDisk, _ node: Int) {
        self.disk = disk
        self.node = node
    }

    func append(_ bytes: [UInt8]) throws {
        try disk.perform { [node] state in
            .write(node: node, offset: state.contents[node].count, bytes: bytes)
        }
    }

    func truncate(to length: Int) throws { try disk.perform { [node] _ in .truncate(node: node, length: length) } }

    func sync() throws { try disk.perform { [node] _ in .sync(node: node) } }

    func close() throws {}
}

private final class SimulatedLock: FileLock {
    private let disk: SimulatedDisk
    private let path: String

    init(_ disk: SimulatedDisk, _ path: String) {
        self.disk = disk
        self.path = path
    }

    deinit { disk.state.withLock { _ = $0.locks.remove(path) } }
}

private struct SimulatedMarks: MarkTable {
    let count = 8
    let disk: SimulatedDisk
    let path: String

    subscript(index: Int) -> UInt64 {
        get { disk.state.withLock { $0.marks[path]?[index % 8] ?? 0 } }
        nonmutating set { disk.state.withLock { if !$0.isDead { $0.marks[path]?[index % 8] = newValue } } }
    }
}
