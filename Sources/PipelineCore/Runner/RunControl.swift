internal import Synchronization
internal import SystemPackage

/// Lets somebody outside end a run in good order: what is in flight is finished and written.
public final class RunControl: Sendable {
    private let stop = AtomicFlag()
    /// Both ends of a pipe, made when somebody wants to wait.
    private let pipe = Mutex<(reading: FileDescriptor, writing: FileDescriptor)?>(nil)

    /// A control.
    public init() {}

    deinit {
        pipe.withLock { pipe in
            try? pipe?.reading.close()
            try? pipe?.writing.close()
        }
    }

    /// Reads no more documents. May be called from anywhere, at any time but in a signal handler.
    public func requestStop() {
        stop.set()
        pipe.withLock { _ = try? $0?.writing.writeAll([0]) }
    }

    /// Whether the run has been asked to end.
    public var isStopRequested: Bool { stop.isSet }

    /// A descriptor that can be read from once the run has been asked to end; -1 when the system has no more.
    package var wakeDescriptor: Int32 {
        pipe.withLock { pipe in
            if let pipe { return pipe.reading.rawValue }
            guard let (reading, writing) = try? FileDescriptor.pipe() else { return -1 }
            for end in [reading, writing] { SystemFiles.closeOnExec(end.rawValue) }
            pipe = (reading, writing)
            if stop.isSet { _ = try? writing.writeAll([0]) }
            return reading.rawValue
        }
    }
}
