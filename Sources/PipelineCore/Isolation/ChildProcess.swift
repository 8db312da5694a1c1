internal import CPipelineProcess
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A child process with pipes to its standard streams and a page of memory that it may write to.
///
/// Belongs to the thread that started it and dies with it. Nothing that the child does can block the thread beyond a
/// deadline.
final class ChildProcess {
    /// What ended a talk with a child.
    enum Failure: Error {
        /// It did not answer in time.
        case late
        /// It closed its standard output or ended.
        case ended
    }

    /// How a child came to its end.
    enum End: Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    private static let chunk = 1 << 16
    private static let keptMessages = 2048
    /// Child processes open their program, libraries, rules and lists one after the other.
    private static let descriptors: UInt64 = 64

    let id: pid_t
    private var input: FileDescriptor?
    private let output: FileDescriptor
    private let errors: FileDescriptor
    private let page: FileDescriptor
    private var received: [UInt8] = []
    private var messages: [UInt8] = []
    private var isErrorsOpen = true
    private var end: End?

    /// Starts a program.
    ///
    /// - Parameter outlivesThread: whether the child goes on when this thread ends; it then ends with its input.
    /// - Throws: `Errno`.
    init(_ isolation: Isolation, outlivesThread: Bool = false) throws {
        let pipes = try Pipes()
        defer { pipes.closeEndsOfChild() }
        var id: pid_t = -1
        let arguments = [isolation.executable] + isolation.arguments
        let environment = isolation.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let code = Self.withStrings(arguments) { arguments in
            Self.withStrings(environment) { environment in
                var limits = pipeline_process_limits(
                    memory: UInt64(max(0, isolation.memory ?? 0)), descriptors: Self.descriptors,
                    outlives_thread: outlivesThread)
                return pipes.endsOfChild.withUnsafeBufferPointer { descriptors in
                    pipeline_process_spawn(
                        isolation.executable, arguments, environment, descriptors.baseAddress, &limits, &id)
                }
            }
        }
        guard code == 0 else {
            pipes.closeEndsOfParent()
            throw Errno(rawValue: code)
        }
        self.id = id
        (input, output, errors, page) = (pipes.input.writing, pipes.output.reading, pipes.errors.reading, pipes.page)
    }

    deinit {
        _ = kill()
        closeInput()
        for descriptor in [output, errors, page] { try? descriptor.close() }
    }

    private func closeInput() {
        try? input?.close()
        input = nil
    }

    private static func withStrings<Result>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var copies = strings.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("there is at least the final nil") }
            return body(base)
        }
    }
}

// MARK: - Talking

extension ChildProcess {
    /// Sends bytes.
    ///
    /// - Throws: ``Failure``.
    func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(Failure) {
        guard let input else { throw .ended }
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(input.rawValue, $0.baseAddress?.advanced(by: sent), $0.count - sent)
            }
            if count >= 0 {
                sent += count
            } else if errno == EAGAIN {
                try wait(for: input, Int16(POLLOUT), until: deadline)
            } else if errno != EINTR {
                throw .ended
            }
        }
    }

    /// Receives so many bytes. Memory grows with what comes, not with what was announced.
    ///
    /// - Throws: ``Failure``.
    func receive(_ count: Int, until deadline: ContinuousClock.Instant) throws(Failure) -> [UInt8] {
        while received.count < count {
            switch Self.readChunk(of: output, into: &received) {
            case .none: try wait(for: output, Int16(POLLIN), until: deadline)
            case .some(0): throw .ended
            case .some: break
            }
        }
        guard received.count > count else {
            defer { received = [] }
            return received
        }
        defer { received.removeFirst(count) }
        return Array(received.prefix(count))
    }

    /// Whether the child is alive and has said nothing that nobody asked for.
    var isIdle: Bool {
        var state = pollfd(fd: output.rawValue, events: Int16(POLLIN), revents: 0)
        return received.isEmpty && poll(&state, 1, 0) == 0
    }

    /// What the child has written to the first bytes of its page.
    var mark: UInt32 {
        var mark: UInt32 = 0
        let count = withUnsafeMutableBytes(of: &mark) { pread(page.rawValue, $0.baseAddress, $0.count, 0) }
        return count == MemoryLayout<UInt32>.size ? mark : 0
    }

    /// The end of what the child wrote to standard error, in one line.
    var lastMessage: String? {
        while isErrorsOpen, drainErrors() {}
        let text = String(decoding: messages.suffix(Self.keptMessages), as: UTF8.self)
        let words = text.split { character in
            character.isWhitespace || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// Waits until a descriptor is ready. What comes on standard error meanwhile is taken, so that it blocks nobody.
    private func wait(
        for descriptor: FileDescriptor, _ event: Int16, until deadline: ContinuousClock.Instant
    ) throws(Failure) {
        while true {
            let left = (deadline - .now) / .milliseconds(1)
            guard left > 0 else { throw .late }
            var states = [
                pollfd(fd: descriptor.rawValue, events: event, revents: 0),
                pollfd(fd: isErrorsOpen ? errors.rawValue : -1, events: Int16(POLLIN), revents: 0),
            ]
            _ = poll(&states, 2, Int32(clamping: Int(left.rounded(.up))))
            if states[1].revents != 0 { _ = drainErrors() }
            if states[0].revents != 0 { return }
        }
    }

    /// Takes a piece of standard error; `false` when there is none at the moment.
    private func drainErrors() -> Bool {
        let count = Self.readChunk(of: errors, into: &messages)
        if count == 0 { isErrorsOpen = false }
        messages = messages.suffix(Self.keptMessages)
        return count ?? 0 > 0
    }

    /// The number of bytes that came, 0 at the end, `nil` when there are none yet.
    private static func readChunk(of descriptor: FileDescriptor, into bytes: inout [UInt8]) -> Int? {
        var result = -1
        bytes += [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
            repeat { result = read(descriptor.rawValue, buffer.baseAddress, chunk) } while result < 0 && errno == EINTR
            if result < 0, errno != EAGAIN { result = 0 }
            count = max(0, result)
        }
        return result < 0 ? nil : result
    }
}

// MARK: - Ending

extension ChildProcess {
    /// Tells the child that nothing more comes and gives how it ended. One that goes on nevertheless is killed.
    func waitForEnd(_ patience: Duration = .seconds(1)) -> End {
        closeInput()
        let deadline = ContinuousClock.now + patience
        while end == nil, ContinuousClock.now < deadline {
            if !reap(WNOHANG) { usleep(200) }
        }
        return kill()
    }

    /// Ends the child and all that it started, now.
    @discardableResult
    func kill() -> End {
        if let end { return end }
        Self.kill(-id, SIGKILL)
        Self.kill(id, SIGKILL)
        while !reap(0) {}
        return end ?? .signal(SIGKILL)
    }

    private static func kill(_ id: pid_t, _ signal: Int32) {
        #if canImport(Glibc)
            _ = Glibc.kill(id, signal)
        #elseif canImport(Musl)
            _ = Musl.kill(id, signal)
        #endif
    }

    /// Whether the child is gone.
    private func reap(_ options: Int32) -> Bool {
        var status: Int32 = 0
        let result = waitpid(id, &status, options)
        if result == id {
            end = status & 0x7F == 0 ? .exit((status >> 8) & 0xFF) : .signal(status & 0x7F)
        } else if result < 0, errno != EINTR {
            // Somebody else has waited for all children of the program.
            end = .signal(SIGKILL)
        }
        return end != nil
    }
}
