public import PipelineCore

/// The formats that come with the pipeline. A new one is one more line here.
public enum Formats {
    /// What can be read.
    public static let readers = Registry<any Reader>([
        TextReader.component,
        JSONLinesReader.component,
        JSONReader.component,
        DelimitedReader.component,
        DelimitedReader.tabComponent,
        ConlluReader.component,
        IOBReader.component,
        BratReader.component,
        MarkdownReader.component,
        HTMLReader.component,
        MailReader.component,
        ArchiveReader.component,
    ])

    /// What can be written.
    public static let writers = Registry<any Writer>([
        JSONLinesWriter.component,
        SummaryWriter.component,
        HTMLWriter.component,
        DelimitedWriter.component,
        DelimitedWriter.tabComponent,
        ConlluWriter.component,
        BratWriter.component,
        SQLiteWriter.component,
    ])
}
