internal import PipelineCore
internal import PipelineLua

extension ScriptAPI {
    /// `pipeline.json`
    static let json = APIModule(
        "pipeline.json", summary: "JSON text",
        functions: [
            APIFunction(
                "encode",
                [
                    .optional("value", .value, "a plain value; nil is null"),
                    .optional(
                        "options",
                        .options([.optional("indent", .integer, "blanks for each level from 0 to 16, one line for 0")]),
                        "how it is written"),
                ], returns: .string, summary: "a value as JSON, keys in alphabetical order",
                example: "pipeline.json.encode({ n = 1 }, { indent = 2 })"
            ) { call in try JSONModule.encode(&call) },
            APIFunction(
                "decode", [.required("text", .string, "JSON")], returns: .value,
                summary: "the value of JSON text; null is `pipeline.null`",
                example: "pipeline.json.decode(\"[1, 2]\")[2]  --> 2"
            ) { call in try JSONModule.decode(&call) },
        ])

    /// `pipeline.log`
    static let log = APIModule(
        "pipeline.log", summary: "messages for whoever runs the pipeline, with the stage and the document",
        functions: [
            level(.debug, "a detail, which `--log debug` shows", "pipeline.log.debug(\"seen\", { id = doc.id })"),
            level(.info, "what is good to know", "pipeline.log.info(\"kept\", { words = #doc.tokens })"),
            level(.warn, "what is odd", "pipeline.log.warn \"no date\""),
            level(.error, "what is wrong; `error(…)` also ends the stage", "pipeline.log.error \"no such desk\""),
        ])

    private static func level(_ level: LogLevel, _ summary: String, _ example: String) -> APIFunction {
        APIFunction(
            level.rawValue,
            [
                .required("message", .string, "the message; a long one is cut"),
                .optional("fields", .values, "names with values, shown behind the message"),
            ], summary: summary, since: "0.2", example: example
        ) { call in try LogModule.write(level, &call) }
    }

    /// `pipeline.files`
    static let files = APIModule(
        "pipeline.files", summary: "files that `capabilities` grants, for reading",
        functions: [
            APIFunction(
                "read", [path], returns: .string, summary: "the bytes of a file", since: "0.2",
                example: "local cities = pipeline.json.decode(pipeline.files.read \"data/cities.json\")"
            ) { call in try FilesModule.read(&call) },
            APIFunction(
                "lines", [path], returns: .iterator(.string),
                summary: "walks over the lines of a file, without their ends",
                since: "0.2", example: "for line in pipeline.files.lines \"data/names.txt\" do … end"
            ) { call in try FilesModule.lines(&call) },
            APIFunction(
                "exists", [path], returns: .boolean, summary: "whether there is such a file", since: "0.2",
                example: "pipeline.files.exists \"data/names.txt\""
            ) { call in try FilesModule.exists(&call) },
        ])

    private static let path = APIParameter.required(
        "path", .string, "the path of a granted file, relative to the definition")
}
