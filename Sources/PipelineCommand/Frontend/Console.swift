import PipelineCore
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One of the two streams on which the program speaks: results on standard output, all else on standard error.
struct Console: Sendable {
    static let standardOutput = Console(.standardOutput)
    static let standardError = Console(.standardError)

    private let descriptor: FileDescriptor
    /// Whether a person is watching.
    let isTerminal: Bool
    /// Whether colours are welcome: on a terminal, unless `NO_COLOR` is set.
    let isColored: Bool

    private init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor.rawValue) == 1
        let refusal = getenv("NO_COLOR").map { String(cString: $0) } ?? ""
        isColored = isTerminal && refusal.isEmpty
    }

    /// Lays out errors for this stream.
    var formatter: DiagnosticFormatter { DiagnosticFormatter(isColored: isColored) }

    /// Writes a line. A stream that is closed is no reason to fail.
    func write(_ line: String) { writeRaw(line + "\n") }

    /// Writes text as it is.
    func writeRaw(_ text: String) { _ = try? descriptor.writeAll(text.utf8) }
}
