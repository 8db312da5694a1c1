import Foundation
import PipelineLua
import Testing

struct LuaStateLimitsTests {
    private static let short = LuaLimits(time: .milliseconds(200))

    private func stopped(_ source: String, _ limits: LuaLimits = short) throws -> LuaError {
        let state = try LuaState(memoryLimit: 64 << 20)
        do {
            let function = try state.load("\n" + source, name: "test.lua")
            try state.withLimits(limits) { _ = try state.call(function) }
        } catch let error as LuaError {
            #expect(state.isSpent)
            return error
        }
        throw Mishap(number: 0)
    }

    @Test(arguments: [
        "while true do end", "for i = 1, math.huge do end", "::again:: goto again", "while true do pcall(error) end",
        "local function f() return f() end f()", "repeat local t = {} until false",
        "while true do pcall(function() while true do end end) end",
        "coroutine.wrap(function() while true do end end)()",
        "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
        "xpcall(function() while true do end end, function() while true do end end)",
    ])
    func loopsEnd(_ loop: String) throws {
        let error = try stopped(loop)
        #expect(error.kind == .timeLimit)
        #expect(error.message == "the time limit of 200 ms was reached")
        #expect(error.location == LuaLocation(file: "test.lua", line: 2))
        #expect(!error.traceback.isEmpty)
    }

    @Test func aSliceInASliceSharesItsDeadline() throws {
        let state = try LuaState()
        let function = state.makeFunction("again") { frame in
            let function = try frame.function(1)
            let state = frame.state
            try state.withLimits(LuaLimits(time: .seconds(3600))) { _ = try state.call(function) }
        }
        state.setGlobal("again", .function(function))
        #expect(throws: LuaError.self) {
            try state.withLimits(Self.short) { _ = try state.run("again(function() while true do end end)") }
        }
        #expect(state.isSpent)
    }

    @Test func aNewSliceHasItsOwnTime() throws {
        let state = try LuaState()
        for _ in 1...5 {
            try state.withLimits(LuaLimits(time: .seconds(20))) {
                _ = try state.run("local x for i = 1, 200000 do x = i end")
            }
        }
        #expect(!state.isSpent)
    }

    /// Work of the host that never asks Lua for anything can still end in time.
    @Test func theHostCanAskWhetherItIsLate() throws {
        let state = try LuaState()
        #expect(!state.isLate)
        let work = state.makeFunction("work") { frame in
            let begin = ContinuousClock.now
            while !frame.state.isLate, ContinuousClock.now - begin < .seconds(60) {}
            #expect(ContinuousClock.now - begin < .seconds(60))
        }
        state.setGlobal("work", .function(work))
        let error = #expect(throws: LuaError.self) {
            try state.withLimits(Self.short) { _ = try state.run("work()") }
        }
        #expect(error?.kind == .timeLimit && state.isLate && state.isSpent)
    }

    @Test func withoutASliceThereIsNoDeadline() throws {
        let state = try LuaState()
        try state.withLimits(LuaLimits(time: .milliseconds(10))) {}
        try state.run("local x for i = 1, 3000000 do x = i end")
        #expect(!state.isSpent)
    }

    @Test func aSpentStateRunsNothing() throws {
        let state = try LuaState()
        let function = try state.load("reached = true", name: "late.lua")
        let loop = try state.load("while true do end", name: "loop.lua")
        #expect(throws: LuaError.self) { try state.withLimits(Self.short) { _ = try state.call(loop) } }
        #expect { try state.call(function) } throws: { ($0 as? LuaError)?.kind == .timeLimit }
        #expect { try state.load("x = 1", name: "y.lua") } throws: { ($0 as? LuaError)?.line == 1 }
        #expect { try state.withLimits(Self.short) {} } throws: { ($0 as? LuaError)?.kind == .timeLimit }
        #expect(state.global("reached").isNil)
    }

    @Test func outputIsCounted() throws {
        let state = try LuaState()
        state.setGlobal(
            "write",
            .function(
                state.makeFunction("write") { frame in
                    try frame.state.countOutput(frame.withBytes(1) { $0.count })
                }))
        let limits = LuaLimits(output: 100)
        for _ in 1...3 { try state.withLimits(limits) { _ = try state.run("write(('x'):rep(100))") } }
        let error = #expect(throws: LuaError.self) {
            try state.withLimits(limits) {
                _ = try state.run(
                    "\nlocal ok = pcall(function() for i = 1, 11 do write(('x'):rep(10)) end end) late = true")
            }
        }
        #expect(error?.kind == .outputLimit)
        #expect(error?.message == "the output limit of 100 bytes was reached")
        #expect(error?.line == 2)
        #expect(state.global("late").isNil)
    }

    @Test func externalBytesCountAndDriveTheCollector() throws {
        let state = try LuaState(memoryLimit: 64 << 20)
        let count = Witness.Count()
        // Each object of Lua keeps a megabyte of the host alive.
        let make = state.makeFunction("make") { frame in
            let witness = ChargedWitness(count, frame.state, bytes: 1 << 20)
            let function = frame.state.makeFunction("held") { frame in frame.push(witness.count.alive) }
            frame.push(function)
        }
        state.setGlobal("make", .function(make))
        try state.run("for i = 1, 2000 do make() end")
        #expect(state.peakBytesInUse <= 64 << 20)
        #expect(state.memoryRefusals == 0, "the collector came too late")
        state.collectGarbage()
        #expect(count.alive == 0)
        #expect(state.externalBytes == 0)
    }

    @Test func externalBytesReachTheLimit() throws {
        let state = try LuaState(memoryLimit: 8 << 20)
        let charge = state.makeFunction("charge") { try $0.state.charge(externalBytes: $0.integer(1)) }
        state.setGlobal("charge", .function(charge))
        #expect(try state.failure("charge(16 << 20)").kind == .memoryLimit)
    }

    /// What a script that fails 200,000 times leaves behind: a million take a minute and leave as little.
    @Test func manyErrorsLeaveNothing() throws {
        let state = try LuaState(memoryLimit: 64 << 20)
        let count = Witness.Count()
        let raise = state.makeFunction("raise") { _ in
            let witness = Witness(count)
            throw Mishap(number: witness.count.alive)
        }
        state.setGlobal("raise", .function(raise))
        let function = try state.load("for i = 1, 2000 do pcall(raise) end", name: "many.lua")
        try state.call(function)
        state.collectGarbage()
        let (bytes, resident) = (state.bytesInUse, try residentMegabytes())
        for _ in 1...99 { try state.call(function) }
        state.collectGarbage()
        #expect(state.bytesInUse <= bytes + 4096)
        #expect(try residentMegabytes() <= resident + 64)
        #expect(count.alive == 0)
    }

    /// The memory of this process that is in use, in megabytes.
    private func residentMegabytes() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (Int(pages[1]) ?? 0) * 4096 >> 20
    }

    @Test func manyStatesHaveTheirOwnDeadlines() async throws {
        try await withThrowingTaskGroup(of: LuaError.Kind?.self) { group in
            for number in 1...16 {
                group.addTask {
                    let state = try LuaState()
                    let source = number.isMultiple(of: 2) ? "while true do end" : "return 1"
                    do {
                        try state.withLimits(Self.short) { _ = try state.run(source) }
                        return nil
                    } catch { return (error as? LuaError)?.kind }
                }
            }
            let kinds = try await group.reduce(into: []) { $0.append($1) }
            #expect(kinds.filter { $0 == .timeLimit }.count == 8)
            #expect(kinds.filter { $0 == nil }.count == 8)
        }
    }
}

/// Stands for host memory that an object of Lua keeps alive.
private final class ChargedWitness {
    let count: Witness.Count
    private unowned let state: LuaState
    private let bytes: Int

    init(_ count: Witness.Count, _ state: LuaState, bytes: Int) {
        self.count = count
        self.state = state
        self.bytes = bytes
        count.alive += 1
        state.charge(externalBytes: bytes)
    }

    deinit {
        count.alive -= 1
        state.charge(externalBytes: -bytes)
    }
}
