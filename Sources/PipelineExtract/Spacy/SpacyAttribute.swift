internal import PipelineCore

/// The attributes that a token pattern of spaCy may test, and what stands for them here.
enum SpacyAttribute: Sendable {
    /// A string: the attribute of our patterns that holds it, where one value can be looked up, and the field of the raw
    /// value for all other tests.
    case string(Atom.Attribute, TokenPredicate.Field)
    /// True or false.
    case flag(LexicalFlags)
    /// True or false by the place of the token.
    case place(DerivedValue)
    case length
    case entityPosition
    /// What spaCy knows and the pipeline does not, with the reason.
    case missing(String)

    /// By name, in capitals.
    static let byName: [String: SpacyAttribute] = {
        var attributes: [String: SpacyAttribute] = [
            "ORTH": .string(.text, .value), "TEXT": .string(.text, .value), "LOWER": .string(.lower, .lower),
            "NORM": .string(.norm, .value), "SHAPE": .string(.shape, .shape),
            "LEMMA": .string(.column(.lemma), .value), "POS": .string(.column(.upos), .value),
            "TAG": .string(.column(.xpos), .value), "MORPH": .string(.column(.feats), .features),
            "ENT_TYPE": .string(.entity, .value), "ENT_ID": .string(.derived(.entityIdentity), .value),
            "ENT_IOB": .entityPosition, "LENGTH": .length, "SPACY": .place(.spacing),
            "SENT_START": .place(.sentenceStart), "IS_SENT_START": .place(.sentenceStart),
            "DEP": .missing("it needs a dependency parser"),
            "ENT_KB_ID": .missing("it needs a component that links entities"),
        ]
        for (name, flag) in LexicalFlags.byName { attributes[name.uppercased()] = .flag(flag) }
        return attributes
    }()

    /// The raw value for tests that look nothing up: `lower` and `shape` are made of the text.
    static func source(of attribute: Atom.Attribute) -> Atom.Attribute {
        switch attribute {
        case .lower, .shape: .text
        default: attribute
        }
    }
}

/// What is wrong with a pattern of spaCy.
struct SpacyProblem: Error {
    var message: String
    var remedy: String?

    init(_ message: String, remedy: String? = nil) {
        self.message = message
        self.remedy = remedy
    }
}
