internal import PipelineCore
internal import PipelineLua

/// `pipeline.re`: regular expressions over strings. Positions are bytes counted from 1, as `string.find` has them.
enum ExpressionModule {
    static let options: [(name: String, option: TextExpressionOptions)] = [
        ("ignore_case", .ignoreCase), ("multiline", .multiline), ("dot_all", .dotAll), ("extended", .extended),
    ]

    /// `re.compile(expression [, { ignore_case = true }])`
    static func compile(_ call: inout APICall) throws {
        var options: TextExpressionOptions = []
        for (name, option) in Self.options where try call.option(name, of: "options").boolean ?? false {
            options.insert(option)
        }
        call.frame.push(try call.state.expression(try call.string("expression"), options, for: call.frame).object)
    }

    /// `re.escape(s)`: an expression that matches the string itself.
    static func escape(_ call: inout APICall) throws {
        let special = Set("\\^$.|?*+()[]{}-#&~ \t\n\r".unicodeScalars)
        var result = String.UnicodeScalarView()
        for scalar in try call.text("text").unicodeScalars {
            if scalar == "\0" {
                result.append(contentsOf: "\\x00".unicodeScalars)
                continue
            }
            if special.contains(scalar) { result.append("\\") }
            result.append(scalar)
        }
        call.frame.push(String(result))
    }
}

extension ScriptState {
    /// A compiled expression with the object that scripts see. Compiled once a worker, as long as it is in use.
    ///
    /// - Throws: an error that points into the expression, where it is written out in the script.
    func expression(
        _ source: String, _ options: TextExpressionOptions, for frame: borrowing LuaFrame
    ) throws -> (expression: ScriptExpression, object: LuaReference) {
        guard let compile = script.catalog.expressions else {
            throw PipelineError.script("regular expressions are not available here")
        }
        // The frame is lent and cannot be captured.
        let location = frame.location()
        return try expressions.entry(source, options) {
            do {
                try makeRoomForExpression()
                let expression = try ScriptExpression(
                    source, options, among: expressions.alive, lua: lua, compile: compile)
                return (
                    expression, lua.makeObject(classes.expression, expression.number, owning: expression)
                )
            } catch let error as TextExpressionError {
                throw wrong(source, error, at: location)
            }
        }
    }

    private func makeRoomForExpression() throws {
        guard expressions.alive.count >= ScriptExpression.Alive.most else { return }
        lua.collectGarbage()
        guard expressions.alive.count >= ScriptExpression.Alive.most else { return }
        throw PipelineError.script(
            "more than \(ScriptExpression.Alive.most) regular expressions are in use",
            remedy: "compile an expression once and keep it, or make one of several with |")
    }

    private func wrong(_ source: String, _ error: TextExpressionError, at location: LuaLocation?) -> any Error {
        let message = "the expression '\(ScriptExpression.shortened(source))' is wrong: \(error.message)"
        var underlying = PipelineError(.patternInvalid, message)
        guard case .invalid(let offset) = error.kind, let location, let map = script.sources.map(location.file),
            let literal = map.literal(source)
        else { return underlying }
        let end = max(offset, 1)
        underlying.location = map.location(of: end - 1..<end, in: literal)
        // What Lua shows begins with the line of the call; the place in the expression goes on to the outside.
        return LuaError(.host, message, at: location, underlying: underlying)
    }
}
