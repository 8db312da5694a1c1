import PipelineCore
import PipelineTestSupport
import Testing

struct SchemasTests {
    private static let record = """
        {"id":"a1","source":"articles/a1.txt","language":"en","meta":{"desk":["world",null]},"text":"Lena Orlova: no.",
        "tokens":[{"start":0,"end":4,"lemma":"Lena","upos":"PROPN","xpos":"NNP","mood":"calm"},{"start":5,"end":11}],
        "sentences":[[0,16]],
        "annotations":[{"id":0,"layer":"entities","label":"PER","start":0,"end":11,"text":"Lena Orlova",
        "by":"tag.english/entities","attributes":{"entity":"Lena Orlova","confidence":0.9}},
        {"id":4,"layer":"statements","label":"CONTENT","start":13,"end":15,"by":"statements/said"}],
        "relations":[{"id":0,"label":"STATEMENT","arguments":{"source":0,"content":[4,0]},
        "attributes":{"kind":"direct"},"by":"statements/said"}],
        "scores":{"tension":{"value":7.5,"level":"high","because":[{"rule":"clash","weight":3,"start":0,"end":4}]},
        "calm":{"value":0}}}
        """

    private func problems(_ schema: String, _ json: String) throws -> [String] {
        try JSONSchema(named: schema).problems(JSONParser.parse(Array(json.utf8)))
    }

    @Test func recordsFit() throws {
        #expect(try problems("record", Self.record) == [])
        #expect(try problems("record", #"{"id":""}"#) == [])
    }

    @Test(arguments: [
        (#""id":"a1","#, "", "$: lacks 'id'"),
        (#""language":"en""#, #""language":"en","lang":"en""#, "$.lang: is not allowed"),
        (#""start":0,"end":4,"lemma""#, #""start":-1,"end":4,"lemma""#, "$.tokens[0].start: is less than 0"),
        (#""mood":"calm""#, #""mood":1"#, "$.tokens[0].mood: is integer and not string"),
        ("[[0,16]]", "[[0,16,1]]", "$.sentences[0][2]: is not allowed"),
        ("[[0,16]]", "[[0]]", "$.sentences[0]: has fewer items than 2"),
        ("[[0,16]]", "[[0,1.5]]", "$.sentences[0][1]: is number and not integer"),
        (#""layer":"entities","#, "", "$.annotations[0]: lacks 'layer'"),
        (#""label":"CONTENT""#, #""label":"""#, "$.annotations[1].label: is shorter than 1"),
        (#""source":0"#, #""source":"0""#, "$.relations[0].arguments.source: fits 0 of the alternatives and not one"),
        (
            #""content":[4,0]"#, #""content":[4]"#,
            "$.relations[0].arguments.content: fits 0 of the alternatives and not one"
        ),
        (#""value":0}"#, #""value":null}"#, "$.scores.calm.value: is null and not number"),
        (#""weight":3,"#, "", "$.scores.tension.because[0]: lacks 'weight'"),
    ])
    func recordsThatDoNotFit(part: String, replacement: String, problem: String) throws {
        let broken = Self.record.replacing(part, with: replacement, maxReplacements: 1)
        #expect(broken != Self.record)
        #expect(try problems("record", broken) == [problem])
    }

    @Test func deadLettersFit() throws {
        let whole = #"{"id":"a","code":"script.failed","message":"m","input_bytes":[0,255]}"#
        #expect(try problems("dead-letter", whole) == [])
        #expect(try problems("dead-letter", #"{"id":"a","code":"x"}"#) == ["$: lacks 'message'"])
        #expect(
            try problems("dead-letter", #"{"id":"a","code":"x","message":"m","input_bytes":[256],"more":1}"#)
                == ["$.more: is not allowed", "$.input_bytes[0]: is more than 255"])
    }

    @Test func summariesFit() throws {
        #expect(try problems("summary", #"{"stage":"desk","documents":0,"value":null}"#) == [])
        let found = try problems("summary", #"{"stage":"","documents":-1,"more":1}"#)
        #expect(
            found.sorted() == [
                "$.documents: is less than 0", "$.more: is not allowed", "$.stage: is shorter than 1",
                "$: lacks 'value'",
            ])
    }

    /// Who reads a schema in an editor sees the descriptions.
    @Test(arguments: ["record", "dead-letter", "summary"]) func propertiesAreDescribed(name: String) throws {
        let schema = try JSONParser.parse(Array(Repository.text("Schemas/\(name).schema.json").utf8)).object
        for entry in schema?["properties"]?.object?.entries ?? [] {
            #expect(entry.value.object?["description"]?.string?.isEmpty == false, "\(entry.key)")
        }
        #expect(schema?["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    }
}
