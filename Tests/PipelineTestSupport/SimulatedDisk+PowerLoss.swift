internal import PipelineCore

extension SimulatedDisk {
    /// What a loss of power leaves of what was not synced.
    package enum Loss: Sendable, CaseIterable {
        case everything, nothing, contents, names, allButJournal, journal, zeros, torn, random1, random2, random3
    }

    /// What is on the disk when the power goes after so many effects.
    package func image(afterLosing loss: Loss, at count: Int, seed: UInt64 = 0) -> Image {
        let effects = effects.prefix(count)
        var random = SeededRandom(seed: seed &+ UInt64(count) &* 31 &+ UInt64(Loss.allCases.firstIndex(of: loss) ?? 0))
        var state = State(folders: start.folders, marks: [:])
        var nodes = Set<Int>()
        for (name, bytes) in start.files.sorted(by: { $0.key < $1.key }) {
            state.names[name] = state.contents.count
            state.contents.append(bytes)
        }
        let journals = Set(
            effects.compactMap { effect in
                if case .create(let name, let node) = effect, name.contains("/journal") { return node }
                return nil
            } + start.files.keys.filter { $0.hasSuffix("/journal") }.compactMap { state.names[$0] })
        for (index, effect) in effects.enumerated() {
            if case .create(_, let node) = effect, node == state.contents.count, nodes.insert(node).inserted {
                state.contents.append([])
            }
            let isSafe = Self.isSynced(effect, in: effects[(index + 1)...])
            let kept = isSafe ? effect : Self.kept(effect, loss, journals, &random)
            if let kept { state.applyAfterLoss(kept) }
        }
        return state.image
    }

    /// Whether a later effect made this one safe.
    private static func isSynced(_ effect: Effect, in later: ArraySlice<Effect>) -> Bool {
        later.contains { other in
            switch (effect, other) {
            case (_, .syncAll): true
            case (.write(let node, _, _), .sync(let synced)), (.truncate(let node, _), .sync(let synced)):
                node == synced
            case (.create(let path, _), .syncFolder(let folder)), (.folder(let path), .syncFolder(let folder)),
                (.rename(_, let path), .syncFolder(let folder)), (.remove(let path), .syncFolder(let folder)):
                Path.directory(of: path) == folder
            default: false
            }
        }
    }

    private static func kept(
        _ effect: Effect, _ loss: Loss, _ journals: Set<Int>, _ random: inout SeededRandom
    ) -> Effect? {
        let isJournal: Bool
        let isContent: Bool
        switch effect {
        case .write(let node, _, _), .truncate(let node, _): (isContent, isJournal) = (true, journals.contains(node))
        default: (isContent, isJournal) = (false, false)
        }
        switch loss {
        case .everything: return nil
        case .nothing: return effect
        case .contents: return isContent ? nil : effect
        case .names: return isContent ? effect : nil
        case .allButJournal: return !isContent || isJournal ? effect : nil
        case .journal: return !isContent || !isJournal ? effect : nil
        case .zeros, .torn:
            guard case .write(let node, let offset, let bytes) = effect else { return effect }
            let zeros = [UInt8](repeating: 0, count: bytes.count)
            let torn = bytes.prefix(bytes.count / 2) + zeros[(bytes.count / 2)...]
            return .write(node: node, offset: offset, bytes: loss == .zeros ? zeros : Array(torn))
        case .random1, .random2, .random3: return Bool.random(using: &random) ? effect : nil
        }
    }
}

extension SimulatedDisk.State {
    /// Effects before this one may be missing.
    fileprivate mutating func applyAfterLoss(_ effect: SimulatedDisk.Effect) {
        switch effect {
        case .write(let node, let offset, let bytes):
            let missing = offset + bytes.count - contents[node].count
            if missing > 0 { contents[node] += [UInt8](repeating: 0, count: missing) }
            contents[node].replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        case .rename(let path, let other):
            if let node = names.removeValue(forKey: path) { names[other] = node }
        case .truncate(let node, let length):
            if contents[node].count > length { contents[node] = Array(contents[node].prefix(length)) }
        default: apply(effect)
        }
    }

    /// Files in folders that are lost are lost.
    fileprivate var image: SimulatedDisk.Image {
        func isThere(_ folder: String) -> Bool {
            folder == "." || (folders.contains(folder) && isThere(Path.directory(of: folder)))
        }
        var image = SimulatedDisk.Image()
        image.folders = folders.filter(isThere)
        for (name, node) in names where isThere(Path.directory(of: name)) { image.files[name] = contents[node] }
        return image
    }
}
