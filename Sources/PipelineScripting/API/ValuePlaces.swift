internal import PipelineCore
internal import PipelineLua

/// What the value proxies of the document at hand lead to, by the numbers that the proxies hold.
///
/// Metadata and attributes have numbers of their own, so that reading `doc.meta` a million times takes no memory; places
/// inside them are numbered when a script first reaches them.
struct ValuePlaces {
    private struct Step: Hashable {
        let parent: Int
        let key: ValuePlace.Key
    }

    private static let firstAnnotation = 1 << 31
    private static let firstRelation = 3 << 30

    private var places = [ValuePlace(root: .metadata)]
    private var numbers: [Step: Int] = [:]

    mutating func removeAll() {
        guard places.count > 1 else { return }
        places.removeSubrange(1...)
        numbers.removeAll(keepingCapacity: true)
    }

    func number(of root: ValuePlace.Root) -> Int {
        switch root {
        case .metadata: 0
        case .annotation(let id): Self.firstAnnotation + id.number
        case .relation(let id): Self.firstRelation + id
        }
    }

    mutating func number(of key: ValuePlace.Key, in parent: Int) -> Int {
        let step = Step(parent: parent, key: key)
        if let known = numbers[step] { return known }
        places.append(self[parent].appending(key))
        numbers[step] = places.count - 1
        return places.count - 1
    }

    subscript(number: Int) -> ValuePlace {
        if number >= Self.firstRelation { return ValuePlace(root: .relation(number - Self.firstRelation)) }
        if number >= Self.firstAnnotation {
            return ValuePlace(root: .annotation(AnnotationID(number: number - Self.firstAnnotation)))
        }
        return places[number]
    }
}

extension ScriptState {
    func place(_ number: Int) -> ValuePlace { places[number] }

    /// Pushes what stands under a key: a scalar as it is, an object or array as a proxy.
    ///
    /// - Throws: ``PipelineError`` for an attribute that the layer does not have.
    func push(_ key: ValuePlace.Key, of parent: Int, to frame: inout LuaFrame) throws {
        switch places[parent].appending(key).value(in: document) {
        case nil:
            try checkAbsent(key, in: places[parent])
            frame.pushNil()
        case .array, .object: frame.push(classes.value, places.number(of: key, in: parent))
        case let scalar?: frame.push(luaValue(scalar))
        }
    }

    /// Pushes a proxy for metadata or attributes.
    func pushProxy(_ root: ValuePlace.Root, to frame: inout LuaFrame) {
        frame.push(classes.value, places.number(of: root))
    }
}
