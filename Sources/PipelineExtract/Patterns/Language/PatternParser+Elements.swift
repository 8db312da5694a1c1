internal import PipelineCore

extension PatternParser {
    mutating func element() -> PatternNode {
        skipSpace()
        let start = position
        guard let byte = peek else { return .empty }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return literal(isExact: byte == UInt8(ascii: "'"))
        case UInt8(ascii: "/"):
            guard let match = expression() else { return .empty }
            return .test(.atom(Atom(attribute: .text, condition: .value(match))))
        case UInt8(ascii: "["): return bracket()
        case UInt8(ascii: "<"): return annotation()
        case UInt8(ascii: "("): return group()
        case UInt8(ascii: "^"):
            position += 1
            return .unitStart
        case UInt8(ascii: "%"), UInt8(ascii: "$"): return reference(byte)
        default:
            unexpected(start)
            return .empty
        }
    }

    private mutating func reference(_ sign: UInt8) -> PatternNode {
        let start = position
        position += 1
        let name = identifier()
        if sign == UInt8(ascii: "$") {
            guard let name else { return .unitEnd }
            let range = start..<position
            let arguments = peek == UInt8(ascii: "(") ? arguments() : nil
            let macro = PatternNode.Name(name: name, range: range)
            return arguments.map { .call(macro, $0) } ?? .macro(macro)
        }
        guard let name else {
            report(start..<position, "'%' needs the name of a list behind it")
            return .empty
        }
        return .list(PatternNode.Name(name: name, range: start..<position))
    }

    /// `( pattern, … )` right behind the name of a macro.
    private mutating func arguments() -> [PatternNode] {
        let start = position
        position += 1
        depth += 1
        let outer = stopsAtComma
        stopsAtComma = true
        defer {
            depth -= 1
            stopsAtComma = outer
        }
        guard depth <= Self.maximumDepth else {
            reportTooDeep(at: start)
            return []
        }
        var arguments = [alternation()]
        while take(",") { arguments.append(alternation()) }
        if !take(")") { report(start..<start + 1, "'(' is not closed", remedy: "write ')' where the group ends") }
        return arguments
    }

    private mutating func reportTooDeep(at start: Int) {
        report(start..<start + 1, "brackets are nested more than \(Self.maximumDepth) deep")
        position = bytes.count
    }

    /// A string: the tokens that the splitter finds in it, one after the other.
    private mutating func literal(isExact: Bool) -> PatternNode {
        guard let (alternatives, range) = string() else { return .empty }
        let branches = alternatives.map { alternative -> PatternNode in
            let words = split(alternative).filter { !$0.isEmpty }
            if words.isEmpty { report(range, "the string holds no word") }
            let tests = words.map { PatternNode.test(.word($0, isExact: isExact)) }
            return tests.count == 1 ? tests[0] : .sequence(tests)
        }
        return branches.count == 1 ? branches[0] : .alternation(branches)
    }

    private mutating func group() -> PatternNode {
        let start = position
        depth += 1
        let outer = stopsAtComma
        stopsAtComma = false
        defer {
            depth -= 1
            stopsAtComma = outer
        }
        guard depth <= Self.maximumDepth else {
            reportTooDeep(at: start)
            return .empty
        }
        let look = look()
        let name = look == nil ? groupName() : nil
        let content = alternation()
        if !take(")") { report(start..<start + 1, "'(' is not closed", remedy: "write ')' where the group ends") }
        if let look { return .look(look, content) }
        return name.map { .capture($0, content) } ?? content
    }

    private mutating func look() -> PatternNode.Look? {
        let kinds: [(StaticString, Bool, Bool)] = [
            ("(?=", true, false), ("(?!", true, true), ("(?<=", false, false), ("(?<!", false, true),
        ]
        for (sign, isAhead, isNegative) in kinds where peek(sign) {
            position += sign.utf8CodeUnitCount
            return PatternNode.Look(isAhead: isAhead, isNegative: isNegative)
        }
        return nil
    }

    /// Passes over what opens a group, and gives its name if it has one.
    private mutating func groupName() -> PatternNode.Name? {
        if peek("(?<") {
            position += 3
            let start = position
            guard let name = identifier(), peek == UInt8(ascii: ">") else {
                report(start - 3..<position, "a named group is written (?<name> … )")
                return nil
            }
            let range = start..<position
            position += 1
            return PatternNode.Name(name: name, range: range)
        }
        if peek("(?:") {
            position += 3
        } else if peek("(?") {
            report(
                position..<position + 2, "'(?' begins no group that is known",
                remedy: "there are (?= ), (?! ), (?<= ), (?<! ), (?<name> ) and (?: )")
            position += 2
        } else {
            position += 1
        }
        return nil
    }

    private mutating func unexpected(_ start: Int) {
        if let word = identifier() {
            if peek == UInt8(ascii: "=") || peek == UInt8(ascii: "~") {
                skip(to: UInt8(ascii: " "))
                report(start..<position, "a test stands in [ ]", remedy: "write [\(text(start..<position))]")
            } else {
                report(start..<position, "'\(word)' stands without quotation marks", remedy: "write \"\(word)\"")
            }
            return
        }
        position += 1
        while let byte = peek, byte & 0xC0 == 0x80 { position += 1 }
        let sign = text(start..<position)
        switch sign {
        case "?", "*", "+", "{":
            if sign == "{" { skip(to: UInt8(ascii: "}")) }
            report(start..<position, "'\(sign)' has nothing to repeat")
        case "]": report(start..<position, "']' closes nothing")
        default:
            report(
                start..<position, "'\(sign)' begins no element", remedy: "words and signs of the text stand in \" \"")
        }
    }
}

extension TokenTest {
    /// A token of a certain text, in either case unless exact.
    static func word(_ word: String, isExact: Bool) -> TokenTest {
        .atom(
            isExact
                ? Atom(attribute: .text, condition: .value(.oneOf([word])))
                : Atom(attribute: .lower, condition: .value(.oneOf([LexicalAttributes.lower(word)]))))
    }
}

// MARK: - Annotations

extension PatternParser {
    /// `<NAME attribute="value" … />`
    private mutating func annotation() -> PatternNode {
        let start = position
        position += 1
        skipSpace()
        guard let name = identifier() else {
            recover(
                from: start, "'<' needs a label or a layer behind it", remedy: "write <PER/> or <entities id=\"x\"/>")
            return .empty
        }
        var conditions: [AnnotationTest.Condition] = []
        while true {
            if take("/>") { return .annotation(AnnotationTest(name: name, conditions: conditions)) }
            skipSpace()
            let attributeStart = position
            guard let attribute = identifier() else {
                let isClosed = peek == UInt8(ascii: ">")
                recover(
                    from: start, isClosed ? "an annotation ends with '/>'" : "the annotation is not closed",
                    remedy: "write <\(name)/>")
                return .empty
            }
            guard let condition = condition(of: attribute, from: attributeStart) else {
                skip(to: UInt8(ascii: ">"))
                return .empty
            }
            conditions.append(condition)
        }
    }

    private mutating func condition(of attribute: String, from start: Int) -> AnnotationTest.Condition? {
        guard let sign = comparison() else {
            report(start..<position, "'\(attribute)' needs a comparison", remedy: "write \(attribute)=\"…\"")
            return nil
        }
        guard let match = value(after: sign, of: attribute) else { return nil }
        return AnnotationTest.Condition(attribute: attribute, isNegative: sign.hasPrefix("!"), match: match)
    }

    private mutating func recover(from start: Int, _ message: String, remedy: String) {
        let end = min(max(position, start + 1), bytes.count)
        skip(to: UInt8(ascii: ">"))
        report(start..<end, message, remedy: remedy)
    }
}
