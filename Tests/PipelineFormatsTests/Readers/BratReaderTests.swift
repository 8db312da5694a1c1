import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("read.brat")
struct BratReaderTests {
    private func read(_ annotations: String) throws -> Document {
        let folder = try TemporaryFolder(["in/a.txt": "Zoë Orlova founded Acme in Oslo.", "in/a.ann": annotations])
        return try #require(try BratReader(paths: [folder.path("in")]).documents().first)
    }

    @Test func annotationsRelationsAndEventsComeBack() throws {
        let document = try read(
            """
            R1\tWorks-For Arg1:T1 Arg2:T3
            T1\tPER 0 10\tZoë Orlova
            T2\tFound 11 18\tfounded
            T3\tORG 19 23;27 31\tAcme Oslo
            E1\tFound:T2 Agent:T1 Theme:T3 Theme:T1
            A1\tNegation E1
            A2\tConfidence T1 High or so
            N1\tReference T1 Wikipedia:12\tZoë
            #1\tAnnotatorNotes R1\tperhaps
            *\tEquiv T1 T3
            """)
        #expect(
            document.annotations.map { "\($0.label) \(document.text[$0.bytes])" } == [
                "PER Zoë Orlova", "Found founded", "ORG Acme", "ORG Oslo",
            ])
        #expect(
            Value.object(document.annotations[0].attributes).json
                == #"{"Confidence":"High or so","Reference":"x"}"#
                .replacing(#""Reference":"x""#, with: #""reference":"Wikipedia:12""#))
        let relations = document.relations.map { relation in
            "\(relation.label) "
                + relation.arguments.map {
                    "\($0.name)=\($0.annotations.map { "\($0.number)" }.joined(separator: "+"))"
                }
                .joined(separator: " ")
        }
        #expect(
            relations == ["Works-For Arg1=0 Arg2=2+3", "Found trigger=1 Agent=0 Theme=2+3+0", "Equiv member=0+2+3"])
        #expect(document.relations[0].attributes["note"] == "perhaps")
        #expect(
            document.annotations[1].attributes["Negation"] == nil
                && document.relations[1].attributes["Negation"] == true)
    }

    @Test func aSpanOverALineEndIsOne() throws {
        let folder = try TemporaryFolder(["a.txt": "Zoë\n Orlova left", "a.ann": "T1\tPER 0 3;5 11\tZoë Orlova\n"])
        let document = try #require(try BratReader(paths: [folder.path("a.txt")]).documents().first)
        #expect(document.annotations.map { document.text[$0.bytes] } == ["Zoë\n Orlova"])
    }

    /// Whatever the annotations are, the document is read or the error says what is wrong.
    @Test func anyBytesAreAnnotationsOrAMistake() throws {
        let sample =
            "T1\tPER 0 3\tZoë\nT2\tX 4 6;7 9\ty z\nR1\tR a:T1 b:T2\nE1\tX:T2 a:E1\nA1\tN E1 v\n*\tEq T1 T2\n#1\tA T1\tn\n"
        var random = SeededRandom(seed: 7)
        let folder = try TemporaryFolder(["a.txt": "Zoë met Änn"])
        var counts = (read: 0, failed: 0)
        for round in 0..<600 {
            var bytes = Array(sample.utf8)
            for _ in 0..<(round == 0 ? 0 : random.number(in: 1..<5)) {
                let place = random.number(in: 0..<bytes.count)
                switch random.number(in: 0..<3) {
                case 0: bytes[place] = UInt8(random.number(in: 0..<256))
                case 1:
                    bytes.insert(contentsOf: Array("\t\n ;:9TRE-".utf8).shuffled(using: &random).prefix(2), at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + random.number(in: 1..<9)))
                }
            }
            try folder.write(bytes, to: "a.ann")
            do {
                let document = try #require(try BratReader(paths: [folder.path("a.txt")]).documents().first)
                for annotation in document.annotations { _ = document.text[annotation.bytes] }
                counts.read += 1
            } catch {
                #expect(error is PipelineError && round > 0, "\(error)")
                counts.failed += 1
            }
        }
        #expect(counts.read > 50 && counts.failed > 50, "\(counts)")
    }

    @Test func aTextAloneHasNoAnnotations() throws {
        let folder = try TemporaryFolder(["a.txt": "x"])
        #expect(try BratReader(paths: [folder.path("a.txt")]).documents()[0].annotations.isEmpty)
    }

    @Test(
        arguments: [
            ("T1\tPER 0 99\tx", "the offsets 0 99 of T1 are no part of the text", 1),
            ("\nT1\tPER\tx", "T1 has no offsets", 2), ("R1\tX", "R1 has no arguments", 1),
            ("R1\tX A:T9", "R1 names T9, which is not there", nil), ("Q1\tx", "'Q1' is no annotation of brat", 1),
        ] as [(String, String, Int?)])
    func aMistakeNamesFileAndLine(_ annotations: String, _ message: String, _ line: Int?) throws {
        let error = try #require(throws: PipelineError.self) { try read(annotations) }
        #expect(error.message == message && error.location?.line == line)
        #expect(error.location?.file.hasSuffix("a.ann") == true)
    }
}
