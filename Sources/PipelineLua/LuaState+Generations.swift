import CPipelineLua

extension LuaState {
    /// Begins the time in which new objects of generation-bound classes are alive; objects made before are dead.
    package func beginGeneration() {
        cplua_next_generation(host)
    }

    /// Ends the life of every object of a generation-bound class made so far. A script that kept one gets an error
    /// with the class's own text, such as "document is no longer available".
    package func endGeneration() {
        cplua_next_generation(host)
    }
}
