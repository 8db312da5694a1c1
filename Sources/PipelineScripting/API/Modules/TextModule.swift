internal import PipelineCore
internal import PipelineLua

/// `pipeline.text`: text by its Unicode characters, where `string` goes by bytes.
///
/// A character is a Unicode scalar, as in the offsets of documents. What is no UTF-8 becomes U+FFFD first, as it does when
/// a document is read.
enum TextModule {
    /// `text.sub(text, first [, last])`: as `string.sub`, by characters.
    static func sub(_ call: inout APICall) throws {
        let scalars = try call.text("text").unicodeScalars
        let first = try call.integer("first")
        let last = try call.integer(ifGiven: "last") ?? -1
        let count = first < 0 || last < 0 ? scalars.count : 0
        let start = first < 0 ? max(first + count, 0) : max(first, 1) - 1
        let stop = last < 0 ? last + count + 1 : last
        call.frame.push(start < stop ? String(scalars.dropFirst(start).prefix(stop - start)) : "")
    }

    /// `text.starts_with(text, beginning)`
    static func startsWith(_ call: inout APICall) throws {
        call.frame.push(
            try call.withBytes("text") { text in try call.withBytes("beginning") { text.starts(with: $0) } })
    }

    /// `text.ends_with(text, ending)`
    static func endsWith(_ call: inout APICall) throws {
        call.frame.push(
            try call.withBytes("text") { text in
                try call.withBytes("ending") { text.count >= $0.count && text.suffix($0.count).elementsEqual($0) }
            })
    }

    /// `text.distance(left, right [, most])`: how many characters have to be put in, left out or changed; nil above the most.
    static func distance(_ call: inout APICall) throws {
        let left = Array(try call.text("left").unicodeScalars)
        let right = Array(try call.text("right").unicodeScalars)
        let most = try call.integer(ifGiven: "most")
        let width = min(right.count, 2 * max(0, min(most ?? .max / 4, right.count)) + 1)
        guard left.count.multipliedReportingOverflow(by: width).partialValue <= 50_000_000 else {
            throw PipelineError.script(
                "distance: texts of \(left.count) and \(right.count) characters are too long to compare",
                remedy: "give the greatest distance that matters as third argument")
        }
        let distance = UnicodeText.distance(left, right, most: most)
        if let distance { call.frame.push(distance) } else { call.frame.pushNil() }
    }
}
