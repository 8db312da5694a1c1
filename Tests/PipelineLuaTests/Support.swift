import PipelineLua

/// An error with a face of its own, to be recognised after its way through Lua.
struct Mishap: Error, Equatable, CustomStringConvertible {
    var number: Int
    var description: String { "mishap \(number)" }
}

/// Counts the lives of objects that Swift hands to Lua.
final class Witness {
    final class Count {
        var alive = 0
    }

    let count: Count

    init(_ count: Count) {
        self.count = count
        count.alive += 1
    }

    deinit { count.alive -= 1 }
}

extension LuaState {
    /// Runs a chunk named `test.lua` and gives its results.
    @discardableResult
    func run(_ source: String, _ arguments: LuaValue...) throws -> [LuaValue] {
        try call(load(source, name: "test.lua"), arguments)
    }

    /// The first result as text, `nil` if it is no string.
    func text(_ source: String) throws -> String? {
        try run(source).first?.text
    }

    /// The error that a chunk ends with.
    func failure(_ source: String) throws -> LuaError {
        do {
            try run(source)
        } catch let error as LuaError {
            return error
        }
        throw Mishap(number: 0)
    }
}
