/// A document that failed, with its error, as a JSON line.
///
/// Keys, absent when empty: `id`, `source`, `stage`, `code`, `message`, `location`, `traceback`, `input` (the input as
/// text; for bytes that are not UTF-8, `input_bytes`, an array of numbers).
struct DeadLetter {
    let error: PipelineError
    let raw: RawDocument
    let document: Document?

    var line: [UInt8] {
        var object = Value.Object()
        object["id"] = .string(document?.id ?? raw.name)
        object["source"] = (document?.source).map { .string($0) }
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
        guard let input = raw.input ?? document?.text.bytes else { return }
        if let text = String(validating: input, as: UTF8.self) {
            object["input"] = .string(text)
        } else {
            object["input_bytes"] = .array(input.map { .integer(Int64($0)) })
        }
    }
}
