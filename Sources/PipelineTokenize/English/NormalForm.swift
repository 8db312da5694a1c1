/// The normal forms that differ from lower case, as the scanner notes them.
enum NormalForm: UInt8, CaseIterable {
    case not
    case will
    case are
    case have
    case am
    case can
    case wouldBe
    case possessive
    case to
    case going
    case doubleQuote
    case singleQuote

    /// The form as it stands in the column.
    var text: String {
        switch self {
        case .not: "not"
        case .will: "will"
        case .are: "are"
        case .have: "have"
        case .am: "am"
        case .can: "can"
        case .wouldBe: "'d"
        case .possessive: "'s"
        case .to: "to"
        case .going: "going"
        case .doubleQuote: "\""
        case .singleQuote: "'"
        }
    }
}
