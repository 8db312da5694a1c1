import Dispatch
import PipelineCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Ends a run in good order on the first interrupt, termination signal or hang-up, and at once on the second.
struct Signals {
    /// What the handlers share.
    private final class Receiver: Sendable {
        let control: RunControl
        let received = Mutex<ExitStatus?>(nil)

        init(control: RunControl) { self.control = control }

        func receive(_ status: ExitStatus) {
            let isSecond = received.withLock { received in
                defer { received = received ?? status }
                return received != nil
            }
            if isSecond { status.exit() }
            control.requestStop()
        }
    }

    private let receiver: Receiver
    private let sources: [any DispatchSourceSignal]

    /// Listens as long as the value lives.
    init(stopping control: RunControl) {
        let receiver = Receiver(control: control)
        self.receiver = receiver
        let registration = DispatchGroup()
        // A queue of its own has its thread at once, where the global ones wait for one that this function blocks.
        let queue = DispatchQueue(label: "signals")
        let signals = [(SIGINT, ExitStatus.interrupted), (SIGTERM, .terminated), (SIGHUP, .hungUp)]
        // What somebody has had ignored, as `nohup` does, stays ignored.
        sources = signals.filter { !Self.isIgnored($0.0) }.map { number, status in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { receiver.receive(status) }
            source.setRegistrationHandler { registration.leave() }
            registration.enter()
            source.resume()
            return source
        }
        // A source takes its signal over at a moment of its own. Until then the signal ends the program as it always
        // would; nothing has been written yet.
        registration.wait()
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// The status to end with, if a signal has come.
    var status: ExitStatus? { receiver.received.withLock { $0 } }

    /// A reader that goes away, and a file that may grow no more, are told by the write that fails, not by a signal that
    /// kills.
    static func ignoreFailedWrites() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }
}
