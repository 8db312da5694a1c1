internal import PipelineCore
internal import PipelineLua

/// What one kind of column of a class supplies: a value for each object of a run of numbers.
protocol ColumnSource: CaseIterable, RawRepresentable where RawValue == Int {
    /// Puts the values of objects that are ``LuaState/unknown`` in `values` into it; those that no number stands for
    /// become ``LuaState/unknowable``.
    func fill(_ values: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>, _ state: ScriptState)
}

/// The columns of a class of light objects, which Lua reads without a call into Swift.
///
/// Filled lazily, a block at a time, so that a document costs nothing that no script asks for. The first reads of a
/// document ask Swift each time: a column is laid out once the reads have earned it.
final class ObjectColumns<Source: ColumnSource> {
    private static var block: Int { 256 }
    /// So many reads come before a column is laid out, at least.
    private static var patience: Int { 4 }

    private let buffers: [ColumnBuffer]
    /// For each field of the class the source of its values and what they mean.
    private let columns: [(source: Source, kind: LuaColumnKind)?]
    private var type: LuaClass?
    /// Changes with each document; what a buffer holds belongs to one of them.
    private var epoch = 0

    init(fields: [String], column: (String) -> (Source, LuaColumnKind)?) {
        buffers = Source.allCases.map { _ in ColumnBuffer() }
        columns = fields.map { name in column(name).map { (source: $0.0, kind: $0.1) } }
    }

    /// Names the class whose fields these are, once it is declared.
    func attach(to type: LuaClass) { self.type = type }

    /// Begins another document. Costs a step, whatever was read before.
    func begin() { epoch &+= 1 }

    /// Notes that a field of an object is about to be read in Swift, and sees to it that the next reads need not be.
    ///
    /// - Parameter count: how many objects there are.
    @inline(__always)
    func willRead(_ field: Int, of object: Int, count: Int, _ state: ScriptState) {
        guard object < count, let column = columns[field] else { return }
        let buffer = buffers[column.source.rawValue]
        if buffer.epoch != epoch { buffer.begin(epoch) }
        buffer.reads += 1
        if object >= buffer.values.count {
            guard buffer.reads >= Self.patience, buffer.reads * Self.block >= count else { return }
            // Twice the length where there are new objects, so that a script that makes them one by one does not pay for all
            // of them each time.
            layOut(column.source, count: max(count, buffer.values.count * 2), state)
        }
        fill(column.source, around: object, state)
    }

    /// Forgets what is known of an object, because it has changed.
    func forget(_ object: Int) {
        for source in Source.allCases { forget(source, of: object) }
    }

    func forget(_ source: Source, of object: Int) {
        let buffer = buffers[source.rawValue]
        if buffer.epoch == epoch, object < buffer.values.count { buffer.values[object] = LuaState.unknown }
    }

    /// The values of a source in the block of an object, for another source that follows from them.
    func values(
        _ source: Source, around object: Int, count: Int, _ state: ScriptState
    ) -> UnsafeMutableBufferPointer<UInt32> {
        let buffer = buffers[source.rawValue]
        if buffer.epoch != epoch { buffer.begin(epoch) }
        if object >= buffer.values.count { layOut(source, count: count, state) }
        fill(source, around: object, state)
        return buffer.values
    }

    /// The values of a source for all objects.
    func values(_ source: Source, count: Int, _ state: ScriptState) -> UnsafeMutableBufferPointer<UInt32> {
        let values = values(source, around: 0, count: count, state)
        for start in stride(from: 0, to: count, by: Self.block) {
            let block = start..<min(start + Self.block, values.count)
            if values[block].contains(LuaState.unknown) { source.fill(values, block, state) }
        }
        return values
    }

    private func layOut(_ source: Source, count: Int, _ state: ScriptState) {
        let buffer = buffers[source.rawValue]
        buffer.layOut(count: count)
        guard let type else { return }
        for (field, column) in columns.enumerated() {
            guard let column, column.source.rawValue == source.rawValue else { continue }
            state.lua.setColumn(field, of: type, column.kind, UnsafeBufferPointer(buffer.values))
        }
    }

    private func fill(_ source: Source, around object: Int, _ state: ScriptState) {
        let values = buffers[source.rawValue].values
        guard values[object] == LuaState.unknown else { return }
        let start = object / Self.block * Self.block
        source.fill(values, start..<min(start + Self.block, values.count), state)
    }
}

/// The memory of one column. It stays where it is until the column is laid out again.
final class ColumnBuffer {
    /// Above this a buffer that a long document needed is given back.
    private static let kept = 1 << 16
    private static let smallest = 256

    private var memory = UnsafeMutableBufferPointer<UInt32>(start: nil, count: 0)
    /// The part in use; empty until the column is laid out.
    private(set) var values = UnsafeMutableBufferPointer<UInt32>(start: nil, count: 0)
    private(set) var epoch = -1
    var reads = 0

    func begin(_ epoch: Int) {
        self.epoch = epoch
        reads = 0
        values = UnsafeMutableBufferPointer(start: nil, count: 0)
    }

    /// Makes all values unknown. The old place must no longer be read.
    func layOut(count: Int) {
        if memory.count < count || memory.count > max(Self.kept, count * 4) {
            memory.deallocate()
            memory = UnsafeMutableBufferPointer.allocate(capacity: max(count + count / 2, Self.smallest))
        }
        values = UnsafeMutableBufferPointer(rebasing: memory[..<count])
        values.initialize(repeating: LuaState.unknown)
    }

    /// Makes room for more values, which are unknown, behind those that are there.
    func extend(to count: Int) {
        guard count > values.count else { return }
        guard !values.isEmpty else { return layOut(count: count) }
        let known = values.count
        if memory.count < count {
            let larger = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: count * 2)
            _ = larger.initialize(fromContentsOf: values)
            memory.deallocate()
            memory = larger
        }
        values = UnsafeMutableBufferPointer(rebasing: memory[..<count])
        values[known...].update(repeating: LuaState.unknown)
    }

    deinit { memory.deallocate() }
}
