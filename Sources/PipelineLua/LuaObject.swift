import CPipelineLua

/// A handle to something of the host: its class and two integers that the class understands, such as a document's
/// slot and a token's index. Trivial to copy; valid while its generation lasts, if its class is bound to one.
package struct LuaObject: Equatable {
    let classID: UInt32
    let generation: UInt32

    /// The first of the two integers.
    package let a: Int
    /// The second of the two integers.
    package let b: Int

    @inline(__always)
    init(_ content: UnsafePointer<cplua_object>) {
        classID = content.pointee.class_id
        generation = content.pointee.generation
        a = Int(content.pointee.a)
        b = Int(content.pointee.b)
    }

    var content: cplua_object {
        cplua_object(class_id: classID, generation: generation, a: Int64(a), b: Int64(b))
    }

    /// Whether the object was made for `type`.
    package func isInstance(of type: LuaClass) -> Bool { classID == type.id }
}
