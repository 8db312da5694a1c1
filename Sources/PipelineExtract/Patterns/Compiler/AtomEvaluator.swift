internal import PipelineCore

/// Where the value of an attribute comes from. Values of one source are numbered together.
enum TokenSource: Sendable, Hashable {
    case text
    case norm
    case column(TokenColumn)
    case entity
    case layer(String)
    case derived(DerivedValue)
}

extension Atom.Attribute {
    var source: TokenSource {
        switch self {
        case .text, .lower, .shape, .length, .flags: .text
        case .norm: .norm
        case .column(let column): .column(column)
        case .feature: .column(.feats)
        case .entity: .entity
        case .layer(let name): .layer(name)
        case .derived(let value): .derived(value)
        }
    }
}

/// Tells which of a phase's atoms are true of a value of one source. Asked once per distinct value.
struct AtomEvaluator: Sendable {
    private enum Condition: Sendable {
        case expression(TokenExpression)
        case number(NumberComparison, Double)
        case flag(LexicalFlags)
        case list(PhraseList)
        case isPresent
        case predicate(TokenPredicate)
    }

    /// The atoms of one attribute.
    private struct Group: Sendable {
        var attribute: Atom.Attribute
        /// The atoms that are true of a value, so that ten thousand words cost what one does.
        var byValue: [String: [UInt32]] = [:]
        var others: [(atom: UInt32, condition: Condition)] = []
    }

    let source: TokenSource
    private var groups: [Group] = []

    init(source: TokenSource) { self.source = source }

    /// Adds an atom of this source.
    mutating func add(_ atom: Atom, number: UInt32, lists: [String: PhraseList]) {
        var index = groups.firstIndex { $0.attribute == atom.attribute }
        if index == nil {
            groups.append(Group(attribute: atom.attribute))
            index = groups.count - 1
        }
        guard let index else { return }
        switch atom.condition {
        case .value(.oneOf(let words)):
            for word in Set(words) { groups[index].byValue[word, default: []].append(number) }
        case .value(.expression(let source, let isCaseless)):
            guard let expression = try? TokenExpression(source, isCaseless: isCaseless) else { return }
            groups[index].others.append((number, .expression(expression)))
        case .value(.number(let comparison, let limit)):
            groups[index].others.append((number, .number(comparison, limit)))
        case .flag(let flag): groups[index].others.append((number, .flag(LexicalFlags(rawValue: flag))))
        case .list(let name):
            if let list = lists[name] { groups[index].others.append((number, .list(list))) }
        case .isPresent: groups[index].others.append((number, .isPresent))
        case .predicate(let predicate): groups[index].others.append((number, .predicate(predicate)))
        }
    }

    /// The atoms that are true of a value, ascending.
    func atoms(of value: String) -> [UInt32] {
        var atoms: [UInt32] = []
        for group in groups { Self.evaluate(group, value, into: &atoms) }
        atoms.sort()
        return atoms
    }

    private static func evaluate(_ group: Group, _ source: String, into atoms: inout [UInt32]) {
        var value = Self.value(of: group.attribute, source)
        if !group.byValue.isEmpty, let known = group.byValue[value] { atoms += known }
        let flags = group.attribute == .flags ? LexicalAttributes.flags(source) : []
        for (atom, condition) in group.others {
            let holds =
                switch condition {
                case .expression(let expression): value.withUTF8 { expression.matches($0) }
                case .number(let comparison, let limit):
                    Self.number(group.attribute, value).map { comparison.holds($0, limit) } ?? false
                case .flag(let flag): flags.contains(flag)
                case .list(let list): list.contains(value)
                case .isPresent: !source.isEmpty
                case .predicate(let predicate): predicate.holds(for: value)
                }
            if holds { atoms.append(atom) }
        }
    }

    private static func value(of attribute: Atom.Attribute, _ source: String) -> String {
        switch attribute {
        case .lower: LexicalAttributes.lower(source)
        case .shape: LexicalAttributes.shape(source)
        case .feature(let name): feature(name, of: source)
        default: source
        }
    }

    private static func number(_ attribute: Atom.Attribute, _ value: String) -> Double? {
        attribute == .length ? Double(LexicalAttributes.length(value)) : Double(value)
    }

    private static func feature(_ name: String, of features: String) -> String {
        for feature in features.split(separator: "|") where feature.hasPrefix(name) {
            let rest = feature.dropFirst(name.count)
            if rest.first == "=" { return String(rest.dropFirst()) }
        }
        return ""
    }
}
