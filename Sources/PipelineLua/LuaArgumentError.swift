/// A call with an argument that the host function cannot take.
package struct LuaArgumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which argument, counted from 1; 0 for the value assigned to a field.
    package var position: Int
    /// The name of the called function, or of the field.
    package var function: String
    /// What is wrong, such as "string expected, got nil".
    package var problem: String

    package init(position: Int, function: String, problem: String) {
        self.position = position
        self.function = function
        self.problem = problem
    }

    package var description: String {
        position > 0
            ? "bad argument #\(position) to '\(function)' (\(problem))" : "bad value for '\(function)' (\(problem))"
    }
}
