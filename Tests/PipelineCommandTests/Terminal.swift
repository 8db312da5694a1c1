import Foundation
import PipelineTestSupport
import Synchronization

/// The built program at a terminal of its own.
final class Terminal {
    /// Whether lines can be edited at it.
    static let hasEditor = dlopen("libedit.so.2", RTLD_NOW) != nil

    private let master: Int32
    private let process: pid_t
    /// All that was shown so far.
    private(set) var seen = ""
    /// What has been looked for already.
    private var position = 0
    private var hasEnded = false

    init(_ arguments: [String], environment: [String: String] = [:], in folder: TemporaryFolder) throws {
        var (master, slave): (Int32, Int32) = (0, 0)
        let code = Program.spawning.withLock { _ in
            guard openpty(&master, &slave, nil, nil, nil) == 0 else { return errno }
            for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return 0
        }
        guard code == 0 else { throw Program.Failure(call: "openpty", code: code) }
        self.master = master
        var variables = environment
        variables["TERM"] = "xterm"
        variables["LC_ALL"] = "C.UTF-8"
        process = try Program.start(
            arguments, input: dup(slave), output: dup(slave), messages: slave, environment: variables, in: folder)
    }

    deinit {
        if !hasEnded {
            kill(process, SIGKILL)
            // A child that nobody waits for keeps the test library's own waiting busy.
            _ = Program.wait(for: process)
        }
        close(master)
    }

    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Waits until something new is shown; `false` when it does not come.
    func wait(for text: String) -> Bool {
        while true {
            let rest = seen.dropFirst(position)
            if let found = rest.firstRange(of: text) {
                position = seen.distance(from: seen.startIndex, to: found.upperBound)
                return true
            }
            var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            var bytes = [UInt8](repeating: 0, count: 4096)
            guard poll(&waiting, 1, 30_000) == 1 else { return false }
            let count = read(master, &bytes, bytes.count)
            guard count > 0 else { return false }
            seen += String(decoding: bytes.prefix(count), as: UTF8.self)
        }
    }

    /// Waits for the end of the program, which is killed when it does not come.
    func end() -> Int32 {
        let process = process
        let killer = DispatchWorkItem { kill(process, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + 30, execute: killer)
        defer {
            killer.cancel()
            hasEnded = true
        }
        return Program.wait(for: process)
    }
}
