/// The type of an argument, a result or a field as scripts see it.
indirect enum APIType: Hashable, Sendable {
    case string
    case integer
    case number
    case boolean
    /// Any value of Lua.
    case any
    /// What a document can hold: strings, numbers, truth values, `pipeline.null`, and lists and tables of them.
    case value
    /// A table of names with plain values, such as attributes.
    case values
    /// One of these words.
    case words([String])
    /// A class of proxies or a table with declared fields, by its name: `Span`, `Rule`.
    case named(String)
    /// A table of any form.
    case table
    case list(APIType)
    /// A table with some of these names.
    case options([APIParameter])
    /// Names with values of one type.
    case map(APIType)
    /// Either of several types; the first is the usual one.
    case union([APIType])
    /// The type or nil.
    case optional(APIType)
    case function([APIParameter], [APIType])

    /// A function that gives one value after the other, for the generic `for`.
    static func iterator(_ element: APIType) -> APIType { .function([], [.optional(element)]) }
}

extension APIType {
    /// The type without the permission to be nil.
    var base: APIType {
        if case .optional(let type) = self { type.base } else { self }
    }

    /// The type as LuaCATS spells it.
    var annotation: String {
        switch self {
        case .string: "string"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .any: "any"
        case .value: "pipeline.Value"
        case .table: "table"
        case .values: "table<string, pipeline.Value>"
        case .words(let words): words.map { "\"\($0)\"" }.joined(separator: "|")
        case .named(let name): "pipeline.\(name)"
        case .list(let element): element.isCompound ? "(\(element.annotation))[]" : "\(element.annotation)[]"
        case .options(let options):
            "{ \(options.map { "\($0.name)?: \($0.type.annotation)" }.joined(separator: ", ")) }"
        case .map(let element): "table<string, \(element.annotation)>"
        case .union(let types): types.map(\.annotation).joined(separator: "|")
        case .optional(let type): type.isCompound ? "(\(type.annotation))?" : "\(type.annotation)?"
        case .function(let parameters, let results):
            "fun(\(parameters.map { "\($0.name): \($0.type.annotation)" }.joined(separator: ", ")))"
                + (results.isEmpty ? "" : ": \(results.map(\.annotation).joined(separator: ", "))")
        }
    }

    private var isCompound: Bool {
        switch self {
        case .words(let words): words.count > 1
        case .union, .function: true
        default: false
        }
    }

    /// The type as a page or a message for people spells it: `Span` and not `pipeline.Span`.
    var text: String { annotation.replacing("pipeline.", with: "") }

    /// What a value of the type is, with an article: "a string", "one of …".
    var phrase: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .number: "a number"
        case .boolean: "true or false"
        case .any: "a value"
        case .value: "a plain value"
        case .values, .map, .options: "a table of names"
        case .table: "a table"
        case .words(let words): "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))"
        case .named(let name): Self.withArticle(name.lowercased())
        case .list(let element): "a list of \(element.plural)"
        case .union(let types): types.map(\.phrase).joined(separator: " or ")
        case .optional(let type): type.phrase
        case .function: "a function"
        }
    }

    private var plural: String {
        switch self {
        case .string: "strings"
        case .integer: "integers"
        case .number: "numbers"
        case .named(let name): "\(name.lowercased())s"
        case .union(let types): types.map(\.plural).joined(separator: " or ")
        default: "values"
        }
    }

    /// The word after "a" or "an".
    static func withArticle(_ word: String) -> String {
        let isVowel = word.first.map { "aeiou".contains($0) } ?? false
        return "\(isVowel ? "an" : "a") \(word)"
    }
}
