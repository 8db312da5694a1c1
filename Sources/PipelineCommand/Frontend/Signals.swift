import Dispatch
import PipelineCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Ends a run in good order on the first interrupt or termination signal, and at once on the second.
final class Signals: Sendable {
    private let control: RunControl
    private let received = Mutex<ExitStatus?>(nil)
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    /// Listens until the program ends.
    init(stopping control: RunControl) {
        self.control = control
        for (number, status) in [(SIGINT, ExitStatus.interrupted), (SIGTERM, .terminated)] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [weak self] in self?.receive(status) }
            source.resume()
            sources.withLock { $0.append(source) }
        }
    }

    /// The status to end with, if a signal has come.
    var status: ExitStatus? { received.withLock { $0 } }

    private func receive(_ status: ExitStatus) {
        let isSecond = received.withLock { received in
            defer { received = received ?? status }
            return received != nil
        }
        if isSecond { status.exit() }
        control.requestStop()
    }

    /// A reader that goes away is told by the write that fails, not by a signal that kills.
    static func ignoreBrokenPipe() { signal(SIGPIPE, SIG_IGN) }
}
