import CPipelineLua

/// A handle to something of the host: its class and two integers that the class understands, such as a document's
/// slot and a token's index. Trivial to copy; valid while its generation lasts, if its class is bound to one. An object
/// of a light class has the first integer alone, from 0 to `UInt32.max`.
package struct LuaObject: Equatable {
    let classID: UInt32
    let generation: UInt32

    /// The first of the two integers.
    package let a: Int
    /// The second of the two integers.
    package let b: Int

    @inline(__always)
    init(_ content: UnsafePointer<cplua_object>) { self.init(content.pointee) }

    @inline(__always)
    init(_ content: cplua_object) {
        classID = content.class_id
        generation = content.generation
        a = Int(content.a)
        b = Int(content.b)
    }

    /// The object at a stack index, `nil` for any other value. Stack: 0.
    @inline(__always)
    init?(_ L: OpaquePointer, _ index: CInt) {
        var content = cplua_object()
        guard cplua_to_object(L, index, &content) else { return nil }
        self.init(content)
    }

    var content: cplua_object {
        cplua_object(class_id: classID, generation: generation, a: Int64(a), b: Int64(b))
    }

    /// Whether the object was made for `type`.
    package func isInstance(of type: LuaClass) -> Bool { classID == type.id }
}
