import PipelineTestSupport
import Testing

/// CONTRIBUTING.md is a map, and a map that is wrong is worse than none.
struct GuideTests {
    private let guide: String

    init() throws { guide = try Repository.text("CONTRIBUTING.md") }

    @Test func theTableOfRoomsFollowsThePlan() {
        var table: [String: Set<String>] = [:]
        for row in guide.matches(of: /(?m)^\| `(\w+)` \| [^|]+ \|([^|]*)\|$/) {
            table[String(row.1)] = Set(row.2.matches(of: /`(\w+)`/).map { String($0.1) })
        }
        #expect(table.keys.sorted() == HousePlan.imports.keys.sorted())
        for (room, imports) in HousePlan.imports { #expect(table[room] == imports, "\(room) in CONTRIBUTING.md") }
    }

    @Test func everyPathIsThere() {
        let paths = guide.matches(of: /`((?:Sources|Tests|Schemas|Examples)\/[^`]*)`/).map { String($0.1) }
        #expect(paths.count > 30)
        for path in paths {
            let isThere = Repository.files.contains {
                $0 == path || $0.hasPrefix(path.hasSuffix("/") ? path : path + "/")
            }
            #expect(isThere, "\(path) is named in CONTRIBUTING.md and is not there")
        }
    }
}
