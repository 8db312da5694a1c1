public import PipelineCore

/// Reads mails as they are sent (`.eml`): a file is a document. The text is the plain form of the mail, or its HTML without
/// marks; subject, sender, recipients, date and the names of attachments become metadata.
public struct MailReader: Reader {
    /// Files, folders (all `.eml` below them), patterns, or `-` for standard input.
    public let paths: [String]

    /// A reader of paths.
    public init(paths: [String]) { self.paths = paths }

    private static let suffixes = [".eml"]
    private static let keys = ["subject", "from", "to", "cc", "date", "message-id", "in-reply-to"]

    /// `read.mail`
    public static let component = Component<any Reader>(
        name: "mail", summary: "mails (.eml): the text, with subject, sender, recipients and date",
        options: [InputFiles.option],
        positional: "path", suffixes: Self.suffixes
    ) { MailReader(paths: $0.inputs) }

    /// Metadata.
    public var assigns: [Feature] { [.metadata] }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: Self.suffixes)) { (file) throws(PipelineError) in
            let mail = try MailMessage(try file.openExpanded().readAll(file.limits))
            var metadata = Value.Object()
            for key in Self.keys {
                guard let value = mail.header[key] else { continue }
                metadata[key.replacing("-", with: "_")] = .string(TransferEncoding.words(value))
            }
            if !mail.attachments.isEmpty { metadata["attachments"] = .array(mail.attachments.map(Value.string)) }
            return Document(
                id: file.stem, source: file.source, language: mail.header["content-language"] ?? mail.language,
                metadata: metadata, text: DocumentText(mail.text))
        }
    }
}
