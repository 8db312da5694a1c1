/// What runs when a script calls a function: its arguments have been checked.
typealias APIBody = @Sendable (inout APICall) throws -> Void

/// A function or method that scripts can call: what it takes and gives, and the code that runs.
///
/// One declaration serves argument checking, the editor's stubs, `pipeline api` and the reference pages.
struct APIFunction: Sendable {
    /// How the arguments come.
    enum Form: Hashable, Sendable {
        /// One after the other.
        case positional
        /// In one table by their names. The first ones may come without the table when `leading` is greater than 0; other
        /// names are allowed when `others` says what they are.
        case named(leading: Int, others: APIParameter?)
        /// In one argument that is only noted and checked when the definition is read.
        case noted
    }

    let name: String
    let form: Form
    let parameters: [APIParameter]
    let results: [APIType]
    /// One line that says what it does, without a full stop.
    let summary: String
    /// The version that brought it.
    let since: String
    /// A line or a few of Lua.
    let example: String
    let body: APIBody

    /// A function with arguments one after the other.
    init(
        _ name: String, _ parameters: [APIParameter] = [], returns results: APIType..., summary: String,
        since: String = "0.1", example: String, body: @escaping APIBody
    ) {
        self.init(
            name: name, form: .positional, parameters: parameters, results: results, summary: summary, since: since,
            example: example, body: body)
    }

    /// A function with arguments in a table.
    ///
    /// - Parameters:
    ///   - leading: how many of the arguments may be given without the table.
    ///   - others: what names stand for that are not among the arguments; `nil` when there are none.
    init(
        _ name: String, named parameters: [APIParameter], leading: Int = 0, others: APIParameter? = nil,
        returns results: APIType..., summary: String, since: String = "0.1", example: String, body: @escaping APIBody
    ) {
        self.init(
            name: name, form: .named(leading: leading, others: others), parameters: parameters, results: results,
            summary: summary, since: since, example: example, body: body)
    }

    init(
        name: String, form: Form, parameters: [APIParameter], results: [APIType], summary: String, since: String,
        example: String, body: @escaping APIBody
    ) {
        self.name = name
        self.form = form
        self.parameters = parameters
        self.results = results
        self.summary = summary
        self.since = since
        self.example = example
        self.body = body
    }
}

extension APIFunction {
    /// The call as a person writes it after the name: `(pattern)`, `{ label, layer?, … }`.
    var callText: String {
        func list(_ parameters: some Sequence<APIParameter>) -> String {
            parameters.map { $0.isOptional ? "\($0.name)?" : $0.name }.joined(separator: ", ")
        }
        switch form {
        case .positional, .noted: return "(\(list(parameters)))"
        case .named(let leading, let others):
            let names = list(parameters) + (others.map { ", \($0.name)" } ?? "")
            let table = "{ \(names) }"
            return leading == 0 ? " \(table)" : "(\(list(parameters.prefix(leading)))) or \(table)"
        }
    }
}
