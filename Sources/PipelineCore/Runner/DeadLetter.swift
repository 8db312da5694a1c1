/// A document that failed, with its error, as a JSON line.
///
/// Keys, absent when empty: `id`, `name` (what the reader calls it, if not that), `source`, `language`, `meta`, `stage`,
/// `code`, `message`, `location`, `traceback`, and one of `input` (the input as it came), `input_bytes` (the same as an
/// array of numbers, for bytes that are not UTF-8) and `text` (the document's text, when the reader did not keep the
/// input). Language and metadata stand beside the text only: they are made from the input.
struct DeadLetter {
    let error: PipelineError
    let raw: RawDocument
    let document: Document?

    var line: [UInt8] {
        var object = Value.Object()
        object["id"] = .string(document?.id ?? raw.name)
        if let id = document?.id, id != raw.name { object["name"] = .string(raw.name) }
        object["source"] = (document?.source).map { .string($0) }
        if raw.input == nil, let document {
            object["language"] = document.language.map { .string($0) }
            object["meta"] = document.metadata.isEmpty ? nil : .object(document.metadata)
        }
        object["stage"] = error.stage.map { .string($0) }
        object["code"] = .string(error.code.rawValue)
        object["message"] = .string(error.message)
        object["location"] = error.location.map { .string($0.description) }
        object["traceback"] = error.traceback.isEmpty ? nil : .array(error.traceback.map { .string($0) })
        addInput(to: &object)
        var writer = JSONWriter()
        writer.write(object)
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private func addInput(to object: inout Value.Object) {
        // What is too large to be worked on is too large to be kept.
        guard error.code != .documentTooLarge else { return }
        guard let input = raw.input else {
            object["text"] = (document?.text.string).map { .string($0) }
            return
        }
        if let text = String(validating: input, as: UTF8.self) {
            object["input"] = .string(text)
        } else {
            object["input_bytes"] = .array(input.map { .integer(Int64($0)) })
        }
    }
}
