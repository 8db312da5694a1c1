import Foundation
import PipelineLua

// Runs one hostile script under limits and says as JSON how it ended, then whether a new state still works.
//
//     PipelineAttackHost FILE [MILLISECONDS [MEGABYTES]]

/// How the script ended.
struct Outcome: Encodable {
    var kind = "none"
    var message = ""
    var file: String?
    var line: Int?
    var seconds = 0.0
    var residentMegabytes = 0.0
    var neighbour: String?
}

/// What scripts get besides the environment: ways into the host and back.
func install(in state: LuaState) {
    state.setGlobal("call", .function(state.makeFunction("call") { try $0.state.call($0.function(1)) }))
    state.setGlobal("echo", .function(state.makeFunction("echo") { $0.push($0.value(1)) }))
    state.setGlobal(
        "write", .function(state.makeFunction("write") { try $0.state.countOutput($0.withBytes(1) { $0.count }) }))
    var list = LuaClassDeclaration(name: "list")
    list.index = { frame, _, position in frame.push(position) }
    list.length = { _ in 1_000_000 }
    list.text = { _ in String(repeating: "x", count: 1000) }
    state.setGlobal("list", state.makeObject(state.makeClass(list), 0))
}

func describe(_ error: any Error, into outcome: inout Outcome) {
    guard let error = error as? LuaError else {
        outcome.kind = "other"
        outcome.message = "\(error)"
        return
    }
    outcome.kind = "\(error.kind)"
    outcome.message = String(error.message.prefix(200))
    outcome.file = error.file
    outcome.line = error.line
}

func peakMegabytes() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
}

func attack(_ path: String, _ limits: LuaLimits, into outcome: inout Outcome) throws {
    let source = try Data(contentsOf: URL(filePath: path))
    let state = try LuaState(memoryLimit: limits.memory)
    install(in: state)
    let name = URL(filePath: path).lastPathComponent
    do {
        try state.withLimits(limits) { _ = try state.call(state.load(source, name: name)) }
    } catch {
        describe(error, into: &outcome)
    }
}

let arguments = CommandLine.arguments
let limits = LuaLimits(
    time: .milliseconds(arguments.count > 2 ? Int(arguments[2]) ?? 200 : 200),
    memory: (arguments.count > 3 ? Int(arguments[3]) ?? 64 : 64) << 20, output: 1 << 20)
var outcome = Outcome()
let start = ContinuousClock.now
try attack(arguments[1], limits, into: &outcome)
outcome.seconds = (ContinuousClock.now - start) / .seconds(1)
let neighbour = try LuaState(memoryLimit: limits.memory)
outcome.neighbour = try neighbour.withLimits(LuaLimits(time: .seconds(60))) {
    let source = "local t = {} for w in ('right result'):gmatch('%a+') do t[#t + 1] = w end return table.concat(t, ' ')"
    return try neighbour.call(neighbour.load(source, name: "neighbour.lua")).first?.text
}
outcome.residentMegabytes = peakMegabytes()
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys]
print(String(decoding: try encoder.encode(outcome), as: UTF8.self))
