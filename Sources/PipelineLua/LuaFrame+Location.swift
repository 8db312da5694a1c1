import CPipelineLua

/// A line of a script.
package struct LuaLocation: Hashable, Sendable, CustomStringConvertible {
    /// The name under which the chunk was loaded, in full.
    package var file: String
    /// The line, counted from 1.
    package var line: Int

    package init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    package var description: String { "\(file):\(line)" }
}

extension LuaFrame {
    /// The line of the script that called, or of its caller at a higher level; host functions in between are skipped.
    ///
    /// - Parameter level: 1 for the line that called this function, 2 for the line that called that one.
    /// - Returns: `nil` if there are not so many script levels. Costs about 100 ns a level.
    package func location(level: Int = 1) -> LuaLocation? {
        LuaState.scriptLocation(L, level: level)
    }
}

extension LuaState {
    /// The place of the `level`-th script function on the stack, host functions not counted.
    static func scriptLocation(_ L: OpaquePointer, level: Int) -> LuaLocation? {
        var place = cplua_location()
        var remaining = level
        var depth: CInt = 0
        while cplua_locate(L, depth, &place) {
            depth += 1
            guard place.line > 0 else { continue }
            remaining -= 1
            if remaining == 0 { return LuaLocation(file: place.file, line: Int(place.line)) }
        }
        return nil
    }
}

extension cplua_location {
    /// The name of the chunk: in full for files, as Lua shortens it for chunks named by their text.
    var file: String {
        if let source, source.pointee == UInt8(ascii: "@") || source.pointee == UInt8(ascii: "=") {
            return String(cString: source + 1)
        }
        return shortFile
    }

    var shortFile: String {
        withUnsafeBytes(of: short_source) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
