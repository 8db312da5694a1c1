@testable import PipelineCore
import PipelineTestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

struct ChildProcessTests {
    private func shell(_ script: String, _ change: (inout Isolation) -> Void = { _ in }) throws -> ChildProcess {
        var isolation = Isolation(
            executable: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin", "KNOWN": "yes"])
        change(&isolation)
        return try ChildProcess(isolation)
    }

    private var soon: ContinuousClock.Instant { .now + .seconds(30) }

    /// All that a script says.
    private func output(of script: String) throws -> String {
        let child = try shell(script)
        var bytes: [UInt8] = []
        while let byte = try? child.receive(1, until: soon) { bytes += byte }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func bytesGoThereAndBack() throws {
        let child = try shell("exec cat")
        let bytes = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        try child.send(bytes, until: soon)
        #expect(try child.receive(7, until: soon) == Array(bytes.prefix(7)))
        #expect(try child.receive(bytes.count - 7, until: soon) == Array(bytes.dropFirst(7)))
        #expect(child.isIdle)
        #expect(child.waitForEnd(.seconds(30)) == .exit(0))
    }

    @Test func aProgramThatIsNotThereIsAnError() {
        #expect(throws: (any Error).self) { try ChildProcess(Isolation(executable: "/no/such/program")) }
    }

    @Test func nothingIsInherited() throws {
        let file = open("/dev/null", O_RDONLY)
        defer { close(file) }
        #expect(
            try output(of: "env").split(separator: "\n").filter { !$0.hasPrefix("PWD=") && !$0.hasPrefix("_=") }
                .sorted()
                == ["KNOWN=yes", "PATH=/usr/bin:/bin"])
        // `ls` itself has the folder open.
        #expect(try output(of: "ls /proc/self/fd").split(separator: "\n").count == 5)
        let limits = try output(of: "ulimit -n; ulimit -f; ulimit -c; ulimit -v")
        #expect(limits.hasPrefix("64\n0\n0\n"))
        let status = try output(of: "grep -E 'NoNewPrivs|SigIgn|SigBlk' /proc/self/status")
        let masks = status.matches(of: /Sig\w+:\s+(\w+)/).compactMap { UInt64($0.1, radix: 16) }
        // The library keeps signals from 32 on for itself.
        #expect(masks.count == 2 && masks.allSatisfy { $0 & 0x7FFF_FFFF == 0 })
        #expect(status.contains("NoNewPrivs:\t1\n"))
        let session = try output(of: "ps -o sid= -p $$ 2>/dev/null || cut -d' ' -f6 /proc/$$/stat")
        #expect(Int32(session.filter(\.isNumber)) != getsid(0))
    }

    @Test func whoDoesNotAnswerIsLate() throws {
        let child = try shell("sleep 600")
        #expect(throws: ChildProcess.Failure.late) { try child.receive(1, until: .now + .milliseconds(20)) }
        let much = [UInt8](repeating: 0, count: 1 << 20)
        #expect(throws: ChildProcess.Failure.late) { try child.send(much, until: .now + .milliseconds(20)) }
        #expect(child.kill() == .signal(SIGKILL))
    }

    @Test func whoHasEndedIsNoticed() throws {
        let child = try shell("exit 3")
        #expect(throws: ChildProcess.Failure.ended) { try child.receive(1, until: soon) }
        #expect(child.waitForEnd() == .exit(3))
        // The other end of the pipe is gone: an error, not a signal that ends the tests.
        signal(SIGPIPE, SIG_IGN)
        #expect(throws: ChildProcess.Failure.ended) { try child.send([1], until: soon) }
        let other = try shell("kill -SEGV $$")
        #expect(throws: ChildProcess.Failure.ended) { try other.receive(1, until: soon) }
        #expect(other.waitForEnd() == .signal(SIGSEGV))
    }

    @Test func whoClosesItsOutputAndGoesOnIsKilled() throws {
        let child = try shell("exec 1>&-; sleep 600")
        #expect(throws: ChildProcess.Failure.ended) { try child.receive(1, until: soon) }
        #expect(child.waitForEnd(.milliseconds(20)) == .signal(SIGKILL))
    }

    /// What is written to standard error blocks nobody and is kept up to a bound.
    @Test func theLastWordsAreKept() throws {
        let child = try shell(
            #"head -c 1000000 /dev/zero | tr '\0' x >&2; printf '\nlast\n\033[31mwords\n' >&2; echo done"#)
        #expect(try child.receive(5, until: soon) == Array("done\n".utf8))
        let message = try #require(child.lastMessage)
        #expect(message.hasSuffix("x last [31mwords") && message.utf8.count <= 2048)
    }

    @Test func nothingIsLeftOfManyChildren() throws {
        func descriptors() -> Int {
            (0..<4096).count { fcntl(Int32($0), F_GETFD) >= 0 }
        }
        _ = try output(of: "true")
        var children: [pid_t] = []
        let before = descriptors()
        for index in 0..<300 {
            let child = try shell(index % 2 == 0 ? "exit 1" : "sleep 600")
            children.append(child.id)
            if index % 2 == 0 { _ = try? child.receive(1, until: soon) }
        }
        // Other tests open files of their own meanwhile.
        #expect(descriptors() < before + 250)
        #expect(children.allSatisfy { kill($0, 0) != 0 })
    }
}
