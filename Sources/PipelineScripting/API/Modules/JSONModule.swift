internal import PipelineCore
internal import PipelineLua

/// `pipeline.json`
enum JSONModule {
    /// As deep as a value may be that goes from Lua to a document, so that what is decoded can be encoded again.
    private static let greatestDepth = ScriptState.greatestDepth

    /// `json.encode(value [, { indent = 2 }])`: keys in alphabetical order, since tables have none.
    static func encode(_ call: inout APICall) throws {
        let value = try call.value("value", at: "the value") ?? .null
        guard let indent = try indent(call), indent > 0 else { return call.frame.push(value.json) }
        var writer = JSONWriter()
        write(value, to: &writer, indent: Int(indent), level: 0)
        call.frame.push(String(decoding: writer.bytes, as: UTF8.self))
    }

    private static func indent(_ call: borrowing APICall) throws -> Int64? {
        guard let indent = try call.option("indent", of: "options").exactInteger else { return nil }
        guard (0...16).contains(indent) else {
            throw PipelineError.argument("encode: 'indent' is a number from 0 to 16, not \(indent)")
        }
        return indent
    }

    private static func write(_ value: Value, to writer: inout JSONWriter, indent: Int, level: Int) {
        func line(_ level: Int) {
            writer.bytes.append(UInt8(ascii: "\n"))
            writer.bytes += [UInt8](repeating: UInt8(ascii: " "), count: indent * level)
        }
        func lines<Element>(
            _ elements: [Element], _ open: StaticString, _ close: StaticString, _ body: (Element) -> Void
        ) {
            writer.raw(open)
            for (index, element) in elements.enumerated() {
                if index > 0 { writer.raw(",") }
                line(level + 1)
                body(element)
            }
            line(level)
            writer.raw(close)
        }
        switch value {
        case .array(let array) where !array.isEmpty:
            lines(array, "[", "]") { write($0, to: &writer, indent: indent, level: level + 1) }
        case .object(let object) where !object.isEmpty:
            lines(Array(object.entries), "{", "}") { entry in
                writer.write(entry.key)
                writer.raw(": ")
                write(entry.value, to: &writer, indent: indent, level: level + 1)
            }
        default: writer.write(value)
        }
    }

    /// Each value but the first of its list comes after one, outside of strings.
    private static func separators(in bytes: [UInt8]) -> Int {
        var count = 0
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                isEscaped = false
            } else if isInString {
                isEscaped = byte == UInt8(ascii: "\\")
                isInString = byte != UInt8(ascii: "\"")
            } else {
                isInString = byte == UInt8(ascii: "\"")
                if byte == UInt8(ascii: ",") { count += 1 }
            }
        }
        return count
    }

    /// `json.decode(s)`
    static func decode(_ call: inout APICall) throws {
        let bytes = Array(try call.text("text").utf8)
        guard separators(in: bytes) < ModuleLimits.listCount else {
            throw PipelineError.script("decode: there are more than \(ModuleLimits.listCount) values")
        }
        do throws(JSONParser.Failure) {
            call.frame.push(call.state.luaValue(try JSONParser.parse(bytes, greatestDepth: greatestDepth)))
        } catch let failure {
            throw PipelineError.script("not JSON: \(failure.message) at \(failure.place(in: bytes))")
        }
    }
}

extension JSONParser.Failure {
    /// "line 3, column 7", in characters and counted from 1.
    func place(in bytes: [UInt8]) -> String {
        let place = SourceFile(path: "", bytes: bytes).location(ofBytes: offset..<offset)
        return "line \(place.line ?? 1), column \(place.column ?? 1)"
    }
}
