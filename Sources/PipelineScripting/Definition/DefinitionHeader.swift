internal import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What has to be known of a definition before it can run: where its modules are, and what its scripts may reach.
///
/// `require` and `pipeline.files` are called before `pipeline.define` is. So its keys `modules` and `capabilities` are read
/// from the text of the file, where they stand as lists of strings; whoever reads the file sees all that is granted.
struct DefinitionHeader: Equatable {
    static let keys = ["modules", "capabilities"]

    private(set) var lists: [String: [String]] = [:]

    /// Reads the lists of the first call of `define`, or of another function, with a table.
    init(_ file: SourceFile, call: String = "define") {
        let tokens = LuaToken.all(in: file)[...]
        for index in tokens.indices where tokens[index] == .name(call) {
            var rest = tokens[(index + 1)...]
            if rest.first == .sign(UInt8(ascii: "(")) { rest = rest.dropFirst() }
            guard rest.first == .sign(UInt8(ascii: "{")) else { continue }
            read(rest)
            return
        }
    }

    subscript(key: String) -> [String] { lists[key] ?? [] }

    /// The folders of modules, which have to be there.
    func modules(of file: SourceFile) throws(PipelineError) -> [String] {
        var folders: [String] = []
        for path in self["modules"] {
            let folder = Path.resolve(path, in: Path.directory(of: file.path))
            guard !path.isEmpty, !path.contains("\0"), access("\(folder)/.", F_OK) == 0 else {
                throw PipelineError(
                    .definitionInvalid, "there is no folder '\(path)'",
                    remedy: "modules are folders, relative to the definition", location: place(of: path, in: file))
            }
            let slashes = path.reversed().prefix { $0 == "/" }.count
            folders.append(slashes < path.count ? String(path.dropLast(slashes)) : path)
        }
        return folders
    }

    /// What the definition grants.
    func capabilities(of file: SourceFile) throws(PipelineError) -> [Capability] {
        var capabilities: [Capability] = []
        for text in self["capabilities"] {
            do throws(PipelineError) {
                capabilities.append(try Capability(text))
            } catch {
                throw error.at(location: place(of: text, in: file))
            }
        }
        return capabilities
    }

    private func place(of string: String, in file: SourceFile) -> SourceLocation {
        let map = LuaLiterals.map(of: file)
        return map.literal(string).map { map.location(in: $0) } ?? SourceLocation(file: file.path)
    }

    private mutating func read(_ table: ArraySlice<LuaToken>) {
        var depth = 0
        for index in table.indices {
            switch table[index] {
            case .sign(UInt8(ascii: "{")), .sign(UInt8(ascii: "(")): depth += 1
            case .sign(UInt8(ascii: "}")), .sign(UInt8(ascii: ")")):
                depth -= 1
                if depth == 0 { return }
            case .name(let key) where depth == 1 && Self.keys.contains(key) && Self.isKey(index, in: table):
                lists[key] = Self.list(table[(index + 2)...])
            default: break
            }
        }
    }

    /// A key stands after the brace or a separator and before a single `=`.
    private static func isKey(_ index: Int, in table: ArraySlice<LuaToken>) -> Bool {
        guard index + 2 < table.endIndex, table[index + 1] == .sign(UInt8(ascii: "=")),
            table[index + 2] != .sign(UInt8(ascii: "="))
        else { return false }
        return [UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ";")].contains { table[index - 1] == .sign($0) }
    }

    /// `{ "a", "b" }`; `nil` for anything else.
    private static func list(_ tokens: ArraySlice<LuaToken>) -> [String]? {
        guard tokens.first == .sign(UInt8(ascii: "{")) else { return nil }
        var strings: [String] = []
        var isSeparated = true
        for token in tokens.dropFirst() {
            switch token {
            case .string(let string) where isSeparated:
                strings.append(string)
                isSeparated = false
            case .sign(UInt8(ascii: ",")) where !isSeparated, .sign(UInt8(ascii: ";")) where !isSeparated:
                isSeparated = true
            case .sign(UInt8(ascii: "}")): return strings
            default: return nil
            }
        }
        return nil
    }
}
