@testable import PipelineCore
import PipelineTestSupport

/// Shell scripts in the place of a worker: they say what they are told to, whatever they are sent.
struct FakeWorker {
    let folder: TemporaryFolder
    /// The document that tests send; the frames of two such documents are of one size while numbers have one digit.
    static let document = Document(id: "a", text: "text")

    static let raw = RawDocument(name: "a.txt", input: Array("text".utf8)) { document }

    init() throws { folder = try TemporaryFolder() }

    /// A worker that runs a script in which `$(say ready)` and the like stand for frames:
    ///
    /// - `ready`, `answer 1`: says that it is ready, that it has worked on the first document;
    /// - `await`: reads one document.
    func isolation(
        _ script: String, time: Duration = .seconds(30), startTime: Duration = .seconds(30),
        folds: Bool = false
    ) throws -> Isolation {
        let ready: Value = ["description": ["name": "fake"], "stages": ["first", "second"], "folds": .boolean(folds)]
        try folder.write(WorkerFrame(head: ["ready": ready]).bytes, to: "ready")
        for number in 1...3 {
            var outcome = Outcome(writers: 1)
            outcome.records = [Array("record \(number)\n".utf8)]
            outcome.written = 1
            try folder.write(WorkerFrame(outcome: outcome, number: number).bytes, to: "answer\(number)")
        }
        let size = WorkerFrame(document: Self.document, number: 1).bytes.count
        let path = try folder.write(
            """
            ready() { cat "$0.d/ready"; }
            answer() { cat "$0.d/answer$1"; }
            await() { head -c \(size) > /dev/null; }
            \(script.replacing("$0.d", with: folder.path))
            """.replacing("$0.d", with: folder.path), to: "worker.sh")
        var isolation = Isolation(
            executable: "/bin/sh", arguments: [path], environment: ["PATH": "/usr/bin:/bin", "KNOWN": "yes"])
        isolation.time = time
        isolation.startTime = startTime
        return isolation
    }
}
