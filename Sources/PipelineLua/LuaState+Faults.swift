import CPipelineLua

/// Faults on demand, so that tests can show that no refused allocation does harm.
extension LuaState {
    /// Makes the next state that this thread opens fail its n-th allocation; a failed allocation reaches the memory limit.
    package static func failAllocation(_ n: Int) {
        cplua_fail_allocation(Int64(n))
    }

    /// The bytes that the state closed last by this thread had not freed.
    package static var bytesLeft: Int { cplua_bytes_left() }
}
