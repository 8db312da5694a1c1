internal import PipelineCore
internal import PipelineLua

extension ScriptState {
    /// `for m in doc:search(expression) do … end`: the matches in the text that are not empty, from left to right.
    ///
    /// A match has `text`, `start` and `stop` in characters as everything in a document, `first` and `last` for the tokens
    /// that it touches (nil where there are none), and `captures`: the groups by number and name, each like a match.
    func searchText(_ call: inout APICall) throws {
        let re: ScriptExpression
        if let object = call.frame.object(call.position("expression")) {
            re = try expression(object)
        } else {
            re = try expression(try call.string("expression"), [], for: call.frame).expression
        }
        let owner = lua.makeObject(classes.document, 0).object
        var position = ScriptExpression.Position()
        let iterator = lua.makeFunction("search") { [unowned self] frame in
            if let owner { try requireCurrent(owner) }
            let found = try document.text.bytes.withUnsafeBufferPointer { bytes -> [Range<Int>?]? in
                while let groups = try re.next(in: bytes, at: &position) {
                    if let whole = groups[0], !whole.isEmpty || lua.isLate { return groups }
                }
                return nil
            }
            guard let groups = found, let whole = groups[0] else { return frame.pushNil() }
            let captures = lua.makeTable()
            for (number, range) in groups.enumerated().dropFirst() {
                guard let range else { continue }
                let part = LuaValue.table(place(of: range))
                lua.setElement(number, of: captures, to: part)
                let name = re.groups.first { $0.number == number }?.name
                if let name { lua.setField(name, of: captures, to: part) }
            }
            frame.push(place(of: whole, captures: captures))
        }
        call.frame.push(iterator)
    }

    private func place(of bytes: Range<Int>, captures: LuaReference? = nil) -> LuaReference {
        let text = document.text.bytes.withUnsafeBufferPointer { LuaValue.text(.init(rebasing: $0[bytes])) }
        var fields: [(String, LuaValue)] = [
            ("text", text), ("start", .integer(Int64(offsets.offset(ofByte: bytes.lowerBound)))),
            ("stop", .integer(Int64(offsets.offset(ofByte: bytes.upperBound)))),
        ]
        let tokens = document.tokens.indices(touching: bytes)
        if !tokens.isEmpty {
            fields.append(("first", .integer(Int64(tokens.lowerBound + 1))))
            fields.append(("last", .integer(Int64(tokens.upperBound))))
        }
        if let captures { fields.append(("captures", .table(captures))) }
        return lua.makeTable(pairs: fields)
    }
}
