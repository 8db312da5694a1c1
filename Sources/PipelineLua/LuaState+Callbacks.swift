import CPipelineLua

/// The doors through which C enters Swift. Each returns the number of results, or -1 with the error value on top of the
/// stack; C raises it once the frame here is gone.
extension LuaState {
    static var callbacks: cplua_entries {
        cplua_entries(
            call: enterFunction, method: enterMethod, read: enterGetter, write: enterSetter, index: enterIndex,
            operate: enterOperation, unknown: enterUnknown, trace: enterTrace, release: enterRelease)
    }
}

extension LuaFrame {
    /// Ends the callback with the values that were pushed. Stack: 0, or +1 with the error.
    @inline(__always)
    consuming func finish() -> CInt {
        if let refusal { return fail(refusal) }
        return pushed
    }

    /// Ends the callback with an error in place of what was pushed. Stack: +1.
    @inline(never)
    func fail(_ error: any Error) -> CInt {
        // Raising needs room, which a callback may have used up.
        lua_settop(L, top)
        LuaState.pushFailure(L, error)
        return -1
    }
}

/// Runs the Swift side of a callback: results were pushed, or what it threw becomes the error.
@inline(__always)
private func enter(_ frame: consuming LuaFrame, _ body: (inout LuaFrame) throws -> Void) -> CInt {
    var frame = frame
    do {
        try body(&frame)
    } catch {
        return frame.fail(error)
    }
    return frame.finish()
}

private func enterFunction(_ L: OpaquePointer, _ function: UnsafeMutableRawPointer) -> CInt {
    enter(LuaFrame(L, offset: 0, function: Unmanaged.fromOpaque(function))) { frame in
        try Unmanaged<LuaFunctionBox>.fromOpaque(function)._withUnsafeGuaranteedRef { try $0.body(&frame) }
    }
}

private func enterMethod(
    _ L: OpaquePointer, _ function: UnsafeMutableRawPointer, _ object: UnsafePointer<cplua_object>
) -> CInt {
    enter(LuaFrame(L, offset: 1, function: Unmanaged.fromOpaque(function))) { frame in
        try Unmanaged<LuaMethodBox>.fromOpaque(function)._withUnsafeGuaranteedRef {
            try $0.body(&frame, LuaObject(object))
        }
    }
}

private func enterGetter(
    _ L: OpaquePointer, _ type: UnsafeMutableRawPointer, _ object: UnsafePointer<cplua_object>, _ field: CInt
) -> CInt {
    enter(LuaFrame(L, offset: 2, top: 2)) { frame in
        try Unmanaged<LuaClass>.fromOpaque(type)._withUnsafeGuaranteedRef {
            try $0.getter(&frame, LuaObject(object), Int(field))
        }
    }
}

private func enterSetter(
    _ L: OpaquePointer, _ type: UnsafeMutableRawPointer, _ object: UnsafePointer<cplua_object>, _ field: CInt
) -> CInt {
    enter(LuaFrame(L, offset: 2, top: 3)) { frame in
        try Unmanaged<LuaClass>.fromOpaque(type)._withUnsafeGuaranteedRef {
            try $0.setter(&frame, LuaObject(object), Int(field))
        }
    }
}

private func enterIndex(
    _ L: OpaquePointer, _ type: UnsafeMutableRawPointer, _ object: UnsafePointer<cplua_object>, _ key: lua_Integer
) -> CInt {
    enter(LuaFrame(L, offset: 2)) { frame in
        try Unmanaged<LuaClass>.fromOpaque(type)._withUnsafeGuaranteedRef {
            try $0.index(&frame, LuaObject(object), Int(key))
        }
    }
}

private func enterOperation(
    _ L: OpaquePointer, _ type: UnsafeMutableRawPointer, _ object: UnsafePointer<cplua_object>, _ operation: CInt
) -> CInt {
    enter(LuaFrame(L, offset: 1)) { frame in
        let type = Unmanaged<LuaClass>.fromOpaque(type).takeUnretainedValue()
        try type.operate(&frame, LuaObject(object), cplua_operation(UInt32(operation)))
    }
}

private func enterUnknown(
    _ L: OpaquePointer, _ type: UnsafeMutableRawPointer, _ object: UnsafePointer<cplua_object>, _ writing: CInt
) -> CInt {
    let type = Unmanaged<LuaClass>.fromOpaque(type).takeUnretainedValue()
    let access = writing == 0 ? type.declaration.getMissing : writing == 1 ? type.declaration.setMissing : nil
    guard let access else {
        let frame = LuaFrame(L, offset: 0)
        return frame.fail(type.declaration.unknown(frame.unknownField(of: type, writing)))
    }
    // The key stands at 2, the value to assign at 3.
    return enter(LuaFrame(L, offset: 2)) { frame in
        try access(&frame, LuaObject(object), frame.state.value(L, 2))
    }
}

private func enterTrace(_ L: OpaquePointer, isLimit: Bool) {
    // The state may be opening, so it must not be asked for its host.
    Unmanaged<LuaState>.fromOpaque(cplua_context(L))._withUnsafeGuaranteedRef { state in
        let levels = state.callLevels(L)
        if isLimit {
            state.limitTrace = levels
        } else {
            state.pendingTrace = levels
        }
    }
}

private func enterRelease(_ L: OpaquePointer, _ object: UnsafeMutableRawPointer) {
    // The state may be closing, so it must not be retained here.
    Unmanaged<LuaState>.fromOpaque(cplua_context(L))._withUnsafeGuaranteedRef { state in
        state.link.whileCollecting { Unmanaged<AnyObject>.fromOpaque(object).release() }
    }
}

extension LuaFrame {
    fileprivate func unknownField(of type: LuaClass, _ writing: CInt) -> LuaUnknownField {
        let key: String =
            switch value(2) {
            case .string(let text): text
            case .integer(let number): "[\(number)]"
            case let other: "[\(other.text ?? other.typeName)]"
            }
        let problems: [LuaUnknownField.Problem] = [.noSuchField, .noSuchFieldToAssign, .readOnly, .method]
        return LuaUnknownField(className: type.name, key: key, problem: problems[Int(writing)])
    }
}

extension LuaClass {
    fileprivate func operate(_ frame: inout LuaFrame, _ object: LuaObject, _ operation: cplua_operation) throws {
        switch operation {
        case CPLUA_LENGTH: frame.push(try declaration.length?(object) ?? 0)
        case CPLUA_CALL: try declaration.call?(&frame, object)
        case CPLUA_TOSTRING: frame.push(try declaration.text?(object) ?? name)
        case CPLUA_EQUAL: frame.push(declaration.equals?(object, try frame.object(1, of: self)) ?? false)
        case CPLUA_PAIRS: try declaration.pairs?(&frame, object)
        default: break
        }
    }
}
