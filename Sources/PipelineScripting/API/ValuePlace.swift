internal import PipelineCore

/// A place in a document that holds a plain value: metadata or attributes, or something inside them.
struct ValuePlace {
    enum Root {
        case metadata
        case annotation(AnnotationID)
        case relation(Int)
    }

    enum Key: Hashable {
        case name(String)
        case position(Int)
    }

    let root: Root
    var keys: [Key] = []

    func appending(_ key: Key) -> ValuePlace { ValuePlace(root: root, keys: keys + [key]) }

    /// What the place holds; `nil` when there is nothing.
    func value(in document: Document) -> Value? {
        let whole: Value.Object? =
            switch root {
            case .metadata: document.metadata
            case .annotation(let id): document.annotation(id)?.attributes
            case .relation(let id): document.relation(id)?.attributes
            }
        return whole.flatMap { Self.value(at: keys[...], in: .object($0)) }
    }

    private static func value(at keys: ArraySlice<Key>, in value: Value) -> Value? {
        guard let key = keys.first else { return value }
        switch (key, value) {
        case (.name(let name), .object(let object)):
            return object[name].flatMap { Self.value(at: keys.dropFirst(), in: $0) }
        case (.position(let position), .array(let array)) where position >= 1 && position <= array.count:
            return Self.value(at: keys.dropFirst(), in: array[position - 1])
        default: return nil
        }
    }

    /// Puts a value at the place; `nil` takes a key away.
    ///
    /// - Throws: ``PipelineError`` when the place does not fit what is there.
    func assign(_ value: Value?, in document: inout Document) throws {
        func change(_ object: inout Value.Object) throws {
            var whole = Value.object(object)
            try Self.assign(value, at: keys[...], in: &whole)
            if case .object(let changed) = whole { object = changed }
        }
        switch root {
        case .metadata: try change(&document.metadata)
        case .annotation(let id):
            guard document.annotation(id) != nil else { throw PipelineError.script("the span has been removed") }
            try document.updateAttributes(of: id, change)
        case .relation(let id):
            guard document.relation(id) != nil else {
                throw PipelineError.script("the relation has been removed")
            }
            try document.updateAttributes(ofRelation: id, change)
        }
    }

    private static func assign(_ new: Value?, at keys: ArraySlice<Key>, in value: inout Value) throws {
        guard let key = keys.first else {
            value = new ?? .null
            return
        }
        switch (key, value) {
        case (.name(let name), .object(var object)):
            if keys.count == 1 {
                object[name] = new
            } else {
                var inner = object[name] ?? .object([:])
                try assign(new, at: keys.dropFirst(), in: &inner)
                object[name] = inner
            }
            value = .object(object)
        case (.position(let position), .array(var array))
        where new == nil && keys.count == 1 && position >= max(1, array.count) && position <= array.count + 1:
            // As in Lua, nil at the end of a list makes it shorter.
            array.removeSubrange((position - 1)...)
            value = .array(array)
        case (.position(let position), .array(var array)) where position >= 1 && position <= array.count + 1:
            if position > array.count { array.append(.null) }
            try assign(new ?? .null, at: keys.dropFirst(), in: &array[position - 1])
            value = .array(array)
        default:
            let isEmptyTable = if case (.position, .object(let object)) = (key, value) { object.isEmpty } else { false }
            throw PipelineError.script(
                "the key does not fit: what is there is \(value.kind)",
                remedy: isEmptyTable ? "a list that is empty at first is pipeline.array {}" : nil)
        }
    }
}
