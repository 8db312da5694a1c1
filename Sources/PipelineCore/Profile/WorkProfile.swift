/// What one worker measures. Belongs to it alone until it is done.
package final class WorkProfile {
    let profiler: Profiler
    private let worker: Int
    var parts: [Profile.Part] = []
    private(set) var documents = DurationHistogram()
    private(set) var slowest: [Profile.Slow] = []
    private(set) var events: [Profile.Event] = []
    /// The document in work.
    private var document = ""

    init(_ profiler: Profiler, worker: Int) {
        self.profiler = profiler
        self.worker = worker
    }

    /// Adds a part of the work; its place is what calls name it by.
    func addPart(_ kind: Profile.Kind, name: String? = nil, stage: String? = nil) -> Int {
        parts.append(Profile.Part(kind, name: name, stage: stage))
        return parts.count - 1
    }

    /// Adds the rules of a stage, in order.
    ///
    /// - Returns: the place of the first.
    package func addRules(_ names: [String], of stage: String) -> Int {
        let first = parts.count
        for name in names { _ = addPart(.rule, name: name, stage: stage) }
        return first
    }

    /// The time now, to be given back when something is done.
    package static var now: ContinuousClock.Instant { .now }

    /// Counts what a rule did.
    package func add(rule place: Int, since start: ContinuousClock.Instant, matches: Int) {
        parts[place].times.add((.now - start).nanoseconds)
        parts[place].matches += matches
    }

    /// Does what a rule does and measures it.
    ///
    /// - Parameter body: says how many matches there were.
    package func measure(rule place: Int, _ body: () throws -> Int) rethrows {
        let start = Self.now
        do {
            add(rule: place, since: start, matches: try body())
        } catch {
            parts[place].errors += 1
            add(rule: place, since: start, matches: 0)
            throw error
        }
    }

    /// Does a part of the work and measures it.
    func measure<Result>(_ place: Int, _ body: () throws -> Result) rethrows -> Result {
        let start = ContinuousClock.now
        do {
            let result = try body()
            add(place, since: start)
            return result
        } catch {
            parts[place].errors += 1
            add(place, since: start)
            throw error
        }
    }

    private func add(_ place: Int, since start: ContinuousClock.Instant) {
        let duration = (ContinuousClock.now - start).nanoseconds
        parts[place].times.add(duration)
        guard profiler.keepsEvents, events.count < Profiler.greatestEvents else { return }
        events.append(
            Profile.Event(
                part: place, document: document, worker: worker, start: (start - profiler.start).nanoseconds,
                nanoseconds: duration))
    }

    /// Does all that is done with a document and measures it.
    func measure<Result>(document name: String, _ body: () throws -> Result) rethrows -> Result {
        document = name
        let start = ContinuousClock.now
        defer {
            let duration = (ContinuousClock.now - start).nanoseconds
            documents.add(duration)
            if slowest.count < Profile.slowestCount || duration > slowest.last?.nanoseconds ?? 0 {
                slowest.append(Profile.Slow(document: name, nanoseconds: duration))
                slowest.sort { $0.nanoseconds > $1.nanoseconds }
                slowest = Array(slowest.prefix(Profile.slowestCount))
            }
        }
        return try body()
    }
}

extension Duration {
    /// Rounded down.
    var nanoseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    }
}
