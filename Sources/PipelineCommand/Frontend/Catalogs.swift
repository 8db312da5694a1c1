import Pipeline
import PipelineFormats
import PipelineScripting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What definitions may name when the program runs them.
enum Catalogs {
    /// All stages and formats that ship, and the plugins beside the program.
    static func standard() -> Catalog {
        Catalog(
            stages: StandardStages.registry, readers: Formats.readers, writers: Formats.writers,
            patterns: StandardStages.patterns, expressions: StandardStages.expressions,
            pluginDirectories: pluginDirectories())
    }

    /// `PIPELINE_PLUGINS`, then the folders in which an installed program and one in its build folder find `Plugins`.
    static func pluginDirectories() -> [String] {
        var directories: [String] = []
        if let named = getenv("PIPELINE_PLUGINS") {
            directories += String(cString: named).split(separator: ":").map(String.init)
        }
        guard let program = realpath("/proc/self/exe", nil) else { return directories }
        defer { free(program) }
        var folder = Path.directory(of: String(cString: program))
        directories.append("\(folder)/../share/pipeline/plugins")
        for _ in 0..<5 {
            directories.append("\(folder)/Plugins")
            folder = Path.directory(of: folder)
        }
        return directories.filter { access($0, F_OK) == 0 }
    }
}
