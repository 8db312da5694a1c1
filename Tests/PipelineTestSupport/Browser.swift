internal import Foundation
internal import PipelineCore
internal import Synchronization

/// A headless Chromium, driven over a pipe with the protocol of its developer tools. It ends with the test program.
public final class Browser: Sendable {
    /// What went wrong with the browser itself, or in a script.
    public struct Failure: Error, CustomStringConvertible {
        /// What happened.
        public let description: String
    }

    private struct Connection {
        var writing: Int32
        var reading: Int32
        var buffer: [UInt8] = []
        var number: Int64 = 0
        var events: [Value.Object] = []
    }

    /// Where the browser is; `nil` when it is not installed.
    public static let path: String? = ["chromium", "chromium-browser", "google-chrome"].lazy.flatMap { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
    }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Whether tests that need a browser are to run: it is there, or it has to be (`PIPELINE_BROWSER=required`).
    public static let isWanted = path != nil || ProcessInfo.processInfo.environment["PIPELINE_BROWSER"] == "required"

    /// The browser of all tests.
    public static let shared = Result { try Browser() }

    private static let patience: Int32 = 60_000

    private let folder: TemporaryFolder
    private let connection: Mutex<Connection>

    private init() throws {
        guard let path = Self.path else { throw Failure(description: "there is no chromium; make browser installs it") }
        folder = try TemporaryFolder()
        let (commands, answers) = (folder.path("commands"), folder.path("answers"))
        guard mkfifo(commands, 0o600) == 0, mkfifo(answers, 0o600) == 0 else {
            throw Failure(description: "cannot make a pipe: error \(errno)")
        }
        // For reading and writing, so that neither side waits for the other to open it.
        let ends = [commands, answers].map { (path: String) in Foundation.open(path, O_RDWR | O_CLOEXEC) }
        guard ends.allSatisfy({ $0 >= 0 }) else { throw Failure(description: "cannot open a pipe: error \(errno)") }
        connection = Mutex(Connection(writing: ends[0], reading: ends[1]))
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "exec \"$0\" \"$@\" 3<'\(commands)' 4>'\(answers)'", path, "--headless=new", "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe", "--window-size=1400,900",
            "--user-data-dir=\(folder.path("profile"))",
        ]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    /// Opens a page in a tab of its own and waits until its script has run.
    public func open(_ path: String) throws -> BrowserTab {
        let target = try call("Target.createTarget", ["url": "about:blank"])
        let session = try call(
            "Target.attachToTarget", ["targetId": target["targetId"] ?? .null, "flatten": true])
        guard let name = session["sessionId"]?.string else { throw Failure(description: "there is no tab") }
        let tab = BrowserTab(browser: self, session: name)
        for domain in ["Page", "Runtime", "Log", "Network"] { try call("\(domain).enable", session: name) }
        try call("Page.navigate", ["url": .string(URL(filePath: path).absoluteString)], session: name)
        try tab.wait(until: "document.documentElement?.dataset.ready !== undefined")
        return tab
    }

    /// Calls a method of the protocol and gives its result.
    @discardableResult
    func call(_ method: String, _ parameters: Value.Object = [:], session: String? = nil) throws -> Value.Object {
        try connection.withLock { connection in
            connection.number += 1
            var message: Value.Object = [
                "id": .integer(connection.number), "method": .string(method), "params": .object(parameters),
            ]
            message["sessionId"] = session.map(Value.string)
            let bytes = Array(Value.object(message).json.utf8) + [0]
            guard write(connection.writing, bytes, bytes.count) == bytes.count else {
                throw Failure(description: "the browser takes no commands")
            }
            while true {
                let answer = try Self.receive(&connection)
                guard answer["id"] == .integer(connection.number) else {
                    if answer["method"] != nil { connection.events.append(answer) }
                    continue
                }
                if let error = answer["error"] { throw Failure(description: "\(method): \(error.json)") }
                return answer["result"]?.object ?? [:]
            }
        }
    }

    /// What the browser has told of a tab.
    func events(of session: String) -> [Value.Object] {
        connection.withLock { $0.events.filter { $0["sessionId"] == .string(session) } }
    }

    private static func receive(_ connection: inout Connection) throws -> Value.Object {
        while true {
            if let end = connection.buffer.firstIndex(of: 0) {
                let message = Array(connection.buffer[..<end])
                connection.buffer.removeSubrange(...end)
                return try JSONParser.parse(message).object ?? [:]
            }
            var waiting = pollfd(fd: connection.reading, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, patience) == 1 else { throw Failure(description: "the browser does not answer") }
            var part = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(connection.reading, &part, part.count)
            guard count > 0 else { throw Failure(description: "the browser has gone") }
            connection.buffer += part.prefix(count)
        }
    }
}
