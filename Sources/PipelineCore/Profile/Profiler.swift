internal import Synchronization

/// Measures where the time of a run goes.
///
/// ```swift
/// let profiler = Profiler()
/// runner.profiler = profiler
/// _ = try await runner.run()
/// for part in profiler.profile.parts { … }
/// ```
///
/// Cost: two readings of the clock for each part of the work on a document, and for each rule that can begin somewhere.
public final class Profiler: Sendable {
    /// How many events are kept.
    static let greatestEvents = 200_000

    /// Whether what was done when is kept, besides how long it took in all.
    public let keepsEvents: Bool
    let start = ContinuousClock.now
    private let state = Mutex(Profile())

    /// A profiler for one run.
    public init(keepsEvents: Bool = false) { self.keepsEvents = keepsEvents }

    /// What has been measured. Workers tell when they have nothing more to do.
    public var profile: Profile {
        state.withLock { profile in
            var profile = profile
            profile.events.sort { ($0.start, $0.worker) < ($1.start, $1.worker) }
            return profile
        }
    }

    /// Takes over what a worker has measured.
    func add(_ work: WorkProfile) {
        state.withLock { profile in
            let places = work.parts.map { Self.place(of: $0, in: &profile) }
            for (part, place) in zip(work.parts, places) { profile.parts[place].add(part) }
            profile.documents.add(work.documents)
            profile.add(slow: work.slowest)
            for event in work.events.prefix(Self.greatestEvents - profile.events.count) {
                profile.events.append(
                    Profile.Event(
                        part: places[event.part], document: event.document, worker: event.worker, start: event.start,
                        nanoseconds: event.nanoseconds))
            }
        }
    }

    private static func place(of part: Profile.Part, in profile: inout Profile) -> Int {
        let known = profile.parts.firstIndex {
            $0.kind == part.kind && $0.name == part.name && $0.stage == part.stage
        }
        if let known { return known }
        // All workers have the same parts; those around them come first or last.
        let place = part.kind == .input ? 0 : profile.parts.firstIndex { $0.kind == .output } ?? profile.parts.count
        profile.parts.insert(part.emptied, at: place)
        if place < profile.parts.count - 1 {
            profile.events = profile.events.map { $0.moved(from: place) }
        }
        return place
    }
}

extension Profile.Part {
    fileprivate var emptied: Self { Self(kind, name: name, stage: stage) }
}

extension Profile.Event {
    fileprivate func moved(from place: Int) -> Self {
        Self(
            part: part >= place ? part + 1 : part, document: document, worker: worker, start: start,
            nanoseconds: nanoseconds)
    }
}
