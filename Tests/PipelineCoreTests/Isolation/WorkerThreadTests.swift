@testable import PipelineCore
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

struct WorkerThreadTests {
    private actor Counter {
        private let thread: WorkerThread
        private var count = 0
        nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

        init(_ thread: WorkerThread) { self.thread = thread }

        /// The thread on which it ran, and how often anything did.
        func next() -> (thread: UInt, count: Int) {
            count += 1
            return (UInt(bitPattern: pthread_self().hashValue), count)
        }
    }

    @Test func allJobsRunOnOneThreadOfItsOwn() async throws {
        let thread = try WorkerThread()
        let counter = Counter(thread)
        let results = await withTaskGroup(of: (thread: UInt, count: Int).self) { group in
            for _ in 0..<200 { group.addTask { await counter.next() } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(results.map(\.thread)).count == 1)
        #expect(results.map(\.count).sorted() == Array(1...200))
        thread.end()
    }

    @Test func manyThreadsComeAndGo() async throws {
        for _ in 0..<300 {
            let thread = try WorkerThread()
            #expect(await Counter(thread).next().count == 1)
            thread.end()
        }
    }
}
