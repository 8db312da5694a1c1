/// How documents are worked on in processes of their own, for scripts that nobody trusts.
///
/// Each line of work has a child process that runs the pipeline; the run itself reads, writes and watches. A child that
/// crashes, hangs, or takes more memory than it may costs the one document that it was working on: it is killed and
/// another one takes its place. On Linux a child can do nothing but compute on what it is sent; see
/// ``WorkerProcess`` for its side.
///
/// ```swift
/// runner.isolation = Isolation(executable: "/usr/bin/pipeline", arguments: ["worker", "news.lua"])
/// ```
public struct Isolation: Sendable {
    /// The program that each child runs.
    public var executable: String
    /// Its arguments, without its own name.
    public var arguments: [String]
    /// The only variables in its environment.
    public var environment: [String: String]
    /// How many bytes of address space a child may take, program and models included; `nil` for as many as there are.
    public var memory: Int? = 2 << 30
    /// How long a child may take over one document, by the wall clock.
    public var time = Duration.seconds(60)
    /// How long a child may take to get ready.
    public var startTime = Duration.seconds(60)
    /// How many bytes of records may come of one document.
    public var answerSize = 256 << 20
    /// Folders with the scripts: only files in them are quoted when a child's error points into a file.
    public var sources: [String] = []

    /// How many children may die before any has finished a document. Then the fault is not with the documents.
    static let deathsAtStart = 10

    /// Children that run a program. Its path is not looked for in `PATH`.
    public init(executable: String, arguments: [String] = [], environment: [String: String] = [:]) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
    }

    /// What a child says of itself when it is ready, without giving it anything to do.
    ///
    /// - Throws: ``PipelineError``: that of the child when it cannot get ready. Blocks the thread up to ``startTime``.
    public func describe() throws -> Value {
        let child = try WorkerChild(self)
        defer { child.end() }
        return child.description
    }
}
