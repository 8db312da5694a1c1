import PipelineTestSupport
import Testing

struct ImportsTests {
    /// The rooms of `Package.swift` that are not tests, with what they may import.
    private func packageTable() throws -> [String: Set<String>] {
        let text = try Repository.text("Package.swift")
        var products: [String: String] = [:]
        for match in text.matches(of: /let (\w+) = Target\.Dependency\.product\(name: "(\w+)"/) {
            products[String(match.1)] = String(match.2)
        }
        var table: [String: Set<String>] = [:]
        for match in text.matches(of: /Room\(\s*"(\w+)",\s*\.(\w+)(?:\([^)]*\))?\s*(?:,\s*imports: \[([^\]]*)\])?\)/)
        where match.2 != "test" && match.2 != "testSupport" {
            let imports = (match.3 ?? "").split(separator: /[,\s]+/)
            table[String(match.1)] = Set(
                imports.map { name in
                    name.hasPrefix("\"") ? String(name.dropFirst().dropLast()) : products[String(name)] ?? "?\(name)"
                })
        }
        return table
    }

    @Test func thePackageFollowsThePlan() throws {
        let table = try packageTable()
        #expect(table.keys.sorted() == HousePlan.imports.keys.sorted())
        for (room, imports) in HousePlan.imports {
            #expect(table[room]?.sorted() == imports.sorted(), "\(room) in Package.swift")
        }
    }

    @Test func everyFolderIsARoom() {
        let folders = Set(Repository.files.filter { $0.hasPrefix("Sources/") }.map { $0.split(separator: "/")[1] })
        #expect(folders.map(String.init).sorted() == HousePlan.imports.keys.sorted())
    }

    @Test func sourcesEnterOnlyTheRoomsOfThePlan() throws {
        let files = try SourceText.all(in: "Sources")
        #expect(files.count > 30)
        for file in files {
            for module in file.imports where !HousePlan.allowed(in: file.room).contains(module) {
                Issue.record("\(file.path) imports \(module); see HousePlan.swift for what \(file.room) may import")
            }
        }
    }

    @Test func importsRunOneWay() {
        var open = HousePlan.imports
        while let room = open.first(where: { $0.value.allSatisfy { open[$0] == nil } })?.key { open[room] = nil }
        #expect(open.isEmpty, "these rooms import each other in a circle: \(open.keys.sorted())")
    }

    @Test func onlyTheBindingKnowsTheCSideOfLua() throws {
        for file in try SourceText.all(in: "Sources") where file.room != "PipelineLua" {
            #expect(!file.imports.contains { $0.hasPrefix("CPipelineLua") }, "\(file.path)")
        }
    }

    @Test(
        arguments: [
            ("import A", "A"), ("  internal import A", "A"), ("@testable import A", "A"),
            ("public import struct A.B", "A"),
            ("@_exported public import A", "A"), ("@_spi(Testing) package import A", "A"),
            ("fileprivate import A.B", "A"),
            ("// import A", nil), ("important import", nil), ("let x = \"import A\"", nil),
        ] as [(String, String?)])
    func readsImportLines(line: String, module: String?) throws {
        #expect(SourceText(path: "Sources/X/Y.swift", text: line).imports == [module].compactMap { $0 })
    }
}
