import Dispatch
import PipelineCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Ends a run in good order on the first interrupt or termination signal, and at once on the second.
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
        sources = [(SIGINT, ExitStatus.interrupted), (SIGTERM, .terminated)].map { number, status in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
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

    /// The status to end with, if a signal has come.
    var status: ExitStatus? { receiver.received.withLock { $0 } }

    /// A reader that goes away is told by the write that fails, not by a signal that kills.
    static func ignoreBrokenPipe() { signal(SIGPIPE, SIG_IGN) }
}
