import Pipeline

/// A stage in Swift: annotates every number.
///
/// It keeps nothing between documents, so it is its own instance.
struct NumberStage: Stage, StageInstance {
    let name = "numbers"
    let requires: [Feature] = [.tokens]
    let assigns: [Feature] = [.layer("numbers")]

    func process(_ document: inout Document, _ context: StageContext) throws {
        let provenance = Provenance(stage: context.stage, rule: "like-num")
        for token in 0..<document.tokens.count
        where LexicalAttributes.flags(document.tokenText(token)).contains(.likeNum) {
            try document.annotate(
                tokens: token..<token + 1, layer: "numbers", label: "NUMBER", provenance: provenance)
        }
    }
}
