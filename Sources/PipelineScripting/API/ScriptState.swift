internal import PipelineCore
internal import PipelineLua

/// The Lua state of one worker, with the document that it works on.
///
/// Scripts see a document through proxies that lead back here; nothing of it is copied before a script asks for it.
final class ScriptState {
    let script: Script
    let lua: LuaState

    /// The document at hand; an empty one between documents.
    var document = Document(id: "", text: "")
    /// Who makes what a script adds.
    private(set) var provenance = Provenance(stage: "")
    /// The same with the rules that scripts have named.
    private var namedRules = NamedRules()
    /// Where the tokens of the document at hand are; scripts cannot change it.
    private(set) var tokenPlaces = TokenPlaces()
    /// What Lua reads of the document, its tokens and its annotations by itself.
    var tokenColumns = ObjectColumns<TokenSource>(fields: []) { _ in nil }
    var documentColumns = ObjectColumns<DocumentFieldSource>(fields: []) { _ in nil }
    var spanColumns = ObjectColumns<SpanSource>(fields: []) { _ in nil }
    /// What is known of the texts of tokens, for all documents of the worker.
    var formFacts = FormFacts()
    /// The numbers of the document's strings among those that Lua has; empty until columns are read.
    let symbols = ColumnBuffer()
    /// The runs of tokens that scripts were given, and their numbers.
    var runs: [Range<Int>] = []
    var runNumbers: [Range<Int>: Int] = [:]
    /// What value proxies of the document at hand lead to.
    var places = ValuePlaces()
    /// The matches that scripts of the document at hand were given.
    var matches: [Match] = []
    /// What the stage at hand shares with the whole run.
    var shared = SharedValues()
    /// The searchers of the patterns that scripts have searched for.
    var searchers: [Value: any PatternSearcher] = [:]
    /// The regular expressions that scripts have compiled.
    let expressions = ExpressionCache()
    /// Takes what scripts write with `pipeline.log`.
    var log: ScriptLog
    /// Marks what a call in a definition returned: a component, a stage, rules.
    let callTag: LuaTag
    /// What the stages of the definition say of columns, attributes and arguments.
    let schema: Schema

    /// Memory of the host that scripts keep while the document is lent.
    private var charged = 0
    private var offsetMap: OffsetMap?
    /// Whether a document is lent.
    private var isLent = false
    /// For which document and stage `math.random` was started last.
    private var seeded: (document: String, stage: String)?
    /// What files and modules returned, by path.
    private var results: [String: LuaValue] = [:]
    /// The files that run now, outermost first.
    private var running: [String] = []
    private var functions: [String: LuaReference] = [:]
    private var declaredClasses: ScriptClasses?

    /// A state with the script API and nothing loaded.
    init(_ script: Script, log: ScriptLog = .none) throws {
        self.script = script
        schema = script.schema
        self.log = log
        lua = try LuaState()
        callTag = lua.makeTag("component")
        declaredClasses = ScriptClasses(self)
        lua.setGlobal("require", .function(makeRequire()))
        let globals = lua.globals
        lua.freezeGlobals { [unowned lua] name in
            let known = (try? lua.pairs(of: globals))?.compactMap(\.key.text) ?? []
            return Suggestion.closest(to: name, among: known)
        }
    }

    /// The kinds of proxies.
    var classes: ScriptClasses {
        guard let declaredClasses else { preconditionFailure("the classes are declared when the state is made") }
        return declaredClasses
    }

    /// Checks a proxy that a script handed over as an argument; one that it uses itself is checked on the way.
    ///
    /// - Throws: ``PipelineError`` for a proxy that was kept from an earlier document.
    func requireCurrent(_ object: LuaObject) throws {
        guard lua.isCurrent(object) else { throw PipelineError.script(ScriptClasses.expired) }
    }

    /// The document's offsets in Unicode scalars.
    var offsets: OffsetMap {
        if let offsetMap { return offsetMap }
        let map = OffsetMap(document.text)
        offsetMap = map
        return map
    }

    /// Whether a stage works on a document, and no file is being loaded on the way.
    var isWorking: Bool { isLent && running.isEmpty }

    /// The plugins that scripts have required, in the order in which they first did.
    private(set) var plugins: [Plugin] = []

    func add(_ plugin: Plugin) {
        if !plugins.contains(where: { $0.path == plugin.path }) { plugins.append(plugin) }
    }

    /// Runs a file once and gives what it returned.
    ///
    /// - Throws: an error of the script, or ``PipelineError`` for a file that requires itself.
    func result(of file: SourceFile) throws -> LuaValue {
        if let known = results[file.path] { return known }
        if let first = running.firstIndex(of: file.path) {
            let chain = (running[first...] + [file.path]).joined(separator: " → ")
            throw PipelineError(
                .definitionInvalid,
                running.count - first == 1
                    ? "\(file.path) requires itself" : "\(file.path) requires itself through other files: \(chain)")
        }
        running.append(file.path)
        defer { running.removeLast() }
        let value = try lua.call(try lua.load(file.bytes, name: file.path), [], results: 1)[0]
        results[file.path] = value
        return value
    }

    /// Lends a document to scripts.
    ///
    /// - Parameter isNew: `false` when the same stage may have been lent the document before: then random numbers go on
    ///   where they stood.
    /// Proxies that scripts keep beyond the call are dead. What a script changed stays in the document also when the
    /// call throws; undoing it is the pipeline's part.
    func lend<Result>(
        _ document: inout Document, to provenance: Provenance, isNew: Bool = true, _ body: () throws -> Result
    ) throws -> Result {
        swap(&self.document, &document)
        self.provenance = provenance
        let wasLent = isLent
        isLent = true
        begin(isNew: isNew)
        defer {
            isLent = wasLent
            end()
            swap(&self.document, &document)
        }
        return try body()
    }

    /// Costs the same for every document: what depends on its length waits until a script asks for it.
    private func begin(isNew: Bool) {
        tokenPlaces = TokenPlaces(document)
        lua.beginGeneration()
        if lua.makeRoomForStrings() { formFacts.removeAll() }
        lua.setElements(of: classes.tokens, to: classes.token, count: tokenPlaces.count)
        documentColumns.begin()
        tokenColumns.begin()
        spanColumns.begin()
        let stage = provenance.stage
        if isNew || seeded?.document != document.id || seeded?.stage != stage {
            lua.seedRandom(Self.seed(of: document.id))
            seeded = (document.id, stage)
        }
    }

    /// Who makes what a script adds, with the rule that it names.
    func provenance(ofRule rule: String?) -> Provenance {
        guard let rule else { return provenance }
        return namedRules.provenance(ofRule: rule, in: provenance)
    }

    /// Counts memory that lives until the document is given back toward the limit of scripts.
    func charge(_ bytes: Int) {
        charged += bytes
        lua.charge(externalBytes: bytes)
    }

    private func end() {
        if charged > 0 {
            lua.charge(externalBytes: -charged)
            charged = 0
        }
        lua.endGeneration()
        offsetMap = nil
        places.removeAll()
        symbols.begin(0)
        if !runs.isEmpty {
            runs.removeAll(keepingCapacity: true)
            runNumbers.removeAll(keepingCapacity: true)
        }
        if !matches.isEmpty { matches.removeAll(keepingCapacity: true) }
        tokenPlaces = TokenPlaces()
    }

    /// The same document draws the same random numbers in every run, on every worker (FNV-1a over its identity).
    private static func seed(of id: String) -> UInt64 {
        id.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// The worker's own copy of a function of the definition.
    ///
    /// - Throws: ``PipelineError`` when the definition, run again, has no function there.
    func function(_ function: ScriptFunction) throws -> LuaReference {
        if let known = functions[function.path] { return known }
        let path = FunctionPath(function.path)
        var value = try result(of: try script.sources.file(path.file))
        for key in path.keys {
            guard let table = value.table else { break }
            switch key {
            case .name(let name): value = lua.field(name, of: table)
            case .position(let position): value = lua.element(position, of: table)
            }
        }
        guard let found = value.function else {
            throw PipelineError(
                .definitionInvalid, "a function of the definition is not there when it is loaded again",
                remedy: "a definition has to return the same each time it is loaded", location: function.location)
        }
        functions[function.path] = found
        return found
    }
}

extension ScriptState {
    /// Calls a function that judges or uses a match.
    func call(
        _ function: ScriptFunction, match: Match, on document: inout Document, stage: String
    ) throws -> Value {
        let rule = match.provenance
        let provenance = Provenance(stage: stage, phase: rule.phase, rule: rule.rule, location: rule.location)
        do {
            let body = try self.function(function)
            return try lend(&document, to: provenance, isNew: false) {
                matches.append(match)
                let arguments = [lua.makeObject(classes.match, matches.count - 1), lua.makeObject(classes.document, 0)]
                return try value(from: try lua.call(body, arguments, results: 1)[0]) ?? .null
            }
        } catch {
            throw PipelineError(script: error)
        }
    }
}
