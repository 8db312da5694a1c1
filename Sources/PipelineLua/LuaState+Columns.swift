import CPipelineLua

/// What the values of a column mean.
package enum LuaColumnKind {
    /// Numbers of interned strings, see ``LuaState/intern(_:)``.
    case strings
    case integers
    /// A field is true where the value shares a bit with the mask.
    case flags(UInt32)
    /// Numbers of objects of a light class.
    case objects(LuaClass)
}

/// Columns: what scripts read of light objects without a call into Swift.
extension LuaState {
    /// A value that the getter has to be asked for.
    package static var unknown: UInt32 { UInt32.max }

    /// A value that the getter has to be asked for each time, because no number stands for it.
    package static var unknowable: UInt32 { UInt32.max - 1 }

    /// Lets scripts read a field of the objects of a light class from a column, until the generation ends or another
    /// column is set. For ``unknown``, ``unknowable`` and objects beyond the column the getter is called as before.
    ///
    /// - Parameter values: one value an object, at a place that stays until the generation ends; the values themselves
    ///   may change at any time. `nil` takes the column away.
    package func setColumn(
        _ field: Int, of type: LuaClass, _ kind: LuaColumnKind, _ values: UnsafeBufferPointer<UInt32>?
    ) {
        let (code, mask): (cplua_column_kind, UInt32) =
            switch kind {
            case .strings: (CPLUA_STRINGS, 0)
            case .integers: (CPLUA_INTEGERS, 0)
            case .flags(let mask): (CPLUA_FLAGS, mask)
            case .objects(let type): (CPLUA_OBJECTS, cplua_class_light_number(type.content))
            }
        cplua_set_column(L, type.content, CInt(field), code, values?.baseAddress, UInt32(values?.count ?? 0), mask)
    }

    /// A list of what the values of a column mean, false where it is ``unknown`` or ``unknowable``.
    package func makeTable(_ kind: LuaColumnKind, _ values: UnsafeBufferPointer<UInt32>) -> LuaReference {
        let L = ready()
        let count = UInt32(clamping: values.count)
        switch kind {
        case .strings: cplua_push_column(L, CPLUA_STRINGS, values.baseAddress, count, 0)
        case .integers: cplua_push_column(L, CPLUA_INTEGERS, values.baseAddress, count, 0)
        case .flags(let mask): cplua_push_column(L, CPLUA_FLAGS, values.baseAddress, count, mask)
        case .objects: preconditionFailure("objects have lists of their own")
        }
        return takeReference(L)
    }

    /// Makes objects of `list` lists of the light objects 0 ..< count until the generation ends: `#`, `[i]`, `ipairs` and
    /// `pairs` then no longer call Swift.
    package func setElements(of list: LuaClass, to element: LuaClass, count: Int) {
        cplua_set_elements(L, list.content, element.content, UInt32(clamping: count))
    }

    /// The number of a string for columns; ``unknowable`` for one of more than 40 bytes, or when too many are interned.
    ///
    /// The string is kept for Lua, so that it crosses once, until ``makeRoomForStrings()`` drops all.
    @inline(__always)
    package func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
        return cplua_intern(L, start, bytes.count)
    }

    /// The number of a string for columns, as of its bytes.
    package func intern(_ text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { intern($0) }
    }

    /// The number of a string of any length for columns; ``unknowable`` when too many are kept.
    ///
    /// The string is kept for Lua until ``makeRoomForStrings()``.
    package func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
        return cplua_keep(L, start, bytes.count)
    }

    /// Drops the strings that are kept, and the interned ones if they are many.
    ///
    /// - Returns: whether the interned ones were dropped. Columns of strings and numbers that were kept no longer mean anything then.
    package func makeRoomForStrings() -> Bool { cplua_make_room_in_pool(L) }
}

extension LuaFrame {
    /// A string by its number.
    package mutating func push(interned number: UInt32) {
        if reserve() { cplua_push_interned(L, number) }
    }
}
