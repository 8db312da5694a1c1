import PipelineCore
import Testing

struct ValueTests {
    @Test func readsWhatItHolds() {
        #expect(Value.string("a").string == "a" && Value.integer(1).string == nil)
        #expect(Value.boolean(true).boolean == true && Value.null.boolean == nil)
        #expect(Value.array([1]).array == [1] && Value.object([:]).array == nil)
        #expect(Value.object(["a": 1]).object == ["a": 1] && Value.array([]).object == nil)
    }

    @Test func convertsNumbers() {
        #expect(Value.integer(3).double == 3)
        #expect(Value.number(2.5).double == 2.5)
        #expect(Value.number(2).integer == 2)
        #expect(Value.number(2.5).integer == nil)
        #expect(Value.number(1e300).integer == nil)
        #expect(Value.number(.nan).integer == nil)
        #expect(Value.string("3").double == nil && Value.string("3").integer == nil)
    }

    @Test func keepsKindsApart() {
        #expect(Value.integer(1) != .number(1))
        #expect(Value.array([]) != .object([:]))
        let values: [Value] = [nil, true, 1, 1.5, "s", [1], ["k": 1]]
        #expect(values.map(\.kind) == ["null", "boolean", "integer", "number", "string", "array", "object"])
    }

    @Test func takesLiterals() {
        let value: Value = ["a": [1, 2.0, nil], "b": ["c": false]]
        #expect(value.json == #"{"a":[1,2.0,null],"b":{"c":false}}"#)
    }
}
