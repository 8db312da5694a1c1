import Foundation
import PipelineTestSupport
import Synchronization

/// The built program, run in a folder of its own.
enum Program {
    /// What a run left behind.
    struct Result {
        /// The exit status; 128 and the signal's number when a signal ended it.
        var status: Int32
        /// What was written to standard output.
        var output: String
        /// What was written to standard error, without the folder.
        var messages: String

        var records: [String] { output.split(separator: "\n").map(String.init) }
    }

    struct Failure: Error {
        let call: String
        let code: Int32
    }

    /// Beside the test program, where the build puts both.
    private static let path =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        .map { URL(filePath: $0).deletingLastPathComponent().appending(path: "pipeline").path() } ?? "pipeline"

    /// Runs the program to its end.
    static func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:], in folder: TemporaryFolder
    ) throws -> Result {
        try run(arguments, input: input, environment: environment, in: folder)
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], limits: String = "",
        in folder: TemporaryFolder
    ) throws -> Result {
        let run = UUID().uuidString
        let input = try open(try folder.write(input, to: ".\(run).in"), O_RDONLY)
        let output = try open(folder.path(".\(run).out"), O_WRONLY | O_CREAT)
        let messages = try open(folder.path(".\(run).err"), O_WRONLY | O_CREAT)
        let process = try start(
            arguments, input: input, output: output, messages: messages, environment: environment,
            limits: limits, in: folder)
        let status = wait(for: process)
        return Result(
            status: status, output: folder.text(".\(run).out") ?? "",
            messages: folder.relative(folder.text(".\(run).err") ?? ""))
    }

    /// Starts the program; the descriptors are closed here.
    ///
    /// - Parameter limits: what the shell does before.
    static func start(
        _ arguments: [String], input: Int32, output: Int32, messages: Int32, environment: [String: String] = [:],
        limits: String = "", in folder: TemporaryFolder
    ) throws -> pid_t {
        _ = ignoringBrokenPipes
        defer { for descriptor in [input, output, messages] { close(descriptor) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in [input, output, messages].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        var process: pid_t = 0
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
        let shell = ["sh", "-c", "\(limits) cd \"$0\" && exec \"$@\"", folder.path, path]
        let code = withStrings(shell + arguments) { arguments in
            withStrings(variables) { variables in
                // A pipe that another test is about to make its own must not be inherited.
                spawning.withLock { _ in posix_spawn(&process, "/bin/sh", &actions, nil, arguments, variables) }
            }
        }
        guard code == 0 else { throw Failure(call: "posix_spawn", code: code) }
        return process
    }

    /// Waits for the end and gives the exit status.
    static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        return exitStatus(status)
    }

    /// The exit status if the program has ended.
    static func poll(_ process: pid_t) -> Int32? {
        var status: Int32 = 0
        return waitpid(process, &status, WNOHANG) == process ? exitStatus(status) : nil
    }

    private static func exitStatus(_ status: Int32) -> Int32 {
        status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    /// A file that no other program inherits.
    static func open(_ path: String, _ mode: Int32) throws -> Int32 {
        let descriptor = Foundation.open(path, mode | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(call: "open \(path)", code: errno) }
        return descriptor
    }

    /// Held while descriptors are made that no other program may inherit, and while programs are started.
    static let spawning = Mutex(())

    private static let ignoringBrokenPipes: Void = { signal(SIGPIPE, SIG_IGN) }()

    private static func withStrings<R>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var copies = strings.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { fatalError("there is at least the final nil") }
            return body(base)
        }
    }
}

/// A pipe whose ends no other program inherits.
struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        let code = Program.spawning.withLock { _ in
            guard pipe(&ends) == 0 else { return errno }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return 0
        }
        guard code == 0 else { throw Program.Failure(call: "pipe", code: code) }
        (reading, writing) = (ends[0], ends[1])
    }

    /// Writes a line; `false` when nobody reads any more.
    func write(line: String) -> Bool {
        let bytes = Array("\(line)\n".utf8)
        return Foundation.write(writing, bytes, bytes.count) == bytes.count
    }

    /// Reads a line, byte for byte so that nothing is taken beyond it; `nil` at the end.
    func readLine() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(reading, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}

/// A definition that counts tokens and fails on documents whose text says so.
let countingDefinition = """
    local pipeline = require "pipeline"
    return pipeline.define {
      stages = {
        pipeline.tokenize.english {},
        pipeline.stage { name = "count", requires = { "tokens" }, process = function(doc)
          doc.meta.count = #doc.tokens
          doc.meta.random = math.random(1000)
          if doc.text:find "drop" then doc:drop "asked to" end
          if doc.text:find "warn" then doc:warn "asked to" end
          if doc.text:find "fail" then error "asked to" end
        end },
      },
    }
    """
