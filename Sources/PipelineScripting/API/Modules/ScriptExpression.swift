internal import PipelineCore
internal import PipelineLua

/// A regular expression of a script, compiled for one worker.
final class ScriptExpression {
    let source: String
    let options: TextExpressionOptions
    let groups: [(name: String, number: Int)]
    let groupCount: Int
    /// By which objects of Lua know it.
    let number: Int
    private var searcher: any TextExpressionSearcher
    private let alive: Alive
    private unowned let lua: LuaState

    /// The expressions of a worker that are alive. Lua does not see what they weigh, so it must not have too many.
    final class Alive {
        private struct Entry {
            weak var expression: ScriptExpression?
        }

        static let most = 2_000
        private var entries: [Int: Entry] = [:]
        private var last = 0

        var count: Int { entries.count }

        subscript(number: Int) -> ScriptExpression? { entries[number]?.expression }

        fileprivate func makeNumber() -> Int {
            last += 1
            return last
        }

        fileprivate func add(_ expression: ScriptExpression) {
            entries[expression.number] = Entry(expression: expression)
        }

        fileprivate func remove(_ number: Int) { entries[number] = nil }
    }

    /// - Throws: ``TextExpressionError`` for a wrong expression.
    init(
        _ source: String, _ options: TextExpressionOptions, among alive: Alive, lua: LuaState,
        compile: TextExpressionCompiler
    ) throws {
        self.alive = alive
        self.lua = lua
        let expression = try compile(source, options)
        self.source = source
        self.options = options
        groups = expression.groups
        groupCount = expression.groupCount
        searcher = try expression.makeSearcher()
        number = alive.makeNumber()
        alive.add(self)
    }

    deinit { alive.remove(number) }

    /// The first match that begins at a byte or after it.
    ///
    /// - Parameter allowsEmpty: whether an empty match at the start itself counts.
    /// - Throws: ``PipelineError`` that names the expression when the search reaches a bound.
    func match(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, allowsEmpty: Bool = true
    ) throws -> [Range<Int>?]? {
        do {
            return try searcher.match(in: bytes, from: start, allowsEmpty: allowsEmpty, isCancelled: { lua.isLate })
        } catch let error as TextExpressionError {
            // A search is called off at the deadline only, which is what the script then ends with.
            throw PipelineError.script(
                "the expression '\(Self.shortened(source))' gave up on this text: \(error.message)",
                remedy: "avoid repetitions within repetitions, such as (a+)+")
        }
    }

    /// Calls a function with each match from left to right, the groups of an empty one included, until it says no.
    func forEachMatch(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, _ body: ([Range<Int>?], Range<Int>) throws -> Bool
    ) throws {
        var position = Position(start: start)
        while let groups = try next(in: bytes, at: &position) {
            // A text of many matches may take long too.
            guard !lua.isLate, let whole = groups[0], try body(groups, whole) else { return }
        }
    }

    /// How far a walk over all matches has come.
    struct Position {
        var start = 0
        /// Whether the last match was empty, so that the next one may not be the same again.
        var wasEmpty = false
    }

    /// The next match of a walk.
    func next(in bytes: UnsafeBufferPointer<UInt8>, at position: inout Position) throws -> [Range<Int>?]? {
        guard position.start <= bytes.count,
            let groups = try match(in: bytes, from: position.start, allowsEmpty: !position.wasEmpty),
            let whole = groups.first ?? nil
        else {
            position.start = bytes.count + 1
            return nil
        }
        position = Position(start: whole.upperBound, wasEmpty: whole.isEmpty)
        return groups
    }

    static func shortened(_ text: String) -> String { text.count > 60 ? "\(text.prefix(60))…" : text }
}

/// The expressions that a worker has compiled, the latest ones.
final class ExpressionCache {
    private struct Key: Hashable {
        let source: String
        let options: TextExpressionOptions
    }

    /// How many are kept. Scripts that hold on to an older one may go on using it.
    private static let capacity = 256

    let alive = ScriptExpression.Alive()
    private var entries: [Key: (expression: ScriptExpression, object: LuaReference, lastUse: Int)] = [:]
    private var uses = 0

    /// The expression, with the object that scripts see.
    func entry(
        _ source: String, _ options: TextExpressionOptions,
        make: () throws -> (expression: ScriptExpression, object: LuaReference)
    ) rethrows -> (expression: ScriptExpression, object: LuaReference) {
        let key = Key(source: source, options: options)
        uses += 1
        if let known = entries[key] {
            entries[key]?.lastUse = uses
            return (known.expression, known.object)
        }
        let (expression, object) = try make()
        if entries.count >= Self.capacity { removeOldest() }
        entries[key] = (expression, object, uses)
        return (expression, object)
    }

    /// A quarter at a time, so that looking for the oldest costs little.
    private func removeOldest() {
        let oldest = entries.sorted { $0.value.lastUse < $1.value.lastUse }.prefix(Self.capacity / 4)
        for (key, _) in oldest { entries[key] = nil }
    }
}
