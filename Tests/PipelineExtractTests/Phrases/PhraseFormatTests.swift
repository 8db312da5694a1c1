import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct PhraseFormatTests {
    private let list = PhraseList(
        entries: [
            PhraseEntry("new york", aliases: ["big apple"], id: "Q60", attributes: ["kind": "city", "rank": 1]),
            PhraseEntry("new york city hall", label: "FAC"), PhraseEntry("york"), PhraseEntry("york", id: "Q42462"),
        ])

    private func open(_ bytes: [UInt8]) throws(PipelineError) -> PhraseList {
        try PhraseList(PhraseBytes(copying: bytes), path: "l.phrases")
    }

    /// Gives damaged bytes the checksum that belongs to them, so that what lies behind it is tested too.
    private func sealed(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= 24 else { return bytes }
        var bytes = bytes
        let sum = bytes.withUnsafeBytes { PhraseFormat.checksum(UnsafeRawBufferPointer(rebasing: $0[24...])) }
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: sum.littleEndian, toByteOffset: 16, as: UInt64.self) }
        return bytes
    }

    @Test func aCompiledListIsTheList() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(list.compiled, to: "l.phrases")
        #expect(PhraseList.isCompiled(path))
        let opened = try PhraseList(compiled: path)
        #expect(opened.compiled == list.compiled)
        #expect(opened.count == 4)
        #expect(opened.entryCount == 4)
        #expect(opened.footprint == list.compiled.count)
        #expect(opened.match == .lower)
        #expect(opened.contains("York"))
        #expect(!opened.contains("new"))
        let document = try Document.whitespaceTokenized("the Big Apple and New York City Hall")
        let stage = PhraseStage(list: opened, label: "LOC")
        #expect(
            try PhraseStageTests().run(stage, document).spans(in: "entities").map(\.description) == [
                "LOC(Big Apple)", "FAC(New York City Hall)",
            ])
    }

    @Test func aFileThatIsGoneOrEmptyCannotBeRead() throws {
        let folder = try TemporaryFolder(["empty": ""])
        for name in ["empty", "none"] {
            let error = #expect(throws: PipelineError.self) { try PhraseList(compiled: folder.path(name)) }
            #expect(error?.code == .fileUnreadable)
        }
    }

    @Test func aShorterFileIsAnError() throws {
        let bytes = list.compiled
        for count in stride(from: 0, to: bytes.count, by: 7) {
            let error = #expect(throws: PipelineError.self) { try open(Array(bytes[..<count])) }
            #expect(error?.code == .definitionInvalid)
            #expect(error?.remedy == "compile the list again")
        }
        let error = #expect(throws: PipelineError.self) { try open(Array(bytes.dropLast())) }
        #expect(
            error?.description == "l.phrases: this is not a compiled phrase list, or a damaged one: it has "
                + "\(bytes.count - 1) bytes and should have \(bytes.count)")
    }

    @Test func anyChangedByteIsAnError() throws {
        let bytes = list.compiled
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x10
            #expect(throws: PipelineError.self, "byte \(index)") { try open(damaged) }
        }
    }

    @Test func anotherVersionIsAnError() throws {
        var bytes = list.compiled
        bytes[8] = 9
        let error = #expect(throws: PipelineError.self) { try open(sealed(bytes)) }
        #expect(error?.message.hasPrefix("the phrase list was compiled in form 9") == true)
    }

    /// With the right checksum anything may stand in a file. It is refused or searched in, and nothing else happens.
    @Test func damageWithARightChecksumDoesNoHarm() throws {
        var random = SeededRandom(seed: 11)
        let bytes = list.compiled
        let document = try Document.whitespaceTokenized("the Big Apple and New York City Hall in York york new york")
        var opened = 0
        for _ in 0..<4000 {
            var damaged = bytes
            for _ in 0..<random.number(in: 1..<6) {
                let index = random.number(in: random.pick([32, 56, PhraseFormat.headerLength])..<bytes.count)
                damaged[index] = random.pick([0, 1, 0x7F, 0xFF, UInt8.random(in: 0...255, using: &random)])
            }
            guard let list = try? open(sealed(damaged)) else { continue }
            opened += 1
            for policy in PhraseStage.Policy.allCases {
                let stage = PhraseStage(list: list, label: "X", policy: policy)
                _ = try? PhraseStageTests().run(stage, document)
            }
            _ = list.contains("york")
        }
        #expect(opened > 500)
    }
}
