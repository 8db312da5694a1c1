// swift-tools-version: 6.2

import PackageDescription

/// What a target is for. Products are derived from it: only `exported` modules and the executable are products.
enum Kind {
    case exported
    case hidden
    case command
    case systemLibrary(pkgConfig: String, apt: String)
    case cLibrary(exclude: [String] = [])
    case testSupport(program: Bool = false)
    case test(resources: String? = nil)
}

struct Room {
    var name: String
    var kind: Kind
    var imports: [Target.Dependency]

    init(_ name: String, _ kind: Kind, imports: [Target.Dependency] = []) {
        self.name = name
        self.kind = kind
        self.imports = imports
    }
}

let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

// The house: each room with the rooms that it may enter. CONTRIBUTING.md explains it, and
// Tests/PipelineRepositoryTests holds the `import` lines of the sources against this table.
let rooms = [
    Room("CPipelineLuaSystem", .systemLibrary(pkgConfig: "lua5.4", apt: "liblua5.4-dev")),
    Room("CPipelinePCRE", .systemLibrary(pkgConfig: "libpcre2-8", apt: "libpcre2-dev")),
    Room("CPipelineSQLite", .systemLibrary(pkgConfig: "sqlite3", apt: "libsqlite3-dev")),
    Room("CPipelineLua", .cLibrary(), imports: ["CPipelineLuaSystem"]),
    Room("CPipelineModels", .cLibrary(exclude: ["Data", "Lists"])),
    Room("CPipelineView", .cLibrary(exclude: ["Data"])),
    Room("CPipelineEditLine", .cLibrary()),
    Room("CPipelineProcess", .cLibrary()),
    Room("CPipelineLibraries", .cLibrary()),

    Room("PipelineCore", .exported, imports: ["CPipelineProcess", system]),
    Room("PipelineTokenize", .exported, imports: ["PipelineCore"]),
    Room("PipelineTag", .exported, imports: ["PipelineCore", "CPipelineModels"]),
    Room("PipelineExtract", .exported, imports: ["PipelineCore", "CPipelinePCRE"]),
    Room("PipelineScore", .exported, imports: ["PipelineCore"]),
    Room(
        "PipelineFormats", .exported,
        imports: ["PipelineCore", "CPipelineLibraries", "CPipelineSQLite", "CPipelineView", system]),
    Room("PipelineLua", .hidden, imports: ["CPipelineLua"]),
    Room("PipelineScripting", .exported, imports: ["PipelineCore", "PipelineLua"]),
    Room(
        "Pipeline", .exported,
        imports: ["PipelineCore", "PipelineTokenize", "PipelineTag", "PipelineExtract", "PipelineScore"]),
    Room(
        "PipelineCommand", .command,
        imports: [
            "Pipeline", "PipelineCore", "PipelineFormats", "PipelineScripting", "CPipelineEditLine", system, arguments,
        ]),

    Room("PipelineTestSupport", .testSupport(), imports: ["PipelineCore"]),
    Room("PipelineCoreTests", .test(), imports: ["PipelineCore", "PipelineTestSupport", system]),
    Room("PipelineTokenizeTests", .test(), imports: ["PipelineTokenize", "PipelineTestSupport"]),
    Room(
        "PipelineTagTests", .test(),
        imports: ["PipelineTag", "PipelineTokenize", "PipelineTestSupport", "CPipelineModels"]),
    Room("PipelineExtractTests", .test(), imports: ["PipelineExtract", "PipelineTokenize", "PipelineTestSupport"]),
    Room("PipelineScoreTests", .test(), imports: ["PipelineScore", "PipelineTestSupport"]),
    Room("PipelineFormatsTests", .test(), imports: ["PipelineFormats", "PipelineTestSupport"]),
    Room("PipelineAttackHost", .testSupport(program: true), imports: ["PipelineLua"]),
    Room("PipelineLuaTests", .test(resources: "Attacks"), imports: ["PipelineLua", "PipelineAttackHost"]),
    Room(
        "PipelineScriptingTests", .test(resources: "Lua"),
        imports: ["PipelineScripting", "PipelineExtract", "PipelineTestSupport"]),
    Room("PipelineCommandTests", .test(resources: "Mistakes"), imports: ["PipelineCommand", "PipelineTestSupport"]),
    Room(
        "PipelineExamplesTests", .test(),
        imports: ["Pipeline", "PipelineFormats", "PipelineScripting", "PipelineTestSupport"]),
    Room("PipelineRepositoryTests", .test(), imports: ["PipelineTestSupport"]),
]

let package = Package(
    name: "Pipeline",
    products: rooms.compactMap(\.product),
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: rooms.map(\.target),
    cLanguageStandard: .gnu2x
)

for target in package.targets where target.type != .system {
    var settings = target.swiftSettings ?? []
    settings += [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
    target.swiftSettings = settings
    target.cSettings = (target.cSettings ?? []) + [.treatAllWarnings(as: .error)]
}

extension Room {
    var target: Target {
        switch kind {
        case .systemLibrary(let pkgConfig, let apt):
            .systemLibrary(name: name, path: path, pkgConfig: pkgConfig, providers: [.apt([apt])])
        case .cLibrary(let exclude):
            .target(name: name, dependencies: imports, path: path, exclude: exclude)
        case .command, .testSupport(program: true):
            .executableTarget(name: name, dependencies: imports, path: path)
        case .exported, .hidden, .testSupport:
            .target(name: name, dependencies: imports, path: path)
        case .test(let resources):
            .testTarget(
                name: name, dependencies: imports, path: path, resources: resources.map { [.copy($0)] })
        }
    }

    private var path: String {
        switch kind {
        case .test, .testSupport: "Tests/\(name)"
        default: "Sources/\(name)"
        }
    }

    var product: Product? {
        switch kind {
        case .exported: .library(name: name, targets: [name])
        case .command: .executable(name: "pipeline", targets: [name])
        default: nil
        }
    }
}
