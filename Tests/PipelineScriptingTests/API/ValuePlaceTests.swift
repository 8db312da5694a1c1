import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Places of values")
struct ValuePlaceTests {
    private func place(_ keys: [ValuePlace.Key], root: ValuePlace.Root = .metadata) -> ValuePlace {
        keys.reduce(ValuePlace(root: root)) { $0.appending($1) }
    }

    @Test(
        arguments: [
            ([], #"{"a":{"b":[1,{"c":2}]},"n":null}"#), ([.name("a"), .name("b"), .position(1)], "1"),
            ([.name("a"), .name("b"), .position(2), .name("c")], "2"), ([.name("n")], "null"), ([.name("x")], nil),
            ([.name("a"), .position(1)], nil), ([.name("a"), .name("b"), .position(0)], nil),
            ([.name("a"), .name("b"), .position(3)], nil), ([.name("n"), .name("x")], nil),
        ] as [([ValuePlace.Key], String?)])
    func aPlaceHoldsWhatIsThere(_ keys: [ValuePlace.Key], _ json: String?) {
        let document = Document(id: "a", metadata: ["a": ["b": [1, ["c": 2]]], "n": nil], text: "")
        #expect(place(keys).value(in: document)?.json == json)
    }

    @Test(
        arguments: [
            ([.name("a")], 1, #"{"a":1,"list":[1,2]}"#),
            ([.name("a"), .name("b")], 1, #"{"a":{"b":1},"list":[1,2]}"#),
            ([.name("new"), .name("x")], 1, #"{"a":{},"list":[1,2],"new":{"x":1}}"#),
            ([.name("a")], nil, #"{"list":[1,2]}"#),
            ([.name("list"), .position(1)], 7, #"{"a":{},"list":[7,2]}"#),
            ([.name("list"), .position(3)], 7, #"{"a":{},"list":[1,2,7]}"#),
            ([.name("list"), .position(1)], nil, #"{"a":{},"list":[null,2]}"#),
            ([.name("list"), .position(2)], nil, #"{"a":{},"list":[1]}"#),
            ([.name("list"), .position(3)], nil, #"{"a":{},"list":[1,2]}"#),
            ([.name("list")], [], #"{"a":{},"list":[]}"#),
        ] as [([ValuePlace.Key], Value?, String)])
    func anAssignmentChangesThePlaceAlone(_ keys: [ValuePlace.Key], _ value: Value?, _ json: String) throws {
        var document = Document(id: "a", metadata: ["a": [:], "list": [1, 2]], text: "")
        try place(keys).assign(value, in: &document)
        #expect(Value.object(document.metadata).json == json)
    }

    @Test(
        arguments: [
            ([.name("list"), .position(0)], "the key does not fit: what is there is array"),
            ([.name("list"), .position(4)], "the key does not fit: what is there is array"),
            ([.name("list"), .name("x")], "the key does not fit: what is there is array"),
            ([.position(1)], "the key does not fit: what is there is object"),
            ([.name("n"), .name("x")], "the key does not fit: what is there is integer"),
        ] as [([ValuePlace.Key], String)])
    func aKeyThatDoesNotFitIsAnError(_ keys: [ValuePlace.Key], _ message: String) throws {
        var document = Document(id: "a", metadata: ["list": [1, 2], "n": 5], text: "")
        let before = document.metadata
        let error = try #require(throws: PipelineError.self) { try place(keys).assign(1, in: &document) }
        #expect(error.message == message)
        #expect(document.metadata == before)
    }

    @Test func attributesOfSpansAndRelationsArePlaces() throws {
        var document = try Document.sample()
        let span = try #require(document.annotations.first)
        let relation = try #require(document.relations.first)
        try place([.name("x")], root: .annotation(span.id)).assign(1, in: &document)
        try place([.name("x")], root: .relation(relation.id)).assign(2, in: &document)
        #expect(document.annotation(span.id)?.attributes["x"] == 1)
        #expect(document.relations.first?.attributes["x"] == 2)
        document.remove(span.id)
        for root in [ValuePlace.Root.annotation(span.id), .relation(relation.id)] {
            #expect(place([.name("x")], root: root).value(in: document)?.json == nil)
            #expect(throws: PipelineError.self) { try place([.name("x")], root: root).assign(1, in: &document) }
        }
    }
}
