/// The version of what scripts may call, for plugins that need something of it.
///
/// The first number changes when scripts have to change; the second when something is added.
struct ScriptAPIVersion: Equatable, Sendable, CustomStringConvertible {
    static let current = ScriptAPIVersion(major: 1, minor: 0)

    let major: Int
    let minor: Int

    init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `1` or `1.0`.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(SemanticVersion.number)
        guard parts.count <= 2, let first = parts.first, let major = first else { return nil }
        guard let minor = parts.count == 2 ? parts[1] : 0 else { return nil }
        self.init(major: major, minor: minor)
    }

    /// Whether scripts that were written for a version run.
    func runs(_ other: ScriptAPIVersion) -> Bool { major == other.major && minor >= other.minor }

    var description: String { "\(major).\(minor)" }
}

/// The form of versions (semver.org).
enum SemanticVersion {
    /// Whether a text is a version such as `1.4.0` or `2.0.0-beta.1`.
    static func isValid(_ text: String) -> Bool {
        let core = text.prefix { $0 != "-" && $0 != "+" }
        let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers.allSatisfy({ number($0) != nil }) else { return false }
        let rest = text.dropFirst(core.count)
        return rest.isEmpty
            || rest.dropFirst().split(separator: "+", omittingEmptySubsequences: false)
                .allSatisfy { part in
                    part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { identifier in
                        !identifier.isEmpty && identifier.utf8.allSatisfy { isIdentifier($0) }
                    }
                }
    }

    /// A number without sign and leading zero.
    static func number(_ text: some StringProtocol) -> Int? {
        guard text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return nil }
        return text.hasPrefix("0") && text.utf8.count > 1 ? nil : Int(text)
    }

    private static func isIdentifier(_ byte: UInt8) -> Bool {
        let scalar = Unicode.Scalar(byte)
        return scalar == "-" || scalar.isASCII && scalar.properties.isAlphabetic || (0x30...0x39).contains(byte)
    }
}
