import CPipelineLua

/// Keeps a table, a function or another Lua value alive from Swift.
///
/// Released with the last copy; harmless after its state has closed. Confined to the worker of its state.
package final class LuaReference {
    let link: LuaLink
    let slot: CInt

    init(link: LuaLink, slot: CInt) {
        self.link = link
        self.slot = slot
    }

    deinit {
        link.release(slot)
    }
}

/// The way from a reference back to its state, dead once the state has closed.
///
/// It is an object of its own so that a reference held by a host function does not keep the state alive in a circle.
final class LuaLink {
    var host: OpaquePointer?
    private var deferred: [CInt] = []
    private var deferring = false

    func release(_ slot: CInt) {
        guard let host else { return }
        if deferring {
            deferred.append(slot)
        } else {
            cplua_release_reference(host, slot)
        }
    }

    /// Runs `body`, which a finalizer of Lua has called. The registry is left alone until the collector is done.
    func whileCollecting(_ body: () -> Void) {
        let outer = deferring
        deferring = true
        body()
        deferring = outer
    }

    func releaseDeferred() {
        guard let host, !deferring, !deferred.isEmpty else { return }
        for slot in deferred {
            cplua_release_reference(host, slot)
        }
        deferred.removeAll(keepingCapacity: true)
    }
}
