internal import PipelineCore

extension RuleReader {
    /// Reads a table, a list of tables, or a function.
    mutating func emissions(_ setting: Setting, _ owner: String, _ origin: Origin) -> [Emission] {
        if let function = setting.function { return [.function(.script(function))] }
        guard let table = setting.asTable else {
            complain("\(owner): 'emit' is a table or a function, not a \(setting.kind)", origin)
            return []
        }
        var inner = origin.inner(table)
        // The table knows the call around all rules, the rule its own line.
        inner.location = origin.location
        let isList = table.fields.isEmpty && table.items.contains { $0.string == nil }
        guard isList else { return emission(table, owner, inner).map { [$0] } ?? [] }
        return table.items.flatMap { emissions($0, owner, inner) }
    }

    private mutating func emission(_ table: Setting.Table, _ owner: String, _ origin: Origin) -> Emission? {
        if table.fields["relation"] != nil { return relation(table, owner, origin) }
        if !table.items.isEmpty {
            complain(
                "\(owner): 'emit' names arguments without a relation", "write emit = { relation = \"LABEL\", … }",
                origin)
            return nil
        }
        check(table, "\(owner): 'emit'", RuleShapes.emission.names, origin)
        return .annotation(
            label: string(table, "label", origin), layer: string(table, "layer", origin),
            span: string(table, "span", origin), attributes: attributes(table, owner, origin))
    }

    /// `{ relation = "ROLE", person = "who", "role" }`: a string without a name is an argument of its own name.
    private mutating func relation(_ table: Setting.Table, _ owner: String, _ origin: Origin) -> Emission? {
        guard let label = string(table, "relation", origin) else { return nil }
        var arguments: [(name: String, capture: String)] = []
        for item in table.items {
            if let name = item.string {
                arguments.append((name, name))
            } else {
                complain("\(owner): an argument of '\(label)' is the name of a capture, not a \(item.kind)", origin)
            }
        }
        let reserved = ["relation", "layer", "attributes"]
        for (name, setting) in table.fields.sorted(by: { $0.key < $1.key }) where !reserved.contains(name) {
            if let capture = setting.string {
                arguments.append((name, capture))
            } else {
                complain(
                    "\(owner): argument '\(name)' of '\(label)' is the name of a capture, not a \(setting.kind)", origin
                )
            }
        }
        if arguments.isEmpty { complain("\(owner): relation '\(label)' has no argument", origin) }
        return .relation(
            label: label, arguments: arguments, layer: string(table, "layer", origin),
            attributes: attributes(table, owner, origin))
    }

    private mutating func attributes(_ table: Setting.Table, _ owner: String, _ origin: Origin) -> Value.Object {
        guard let inner = self.table(table, "attributes", origin) else { return [:] }
        if !inner.items.isEmpty { complain("\(owner): attributes have names", origin) }
        var attributes = Value.Object()
        for (name, setting) in inner.fields.sorted(by: { $0.key < $1.key }) {
            attributes[name] = setting.asValue
            if setting.asValue == nil { complain("\(owner): attribute '\(name)' is not a plain value", origin) }
        }
        return attributes
    }
}
