internal import PipelineCore
internal import PipelineLua

/// What `shared` leads to in one script state: while a stage works on a document the values to add to, in `finish` what
/// they have come to.
struct SharedValues {
    private var stage = ""
    private var declarations: [SharedDeclaration] = []
    private var totals: [SharedTotal] = []
    /// What the values have come to; `nil` while documents are worked on.
    private(set) var results: [Value]?

    /// Nothing shared.
    init() {}

    /// Begins with nothing added.
    init(_ declarations: [SharedDeclaration], of stage: String) {
        self.stage = stage
        self.declarations = declarations
        totals = declarations.map(SharedTotal.init)
    }

    /// Shows what the values have come to.
    init(_ declarations: [SharedDeclaration], of stage: String, results: [Value]) {
        self.stage = stage
        self.declarations = declarations
        self.results = results
    }

    /// What has been added, a value for each declaration.
    var contents: [Value] { totals.map(\.content) }

    /// The declaration at a position.
    subscript(position: Int) -> SharedDeclaration { declarations[position] }

    /// How a shared value is added to, when there is one of the name.
    func usage(of name: String) -> String? {
        declarations.first { $0.name == name }.map { "shared.\($0.name):\($0.kind.usage)" }
    }

    /// Where the shared value of a name stands.
    ///
    /// - Throws: ``PipelineError`` with what was probably meant.
    func position(of name: String) throws -> Int {
        if let position = declarations.firstIndex(where: { $0.name == name }) { return position }
        throw declarations.isEmpty
            ? PipelineError.script(
                "stage '\(stage)' declares no shared values",
                remedy: "add shared = { \(name) = pipeline.shared.counter() } to it")
            : PipelineError.script(
                "stage '\(stage)' has no shared value '\(name)'",
                remedy: Suggestion.remedy(for: name, among: declarations.map(\.name)))
    }

    /// Takes in a value as the declaration at the position says.
    mutating func add(_ call: borrowing APICall, at position: Int) throws {
        switch declarations[position].kind {
        case .counter:
            totals[position].add(try call.string("value"), count: Int64(try call.integer(ifGiven: "of") ?? 1))
        case .set: totals[position].add(try call.string("value"), count: 0)
        case .top:
            totals[position].add(try number(call), key: try call.string(ifGiven: "of") ?? call.state.document.id)
        case .sum, .mean, .min, .max: totals[position].add(try number(call))
        }
    }

    private func number(_ call: borrowing APICall) throws -> Value {
        let number = try call.number("value")
        guard number.isFinite else {
            throw PipelineError.script("the number is \(ScriptState.shown(number)), which no output can hold")
        }
        if case .integer(let integer) = call.luaValue("value") { return .integer(integer) }
        return .number(number)
    }
}
