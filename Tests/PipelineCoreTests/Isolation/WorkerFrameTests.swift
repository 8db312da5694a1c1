@testable import PipelineCore
import PipelineTestSupport
import Testing

struct WorkerFrameTests {
    private func received(_ bytes: [UInt8], greatestBody: Int = 1000) -> WorkerFrame? {
        guard
            let sizes = WorkerFrame.Sizes(bytes.prefix(WorkerFrame.lengthOfSizes), greatestBody: greatestBody)
        else { return nil }
        return WorkerFrame(sizes, Array(bytes.dropFirst(WorkerFrame.lengthOfSizes)))
    }

    @Test func comesOutAsItWentIn() throws {
        let head: Value.Object = ["a": [1, 1.0, "é\u{0}\n", nil], "b": .object([:])]
        let body = (0..<700).map { UInt8(truncatingIfNeeded: $0) }
        let frame = try #require(received(WorkerFrame(head: head, body: body).bytes))
        #expect(frame.head == head && frame.body == body)
    }

    @Test(arguments: [
        "", "hello, world, this is no frame", "\u{1}\0\0\0\0\0\0\0\0\0\0\0x", "\u{1}\0\0\0\0\0\0\0\0\0\0\0",
        "\u{2}\0\0\0\0\0\0\0\0\0\0\0[]", "\u{2}\0\0\0\u{1}\0\0\0\0\0\0\0{}",
    ])
    func whatIsNoFrameIsRefused(_ text: String) { #expect(received(Array(text.utf8)) == nil) }

    @Test func sizesAreBounded() {
        let most = [UInt8](repeating: 0xFF, count: 12)
        #expect(WorkerFrame.Sizes(most, greatestBody: .max) == nil)
        #expect(received(WorkerFrame(head: [:], body: [1, 2, 3]).bytes, greatestBody: 2) == nil)
        #expect(received(WorkerFrame(head: [:], body: [1, 2, 3]).bytes, greatestBody: 3) != nil)
    }

    /// Seeded noise is never a frame that makes anybody stumble.
    @Test func noiseIsHarmless() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<2000 {
            var bytes = WorkerFrame(
                outcome: Outcome(writers: 2), number: 1
            ).bytes
            for _ in 0..<3 {
                bytes[random.number(in: 0..<bytes.count)] = UInt8(truncatingIfNeeded: random.number(in: 0..<256))
            }
            guard let frame = received(bytes) else { continue }
            var outcome = Outcome(writers: 2)
            _ = outcome.take(frame, for: FakeWorker.raw, FakeWorker.document)
        }
    }
}

struct WorkerFrameDocumentsTests {
    private func sent(_ document: Document) throws -> Document {
        try #require(WorkerFrame(document: document, number: 1).document)
    }

    @Test(arguments: ["", "text", "\u{FEFF}marked", "\u{FEFF}\u{FEFF}twice", "e\u{301} 👩‍👩‍👧 \u{0} \r\n \u{FFFD}"])
    func aDocumentArrives(_ text: String) throws {
        var document = Document(id: "a\"\n", source: "in/ü", language: "en", text: DocumentText(text))
        document.metadata = ["z": 1, "a": 1.0, "n": nil, "list": [[], .object([:]), "x"]]
        let copy = try sent(document)
        #expect(copy.id == document.id && copy.source == document.source && copy.language == document.language)
        #expect(copy.text.bytes == document.text.bytes)
        #expect(Value.object(copy.metadata).json == Value.object(document.metadata).json)
        let bare = try sent(Document(id: "b", text: ""))
        #expect(bare.source == nil && bare.language == nil && bare.metadata.isEmpty)
    }

    @Test func anOutcomeArrives() throws {
        var outcome = Outcome(writers: 2)
        outcome.records = [Array("one\n".utf8), [0xFF, 0, 1]]
        (outcome.written, outcome.dropped) = (2, 1)
        outcome.warnings = [("a", "careful"), ("a#1", "")]
        var taken = Outcome(writers: 2)
        let frame = WorkerFrame(outcome: outcome, number: 3)
        #expect(frame.number == 3)
        let isTaken = taken.take(frame, for: FakeWorker.raw, FakeWorker.document)
        #expect(isTaken && taken.records == outcome.records && taken.written == 2 && taken.dropped == 1)
        #expect(taken.warnings.map(\.document) == ["a", "a#1"] && taken.warnings.map(\.message) == ["careful", ""])
        #expect(taken.error == nil && taken.deadLetter == nil)
    }

    @Test func anErrorArrives() throws {
        let location = SourceLocation(file: "a.lua", line: 3, column: 4, length: 5)
        let error = PipelineError(
            .scriptFailed, "no", remedy: "yes", location: location, excerpt: "line", stage: "s", document: "d#1",
            traceback: ["at a", "at b"], others: [PipelineError(.stageFailed, "other")])
        let copy = try #require(PipelineError(frameValue: error.frameValue))
        let plain = "\(error)"
        #expect("\(copy)" == plain && copy.frameValue == error.frameValue)
        #expect(copy.location == location && copy.others.map(\.message) == ["other"])
        var outcome = Outcome(writers: 1)
        outcome.fail(error, raw: FakeWorker.raw)
        var taken = Outcome(writers: 1)
        let frame = WorkerFrame(outcome: outcome, number: 1)
        let isTaken = taken.take(frame, for: FakeWorker.raw, FakeWorker.document)
        #expect(isTaken && taken.error?.document == "d#1")
        #expect(
            taken.deadLetter
                == DeadLetter(error: error, raw: FakeWorker.raw, document: FakeWorker.document).line)
    }

    @Test(arguments: [
        #"{}"#, #"{"written":1,"dropped":0}"#, #"{"written":-1,"dropped":0,"records":[0]}"#,
        #"{"written":1,"dropped":9223372036854775807,"records":[0]}"#, #"{"written":1,"dropped":0,"records":[0,0]}"#,
        #"{"written":1,"dropped":0,"records":[5]}"#, #"{"written":1,"dropped":0,"records":[-1]}"#,
        #"{"written":1,"dropped":0,"records":[3]}"#, #"{"written":"1","dropped":0,"records":[4]}"#,
        #"{"written":1,"dropped":0,"records":[4],"warnings":[["a"]]}"#,
        #"{"written":1,"dropped":0,"records":[4],"warnings":7}"#,
        #"{"written":1,"dropped":0,"records":[4],"error":{"code":"","message":"m"}}"#,
        #"{"written":1,"dropped":0,"records":[4],"error":{"code":"c"}}"#,
        #"{"written":1,"dropped":0,"records":[4],"error":null}"#,
    ])
    func whatDoesNotFitIsNotTaken(_ json: String) throws {
        let head = try #require(try JSONParser.parse(Array(json.utf8)).object)
        var outcome = Outcome(writers: 1)
        let frame = WorkerFrame(head: head, body: [1, 2, 3, 4])
        let isTaken = outcome.take(frame, for: FakeWorker.raw, FakeWorker.document)
        #expect(!isTaken && outcome.records == [[]] && outcome.written == 0 && outcome.error == nil)
    }

    /// An error may say that it is anywhere; only the files of the definition are opened to show the line.
    @Test func onlyFilesOfTheDefinitionAreQuoted() throws {
        let folder = try TemporaryFolder(["in/a.lua": "return 1", "b.lua": "return 2"])
        func excerpt(_ file: String) -> String? {
            PipelineError(.scriptFailed, "m", location: SourceLocation(file: file, line: 1))
                .quoting([folder.path("in")]).excerpt
        }
        #expect(excerpt(folder.path("in/a.lua")) == nil)
        for file in [folder.path("b.lua"), folder.path("in/../b.lua"), "/dev/zero", folder.path("in"), "in/a.lua", ""] {
            #expect(excerpt(file)?.isEmpty == true, "\(file)")
        }
        let outer = PipelineError(
            .scriptFailed, "m",
            others: [
                PipelineError(.scriptFailed, "m", location: SourceLocation(file: "/dev/zero", line: 1))
            ])
        #expect(outer.quoting(["."]).others[0].excerpt == "")
    }
}
