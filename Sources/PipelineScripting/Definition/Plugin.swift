/// A plugin that a definition uses, as its manifest `plugin.json` describes it.
public struct Plugin: Sendable, Hashable {
    /// The name, which is that of its folder.
    public var name: String
    /// Its version (semver.org).
    public var version: String
    /// The version of the script API that it was written for.
    public var api: String
    /// What it does, in a line.
    public var description: String?
    /// An SPDX licence identifier.
    public var license: String?
    /// The stages that it offers.
    public var stages: [String] = []
    /// What it needs the definition to grant, such as `read:data/`.
    public var capabilities: [String] = []
    /// Its phrase lists, as paths in its folder.
    public var lists: [String] = []
    /// Its tests, as paths in its folder.
    public var tests: [String] = []
    /// Its folder.
    public var path: String
}
