internal import PipelineCore

/// What a script may use of a document in one stage. `limits = { time = "2s", memory = "64MB", output = "16MB" }`
public struct Limits: Sendable, Hashable {
    private static let keys = ScriptAPI.limits.fields.map(\.name)
    private static let timeUnits: [String: Double] = ["ms": 0.001, "s": 1, "m": 60]
    private static let sizeUnits: [String: Double] = ["KB": 0x1p10, "MB": 0x1p20, "GB": 0x1p30]

    /// How long it may run: 2 s by default.
    public var time: Duration = .seconds(2)
    /// The bytes that it may hold: 64 MB by default. KB, MB and GB are powers of 1024.
    public var memory = 64 << 20
    /// The bytes that it may add to a document: 16 MB by default.
    public var output = 16 << 20

    /// The limits that hold where nobody says otherwise.
    public init() {}

    /// Reads what a person wrote; what is not named is as before.
    ///
    /// - Parameters:
    ///   - owner: whose limits they are, for messages.
    ///   - base: the limits around.
    /// - Throws: ``PipelineError`` for a key that is no limit, a number without a unit, or a limit of nothing.
    init(_ setting: Setting, of owner: String, over base: Limits, at location: SourceLocation) throws(PipelineError) {
        self = base
        func invalid(_ message: String, remedy: String? = nil) -> PipelineError {
            PipelineError(.definitionInvalid, message, remedy: remedy, location: location)
        }
        guard let table = setting.table, table.items.isEmpty else {
            throw invalid(
                "'limits' of \(owner) is a table of names", remedy: #"limits = { time = "2s", memory = "64MB" }"#)
        }
        for (key, setting) in table.fields.sorted(by: { $0.key < $1.key }) {
            guard Self.keys.contains(key) else {
                throw invalid("\(owner) has no limit '\(key)'", remedy: Suggestion.remedy(for: key, among: Self.keys))
            }
            let isTime = key == "time"
            let amount: Double
            do {
                amount = try Self.amount(setting, isTime ? Self.timeUnits : Self.sizeUnits)
            } catch {
                throw invalid("limit '\(key)' of \(owner) \(error.problem)", remedy: error.remedy(isTime: isTime))
            }
            switch key {
            case "time": time = .microseconds(Int64((amount * 1_000_000).rounded()))
            case "memory": memory = Int(amount)
            default: output = Int(amount)
            }
        }
    }

    /// Why something is no amount.
    private enum Mistake: Error {
        case noUnit(Double)
        case unreadable(String)
        case nothing
        case tooMuch

        var problem: String {
            switch self {
            case .noUnit: "is a number without a unit"
            case .unreadable(let text): "is \(text), which cannot be read"
            case .nothing: "is nothing; a script could not begin"
            case .tooMuch: "is more than a limit can be"
            }
        }

        func remedy(isTime: Bool) -> String? {
            switch self {
            case .noUnit(let number):
                let digits = number == number.rounded() && abs(number) < 0x1p53 ? "\(Int(number))" : "\(number)"
                return isTime ? "say \"\(digits)s\" or \"\(digits)ms\"" : "say \"\(digits)MB\" or \"\(digits)KB\""
            case .unreadable:
                return isTime
                    ? "a time is a number with ms, s or m, such as \"500ms\""
                    : "a size is a number with KB, MB or GB, such as \"64MB\""
            case .nothing: return nil
            case .tooMuch: return isTime ? "at most \"1440m\"" : "at most \"1024GB\""
            }
        }
    }

    /// In seconds or bytes.
    private static func amount(_ setting: Setting, _ units: [String: Double]) throws(Mistake) -> Double {
        if let number = setting.value?.double { throw .noUnit(number) }
        guard let text = setting.string else { throw .unreadable("a \(setting.kind)") }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Double(digits), let factor = units[String(unit)] else { throw .unreadable("\"\(text)\"") }
        let amount = number * factor
        // What rounds to nothing is nothing; a day and a terabyte are more than anybody means.
        guard units["s"] != nil ? amount >= 0.000_001 : amount >= 1 else { throw .nothing }
        guard amount <= (units["s"] != nil ? 86_400 : 0x1p40) else { throw .tooMuch }
        return amount
    }
}
