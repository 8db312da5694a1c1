internal import PipelineCore

/// The stage `tag.model`: what a model of one's own says, for any language.
///
/// The kind of the model decides what is assigned: parts of speech, features and lemmas; lemmas alone; or names.
enum ModelTaggerStage {
    /// What a definition may say of the stage.
    static let component = Component<any Stage>(
        name: "tag.model", summary: "parts of speech and lemmas, or names, by a model of your own",
        options: [Option("file", .path, "the model, as `pipeline train` writes it", isRequired: true)],
        positional: "file",
        assigns: EnglishTaggerStage.Layer.allCases.flatMap(\.features)
    ) { options in
        do {
            let bytes = try SourceFile(path: options.path("file") ?? "").bytes
            if bytes.starts(with: LemmaModel.magic.utf8) {
                return LemmaModelStage(name: options.name, model: try LemmaModel(bytes), location: options.location)
            }
            let isTagger = bytes.starts(with: TaggerModel.magic.utf8)
            return try EnglishTaggerStage(
                name: options.name, layers: isTagger ? EnglishTaggerStage.Layer.standard : [.entities],
                model: isTagger ? TaggerModel(bytes) : nil, entities: isTagger ? nil : EntityModel(bytes),
                location: options.location)
        } catch {
            throw PipelineError(error, code: .definitionInvalid).at(location: options.location)
        }
    }
}
