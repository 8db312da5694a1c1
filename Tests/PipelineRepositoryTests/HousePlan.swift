/// Who may enter which room: the plan of CONTRIBUTING.md as data. `Package.swift` has it a second time, because there the
/// build needs it; a test holds the two against each other, so that a door is never opened in passing.
enum HousePlan {
    /// The rooms of `Sources/` with the rooms and packages that they may import.
    static let imports: [String: Set<String>] = [
        "CPipelineLuaSystem": [],
        "CPipelinePCRE": [],
        "CPipelineSQLite": [],
        "CPipelineLua": ["CPipelineLuaSystem"],
        "CPipelineModels": [],
        "CPipelineView": [],
        "CPipelineEditLine": [],
        "CPipelineProcess": [],
        "CPipelineLibraries": [],
        "PipelineCore": ["CPipelineProcess", "SystemPackage"],
        "PipelineTokenize": ["PipelineCore"],
        "PipelineTag": ["PipelineCore", "CPipelineModels"],
        "PipelineExtract": ["PipelineCore", "CPipelinePCRE"],
        "PipelineScore": ["PipelineCore"],
        "PipelineFormats": [
            "PipelineCore", "CPipelineLibraries", "CPipelineSQLite", "CPipelineView", "SystemPackage",
        ],
        "PipelineLua": ["CPipelineLua"],
        "PipelineScripting": ["PipelineCore", "PipelineLua"],
        "Pipeline": ["PipelineCore", "PipelineTokenize", "PipelineTag", "PipelineExtract", "PipelineScore"],
        "PipelineCommand": [
            "Pipeline", "PipelineCore", "PipelineFormats", "PipelineScripting", "CPipelineEditLine", "SystemPackage",
            "ArgumentParser",
        ],
    ]

    /// What comes with Swift and costs nothing at start: open to all rooms.
    static let systemModules: Set<String> = ["Swift", "Glibc", "Musl", "Synchronization"]

    /// What comes with Swift and costs start-up or size: open where it is written here, with the reason.
    static let costlyModules: [String: Set<String>] = [
        // The command meets terminals, signals and clocks.
        "PipelineCommand": ["Dispatch", "Foundation", "FoundationEssentials"]
    ]

    static func allowed(in room: String) -> Set<String> {
        (imports[room] ?? []).union(systemModules).union(costlyModules[room] ?? [])
    }
}
