import PipelineTestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

struct TextsTests {
    /// Folders of one machine; put together here, so that this file does not find itself.
    private static let machineFolders = ["tmp", "root", "work"].map { "/\($0)" + "/" }

    /// Where a needle stands as the start of a path: `x.org/home` is an address and none.
    private func isThere(_ needle: String, in text: [CChar]) -> Bool {
        text.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            var rest = start
            while let found = strstr(rest, needle) {
                let before = found == UnsafeMutablePointer(mutating: start) ? nil : found.advanced(by: -1).pointee
                if before.map({ isalnum(Int32($0)) == 0 && !".-_})$~".utf8CString.dropLast().contains($0) }) ?? true {
                    return true
                }
                rest = UnsafePointer(found.advanced(by: 1))
            }
            return false
        }
    }

    @Test func noFileNamesAFolderOfOneMachine() throws {
        #expect(Repository.files.count > 50)
        for path in Repository.files {
            let text = Array(try Repository.text(path).utf8CString)
            let found = Self.machineFolders.filter { isThere($0, in: text) }
            #expect(found == [], "\(path) names folders of one machine")
        }
    }

    @Test func tellsFoldersFromAddresses() {
        let needle = Self.machineFolders[0]
        #expect(isThere(needle, in: Array("see \(needle)x".utf8CString)))
        #expect(isThere(needle, in: Array("\(needle)x".utf8CString)))
        #expect(isThere(needle, in: Array("a.org\(needle) \"\(needle)x\"".utf8CString)))
        #expect(!isThere(needle, in: Array("http://a.org\(needle)x and ..\(needle)".utf8CString)))
    }
}
