import PipelineCore
import Testing

@testable import PipelineScripting

@Suite("Numbers of places")
struct ValuePlacesTests {
    @Test func aPlaceHasOneNumber() throws {
        var places = ValuePlaces()
        let metadata = places.number(of: .metadata)
        let list = places.number(of: .name("list"), in: metadata)
        let first = places.number(of: .position(1), in: list)
        #expect(places.number(of: .name("list"), in: metadata) == list)
        #expect(places.number(of: .position(1), in: list) == first)
        #expect(Set([metadata, list, first, places.number(of: .name("1"), in: list)]).count == 4)
        let document = Document(id: "a", metadata: ["list": ["x"]], text: "")
        #expect(places[first].value(in: document) == "x")
        #expect(places[metadata].value(in: document)?.json == #"{"list":["x"]}"#)
        places.removeAll()
        #expect(places.number(of: .name("other"), in: metadata) == list)
    }

    @Test func attributesAreRoots() throws {
        var document = try Document.sample()
        var places = ValuePlaces()
        let span = try #require(document.annotations.first).id
        let relation = try #require(document.relations.first).id
        let numbers = [places.number(of: .annotation(span)), places.number(of: .relation(relation))]
        #expect(places[numbers[0]].value(in: document)?.object?["entity"] == "Lena Orlova")
        #expect(places[numbers[1]].value(in: document)?.object?["sure"] == true)
        let deep = places.number(of: .name("n"), in: numbers[0])
        try places[deep].assign(5, in: &document)
        #expect(document.annotation(span)?.attributes["n"] == 5)
    }
}
