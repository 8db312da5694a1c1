import CPipelineLua

extension LuaState {
    /// Declares a class in this state. It lives as long as the state.
    ///
    /// - Precondition: a light class is bound to generations, has no equality of its own, and is one of eight.
    package func makeClass(_ declaration: LuaClassDeclaration) -> LuaClass {
        let type = LuaClass(declaration)
        classes.append(type)
        let L = ready()
        if declaration.isLight {
            precondition(cplua_has_room_for_light_class(L), "a state has eight light classes at most")
            precondition(
                declaration.expiredMessage != nil && declaration.equals == nil,
                "light objects are bound to a generation and equal when their numbers are")
        }
        let content = cplua_class_begin(
            L, declaration.name, type.expiredMessage, declaration.expiredMessage != nil, declaration.isLight,
            Unmanaged.passUnretained(type).toOpaque())
        type.attach(content)
        for field in declaration.fields {
            cplua_class_field(L, content, field.name, CInt(field.id), field.isWritable)
        }
        for method in declaration.methods {
            let box = LuaMethodBox(method.name, method.body) as AnyObject
            cplua_class_method(L, content, method.name, Unmanaged.passRetained(box).toOpaque())
        }
        cplua_class_end(L, content, CInt(declaration.operations))
        return type
    }

    /// A new object outside of a callback, in the current generation.
    package func makeObject(_ type: LuaClass, _ a: Int, _ b: Int = 0) -> LuaValue {
        let content = cplua_object(
            class_id: type.id, generation: cplua_generation(host), a: Int64(a), b: Int64(b))
        return withUnsafePointer(to: content) { .object(LuaObject($0)) }
    }

    /// A new object outside of a callback that owns something of the host: `owned` is released when Lua drops the object.
    ///
    /// As a value it is ``LuaValue/other(_:)``, so that it lives on wherever it is kept.
    /// - Precondition: the class is not light.
    package func makeObject(_ type: LuaClass, _ a: Int, owning owned: AnyObject) -> LuaReference {
        precondition(!type.declaration.isLight, "light objects own nothing")
        let L = ready()
        cplua_push_owner(L, type.content, Int64(a), Unmanaged.passRetained(owned).toOpaque())
        return takeReference(L)
    }

    /// The class of an object.
    package func type(of object: LuaObject) -> LuaClass { classes[Int(object.classID)] }

    /// Whether the object may still be used.
    package func isCurrent(_ object: LuaObject) -> Bool {
        withUnsafePointer(to: object.content) { cplua_is_current(L, $0) }
    }
}

extension LuaClassDeclaration {
    /// The operators that the declaration offers, as the C side counts them.
    var operations: UInt32 {
        var mask: UInt32 = 0
        if length != nil { mask |= CPLUA_LENGTH.rawValue }
        if call != nil { mask |= CPLUA_CALL.rawValue }
        if text != nil { mask |= CPLUA_TOSTRING.rawValue }
        if equals != nil { mask |= CPLUA_EQUAL.rawValue }
        if pairs != nil { mask |= CPLUA_PAIRS.rawValue }
        if index != nil { mask |= CPLUA_INDEX.rawValue }
        return mask
    }
}
