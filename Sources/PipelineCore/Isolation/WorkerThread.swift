internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A thread that runs the jobs of one actor.
///
/// An actor that waits for another process must not keep a thread of the common pool from its work; and a child process
/// dies with the thread that started it, so that this one must live as long as the child.
final class WorkerThread: SerialExecutor {
    private struct Queue: Sendable {
        var jobs: [UnownedJob] = []
        var isEnded = false
    }

    private let queue = Mutex(Queue())
    // Never moves, and a semaphore is made to be used by several threads at a time.
    nonisolated(unsafe) private let ready = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    /// - Throws: ``PipelineError`` when the system gives no thread.
    init() throws(PipelineError) {
        sem_init(ready, 0, 0)
        let context = Unmanaged.passRetained(self)
        #if canImport(Glibc)
            var thread = pthread_t()
        #else
            var thread: pthread_t?
        #endif
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<WorkerThread>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw PipelineError(.workerUnavailable, "cannot start a thread for a worker process (error \(code))")
        }
        #if canImport(Glibc)
            pthread_detach(thread)
        #else
            if let thread { pthread_detach(thread) }
        #endif
    }

    deinit {
        sem_destroy(ready)
        ready.deallocate()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.withLock { $0.jobs.append(job) }
        sem_post(ready)
    }

    /// Ends the thread when it has run what it was given. Nothing may be given to it afterwards.
    func end() {
        queue.withLock { $0.isEnded = true }
        sem_post(ready)
    }

    private func run() {
        while true {
            while sem_wait(ready) != 0 {}
            let (job, isEnded) = queue.withLock { queue in
                (queue.jobs.isEmpty ? nil : queue.jobs.removeFirst(), queue.isEnded)
            }
            if let job {
                job.runSynchronously(on: asUnownedSerialExecutor())
            } else if isEnded {
                return
            }
        }
    }
}
