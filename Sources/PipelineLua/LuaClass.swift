import CPipelineLua

package typealias LuaHostMethod = (inout LuaFrame, LuaObject) throws -> Void
package typealias LuaHostGetter = (inout LuaFrame, LuaObject, _ field: Int) throws -> Void

/// What scripts can do with one kind of host object. Declared once per state with ``LuaState/makeClass(_:)``.
package struct LuaClassDeclaration {
    /// What messages call an object, such as "token".
    package var name: String

    /// What a script reads when it uses an object whose generation has ended; `nil` for objects that live for ever.
    package var expiredMessage: String?

    /// Whether objects are numbers and no blocks of memory: making one costs nothing, and two of one number are the same
    /// table key. For classes whose objects need the first integer alone, from 0 to `UInt32.max`.
    package var isLight = false

    /// Field names with the number that the getter and the setter receive.
    package var fields: [(name: String, id: Int, isWritable: Bool)] = []

    /// Pushes the value of a field. The hot path: one call per access, no dictionary, no allocation.
    package var getter: LuaHostGetter = { _, _, _ in }

    /// Takes the value of a writable field, which is argument 1.
    package var setter: LuaHostGetter = { _, _, _ in }

    package var methods: [(name: String, body: LuaHostMethod)] = []

    /// Pushes the element at an integer key. With ``length`` it also makes `ipairs` and `pairs` walk from 1 to the length.
    package var index: ((inout LuaFrame, LuaObject, Int) throws -> Void)?

    package var length: ((LuaObject) throws -> Int)?

    /// The text that `tostring` gives; the name of the class otherwise.
    package var text: ((LuaObject) throws -> String)?

    /// Whether two objects of this class and generation are equal; by their two integers otherwise.
    package var equals: ((LuaObject, LuaObject) -> Bool)?

    /// Calls the object like a function; its arguments begin at 1.
    package var call: LuaHostMethod?

    /// Pushes an iterator function, its state and its first key.
    package var pairs: LuaHostMethod?

    /// Pushes the value of a key that is no field: for objects whose keys are data. Without it, such a key is an error.
    package var getMissing: ((inout LuaFrame, LuaObject, _ key: LuaValue) throws -> Void)?

    /// Takes the value, which is argument 1, of a key that is no field.
    package var setMissing: ((inout LuaFrame, LuaObject, _ key: LuaValue) throws -> Void)?

    /// The error for a field that does not exist or cannot be assigned; a plain sentence by default.
    package var unknown: ((LuaUnknownField) -> any Error) = { $0 }

    package init(name: String, expiredMessage: String? = nil) {
        self.name = name
        self.expiredMessage = expiredMessage
    }
}

/// A use of a field that a class does not offer.
package struct LuaUnknownField: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Problem: Hashable, Sendable {
        case noSuchField
        case noSuchFieldToAssign
        case readOnly
        case method
    }

    package var className: String
    /// The key as text; `[7]` or `[table]` if it is not a string.
    package var key: String
    package var problem: Problem

    package init(className: String, key: String, problem: Problem) {
        self.className = className
        self.key = key
        self.problem = problem
    }

    package var description: String {
        switch problem {
        case .noSuchField, .noSuchFieldToAssign: "\(className) has no field '\(key)'"
        case .readOnly: "field '\(key)' of \(className) is read-only"
        case .method: "'\(key)' is a method of \(className) and cannot be assigned"
        }
    }
}

/// A declared class, the key to making and recognising its objects.
package final class LuaClass {
    package let name: String
    let expiredMessage: String
    let declaration: LuaClassDeclaration
    // Copies of the hot closures: as constants of the class they are called without reference counting.
    let getter: LuaHostGetter
    let setter: LuaHostGetter
    let index: LuaHostGetter
    private(set) var id: UInt32 = 0
    private var storage: OpaquePointer?

    init(_ declaration: LuaClassDeclaration) {
        self.declaration = declaration
        name = declaration.name
        expiredMessage = declaration.expiredMessage ?? ""
        getter = declaration.getter
        setter = declaration.setter
        index = declaration.index ?? { _, _, _ in }
    }

    /// The C side of the class. Owned by the state and freed with it.
    var content: OpaquePointer {
        guard let storage else { preconditionFailure("class '\(name)' is not declared in a state") }
        return storage
    }

    func attach(_ content: OpaquePointer) {
        storage = content
        id = cplua_class_id(content)
    }
}
