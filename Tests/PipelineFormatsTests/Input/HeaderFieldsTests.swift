import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Header fields")
struct HeaderFieldsTests {
    @Test func namesHaveValues() {
        var bytes = Array("A: 1\r\nb-C : two\r\n  more\r\nnonsense\nA: 3\n\nbody\n".utf8)[...]
        let fields = HeaderFields(taking: &bytes)
        #expect(fields["a"] == "1" && fields["b-c"] == "two more" && fields["x"] == nil)
        #expect(String(decoding: bytes, as: UTF8.self) == "body\n")
        var empty = ArraySlice<UInt8>()
        #expect(HeaderFields(taking: &empty)["a"] == nil)
    }

    @Test func valuesHaveParameters() {
        let value = HeaderValue(#"Text/HTML; Charset="utf-8; x" ; name=a b; odd; =y"#)
        #expect(value.value == "text/html" && value["charset"] == "utf-8; x" && value["name"] == "a b")
        #expect(HeaderValue(nil).value == "" && HeaderValue(";").value == "")
    }

    @Test(arguments: [("", ""), (" \t", ""), (" a b\n", "a b"), ("x", "x")])
    func whiteSpaceIsTrimmed(_ text: String, _ expected: String) {
        #expect(text.trimmed == expected)
    }
}
