import CPipelineLua

extension LuaState {
    /// Begins the time in which new objects of generation-bound classes are alive; objects made before are dead.
    package func beginGeneration() {
        advanceGeneration(by: 1)
    }

    /// Ends the life of every object of a generation-bound class made so far. A script that kept one gets an error
    /// with the class's own text, such as "document is no longer available".
    package func endGeneration() {
        advanceGeneration(by: 1)
    }

    /// Many generations at once; they are counted modulo 2²⁸.
    func advanceGeneration(by steps: UInt32) { cplua_advance_generation(host, steps) }
}
