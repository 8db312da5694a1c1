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
