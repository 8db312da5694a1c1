package import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The files of this repository, for tests that hold the house against its plan.
package enum Repository {
    /// Where the repository is.
    package static let root: String = {
        let folders = #filePath.split(separator: "/").dropLast(3)
        return "/" + folders.joined(separator: "/")
    }()

    /// The content of a file, named relative to the root.
    package static func text(_ path: String) throws(PipelineError) -> String {
        String(decoding: try FileBytes.read("\(root)/\(path)"), as: UTF8.self)
    }

    /// The files that belong to the repository, relative to the root, in order. Without git: all that are not built.
    package static let files: [String] = {
        let tracked = lines(of: "git -C '\(root)' ls-files --cached --others --exclude-standard 2>/dev/null")
        let files = tracked.isEmpty ? walk("") : tracked
        return files.filter { access("\(root)/\($0)", F_OK) == 0 }.sorted()
    }()

    /// The files in a folder with one of these endings.
    package static func files(in folder: String, _ endings: String...) -> [String] {
        files.filter { path in path.hasPrefix(folder + "/") && endings.contains { path.hasSuffix($0) } }
    }

    private static func lines(of command: String) -> [String] {
        guard let pipe = popen(command, "r") else { return [] }
        var bytes: [UInt8] = []
        while case let byte = getc(pipe), byte != EOF { bytes.append(UInt8(byte)) }
        guard pclose(pipe) == 0 else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func walk(_ folder: String) -> [String] {
        guard let directory = opendir("\(root)/\(folder)") else { return [] }
        defer { closedir(directory) }
        var files: [String] = []
        while let entry = readdir(directory) {
            let isFolder = Int(entry.pointee.d_type) == Int(DT_DIR)
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            if [".", "..", ".git", "out"].contains(name) || name.hasPrefix(".build") { continue }
            files += isFolder ? walk(path) : [path]
        }
        return files
    }
}
