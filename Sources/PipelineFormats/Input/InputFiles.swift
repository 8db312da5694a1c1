package import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The files that a path, a folder or a pattern with `*`, `?`, `[…]` and `**` stands for.
package struct InputFiles {
    /// The option of readers that names what they read.
    static let option = Option(
        "path", .strings, "files, folders, patterns or \"-\" for standard input", isRequired: true)

    /// One file, with the part of its path that its identity is made of.
    struct File: Hashable {
        /// The path as it can be opened.
        let path: String
        /// The path below the folder that was named, without the extensions.
        let stem: String
        /// What whoever reads it keeps to.
        var limits = ReadLimits()

        init(path: String, stem: String) {
            self.path = path
            self.stem = stem
        }

        static func == (left: Self, right: Self) -> Bool { left.path == right.path && left.stem == right.stem }

        func hash(into hasher: inout Hasher) { hasher.combine(path) }

        /// What a document says of where it comes from.
        var source: String? { path == "-" ? nil : path }
    }

    /// Expands paths in their order; what one path stands for is sorted by bytes. `-` stays as it is.
    ///
    /// - Parameter suffixes: which files of a folder are meant.
    /// - Throws: ``PipelineError`` when a path leads nowhere or a pattern fits nothing.
    static func expand(_ paths: [String], suffixes: [String]) throws(PipelineError) -> [File] {
        var files: [File] = []
        for path in paths { files += try expand(path, suffixes: suffixes) }
        let limits = ReadLimits.current
        return files.map { file in
            var file = file
            file.limits = limits
            return file
        }
    }

    /// The paths that files, folders and patterns stand for, each once; hidden files and folders are left out.
    ///
    /// - Throws: ``PipelineError`` when a path leads nowhere or a pattern fits nothing.
    package static func paths(_ paths: [String], suffix: String) throws(PipelineError) -> [String] {
        var seen: Set<String> = []
        return try expand(paths, suffixes: [suffix]).map(\.path).filter { seen.insert($0).inserted }
    }

    private static func expand(_ path: String, suffixes: [String]) throws(PipelineError) -> [File] {
        if path == "-" { return [File(path: path, stem: "stdin")] }
        let files: [File]
        let isPattern = isPattern(path) && access(path, F_OK) != 0
        if isPattern {
            let parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
            let fixed = parts.prefix { !Self.isPattern($0) }
            let root = (path.hasPrefix("/") ? "/" : "") + fixed.joined(separator: "/")
            files = try matches(of: Array(parts[fixed.count...]), in: root.isEmpty ? "." : root, below: "")
        } else if isDirectory(path) {
            let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
            files = try matches(of: ["**", "*"], in: root, below: "").filter { file in
                suffixes.contains { suffix in Self.packed.contains { file.path.hasSuffix(suffix + $0) } }
            }
        } else {
            guard access(path, F_OK) == 0 else { throw missing(path, "there is no file \(path)") }
            files = [File(path: path, stem: stem(Path.name(of: path)))]
        }
        guard !files.isEmpty else {
            let what = suffixes.joined(separator: " or ")
            throw missing(path, isPattern ? "no file fits \(path)" : "there is no \(what) file in \(path)")
        }
        return files
    }

    private static func missing(_ path: String, _ message: String) -> PipelineError {
        PipelineError(.fileUnreadable, message, location: SourceLocation(file: path))
    }

    /// The files below `directory` that the pattern's remaining parts fit, sorted.
    private static func matches(
        of parts: [String], in directory: String, below: String
    ) throws(PipelineError) -> [File] {
        guard let part = parts.first else { return [] }
        // At the end of a pattern, `**` stands for all files.
        let rest = parts == ["**"] ? ["*"] : Array(parts.dropFirst())
        var files: [File] = []
        if part == "**" { files += try matches(of: rest, in: directory, below: below) }
        for name in try names(in: directory) {
            let path = directory == "." ? name : directory == "/" ? "/\(name)" : "\(directory)/\(name)"
            let stem = below.isEmpty ? name : "\(below)/\(name)"
            if part == "**" {
                // A link may lead back up, and what it leads to is found where it is.
                if isDirectory(path), !isLink(path) { files += try matches(of: parts, in: path, below: stem) }
            } else if fnmatch(part, name, FNM_PERIOD) == 0 {
                if isDirectory(path) {
                    files += try matches(of: rest, in: path, below: stem)
                } else if rest.isEmpty {
                    files.append(File(path: path, stem: Self.stem(stem)))
                }
            }
        }
        return Array(Set(files)).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// What is not hidden. A folder that is not there, or not any more, has nothing in it.
    private static func names(in directory: String) throws(PipelineError) -> [String] {
        do {
            return try SystemFiles().names(in: directory).filter { !$0.hasPrefix(".") }
        } catch {
            if access(directory, F_OK) != 0 { return [] }
            throw missing(
                directory, "cannot read the folder \(directory): \(String(describing: error).lowercasedFirst)")
        }
    }

    private static func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// What stands behind the suffix of a file that is compressed, or not.
    private static let packed = ["", ".gz", ".zst"]

    private static func stem(_ path: String) -> String {
        for ending in packed.dropFirst() where path.hasSuffix(ending) && path.count > ending.count {
            return stem(String(path.dropLast(ending.count)))
        }
        guard let dot = path.lastIndex(of: "."), dot > path.startIndex, !path[dot...].contains("/") else { return path }
        return String(path[..<dot])
    }
}

extension Options {
    /// What a reader reads: the option `path`, relative to the file that it is written in.
    var inputs: [String] { (strings("path") ?? []).map(resolve) }
}
