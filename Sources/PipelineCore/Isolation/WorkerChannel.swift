internal import SystemPackage

/// The streams of a worker process.
struct WorkerChannel {
    static let broken = PipelineError(.workerInvalid, "standard input holds no documents for a worker process")

    let input: FileDescriptor
    let output: FileDescriptor

    init(input: FileDescriptor, output: FileDescriptor) {
        self.input = input
        self.output = output
    }

    /// Takes the standard streams. What others write to standard output goes to standard error from now on.
    init() throws(PipelineError) {
        do {
            self.init(input: .standardInput, output: try FileDescriptor.standardOutput.duplicate())
            _ = try FileDescriptor.standardError.duplicate(as: .standardOutput)
        } catch {
            throw PipelineError(.workerUnavailable, "standard output cannot be used: \(error)")
        }
    }

    /// The next frame; `nil` at the end of input.
    func receive() throws -> WorkerFrame? {
        let first = try read(WorkerFrame.lengthOfSizes)
        if first.isEmpty { return nil }
        guard let sizes = WorkerFrame.Sizes(first, greatestBody: .max) else { throw Self.broken }
        guard let frame = WorkerFrame(sizes, try read(sizes.head + sizes.body)) else { throw Self.broken }
        return frame
    }

    func send(_ frame: WorkerFrame) throws { try output.writeAll(frame.bytes) }

    /// So many bytes; fewer at the end.
    private func read(_ count: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<count])
                let part = try input.read(into: rest)
                if part == 0 { return }
                filled += part
            }
        }
    }
}
