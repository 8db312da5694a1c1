internal import CPipelineProcess
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The pipes to a child's standard streams, and a page of memory to share with it. No other program inherits them.
struct Pipes {
    let input: (reading: FileDescriptor, writing: FileDescriptor)
    let output: (reading: FileDescriptor, writing: FileDescriptor)
    let errors: (reading: FileDescriptor, writing: FileDescriptor)
    let page: FileDescriptor

    /// The ends of the parent do not block.
    ///
    /// - Throws: `Errno`.
    init() throws {
        var open: [FileDescriptor] = []
        do {
            input = try Self.pipe(&open)
            output = try Self.pipe(&open)
            errors = try Self.pipe(&open)
            page = try Self.makePage()
        } catch {
            for descriptor in open { try? descriptor.close() }
            throw error
        }
        for descriptor in [input.writing, output.reading, errors.reading] {
            _ = fcntl(descriptor.rawValue, F_SETFL, O_NONBLOCK)
        }
    }

    /// In the order in which the child knows them.
    var endsOfChild: [Int32] { [input.reading, output.writing, errors.writing, page].map(\.rawValue) }

    func closeEndsOfChild() {
        for descriptor in [input.reading, output.writing, errors.writing] { try? descriptor.close() }
    }

    func closeEndsOfParent() {
        for descriptor in [input.writing, output.reading, errors.reading, page] { try? descriptor.close() }
    }

    private static func pipe(
        _ open: inout [FileDescriptor]
    ) throws -> (reading: FileDescriptor, writing: FileDescriptor) {
        var ends: [Int32] = [-1, -1]
        let code = pipeline_process_make_pipe(&ends)
        guard code == 0 else { throw Errno(rawValue: code) }
        let pair = ends.map { FileDescriptor(rawValue: $0) }
        open += pair
        return (pair[0], pair[1])
    }

    private static func makePage() throws -> FileDescriptor {
        var descriptor: Int32 = -1
        let code = pipeline_process_make_page(&descriptor)
        guard code == 0 else { throw Errno(rawValue: code) }
        return FileDescriptor(rawValue: descriptor)
    }
}
