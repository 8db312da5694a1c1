import PipelineCore
import PipelineTestSupport
import Testing

struct JSONSchemaTests {
    private func problems(_ schema: String, _ value: String) throws -> [String] {
        try JSONSchema(JSONParser.parse(Array(schema.utf8))).problems(JSONParser.parse(Array(value.utf8)))
    }

    @Test(arguments: [
        (#"{"type":"string"}"#, #""a""#, "1", "$: is integer and not string"),
        (#"{"type":["string","null"]}"#, "null", "[]", "$: is array and not string or null"),
        (#"{"type":"integer"}"#, "2.0", "2.5", "$: is number and not integer"),
        (#"{"type":"number"}"#, "2", #""2""#, "$: is string and not number"),
        (#"{"enum":["a",1]}"#, "1", "2", #"$: is none of ["a",1]"#),
        (#"{"const":1}"#, "1", "true", "$: is not 1"),
        (#"{"minimum":0}"#, "0", "-1", "$: is less than 0"),
        (#"{"maximum":2.5}"#, "2", "3", "$: is more than 2.5"),
        (#"{"minLength":2}"#, #""éé""#, #""é""#, "$: is shorter than 2"),
        (#"{"minItems":1}"#, "[1]", "[]", "$: has fewer items than 1"),
        (#"{"maxItems":1}"#, "[1]", "[1,2]", "$: has more items than 1"),
        (#"{"required":["a","b"]}"#, #"{"b":1,"a":null}"#, #"{"a":1}"#, "$: lacks 'b'"),
        (#"{"properties":{"a":{"type":"string"}}}"#, #"{"b":1}"#, #"{"a":1}"#, "$.a: is integer and not string"),
        (#"{"properties":{"a":true},"additionalProperties":false}"#, #"{"a":1}"#, #"{"b":1}"#, "$.b: is not allowed"),
        (#"{"additionalProperties":{"type":"null"}}"#, #"{"a":null}"#, #"{"a":1}"#, "$.a: is integer and not null"),
        (#"{"items":{"type":"null"}}"#, "[null]", "[null,1]", "$[1]: is integer and not null"),
        (#"{"prefixItems":[{"type":"null"}]}"#, "[null,1]", "[1]", "$[0]: is integer and not null"),
        (#"{"prefixItems":[true],"items":false}"#, "[1]", "[1,2]", "$[1]: is not allowed"),
        (#"{"oneOf":[{"type":"integer"},{"minimum":5}]}"#, "2", "7", "$: fits 2 of the alternatives and not one"),
        (#"{"oneOf":[{"type":"null"}]}"#, "null", "7", "$: fits 0 of the alternatives and not one"),
        (##"{"$ref":"#/$defs/n","$defs":{"n":{"type":"null"}}}"##, "null", "1", "$: is integer and not null"),
    ])
    func tellsWhatDoesNotFit(schema: String, good: String, bad: String, problem: String) throws {
        #expect(try problems(schema, good) == [])
        #expect(try problems(schema, bad) == [problem])
    }

    @Test func passesValuesOfOtherKinds() throws {
        let schema = #"{"minimum":1,"minItems":1,"minLength":1,"required":["a"],"items":false,"properties":{}}"#
        #expect(try problems(schema, "true") == [])
    }

    @Test func followsReferencesToThemselves() throws {
        let schema = ##"{"$ref":"#/$defs/tree","$defs":{"tree":{"type":"array","items":{"$ref":"#/$defs/tree"}}}}"##
        #expect(try problems(schema, "[[],[[]]]") == [])
        #expect(try problems(schema, "[[],[[0]]]") == ["$[1][0][0]: is integer and not array"])
    }

    @Test func refusesASchemaThatItDoesNotUnderstand() throws {
        let missing = ##"$: the schema refers to "#/$defs/x", which is not there"##
        #expect(try problems(#"{"pattern":"a"}"#, "1") == ["$: the schema keyword 'pattern' is not known"])
        #expect(try problems(##"{"$ref":"#/$defs/x"}"##, "1") == [missing])
        #expect(try problems("[]", "1") == ["$: the schema is no object"])
    }
}
