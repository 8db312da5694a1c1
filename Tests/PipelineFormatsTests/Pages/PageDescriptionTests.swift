import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("What pages say of themselves")
struct PageDescriptionTests {
    private func about(_ html: String) throws -> String {
        let about = try Page(Array(html.utf8)).about
        return "\(about.language ?? "-") \(Value.object(about.metadata).json)"
    }

    @Test(
        arguments: [
            ("<p>nothing", "- {}"),
            ("<html lang='en-GB'><title> A \n title </title>", #"en-GB {"title":"A title"}"#),
            (
                "<title>Site - T</title><meta property='og:title' content='T'><meta property='og:locale' content='de_AT'>",
                #"de-AT {"title":"T"}"#
            ),
            (
                "<meta name=author content='A. B.'><meta name=date content=2020-01-02><link rel=canonical href='http://x/y'>",
                #"- {"author":"A. B.","date":"2020-01-02","url":"http://x/y"}"#
            ),
            (
                "<meta property='article:author' content='https://x/a'><time datetime='2021-05-06T07:08Z'>then</time>",
                #"- {"date":"2021-05-06T07:08Z"}"#
            ),
            (
                """
                <title>t</title><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"H",
                "datePublished":"2022-02-03","author":[{"name":"A"},{"name":"B"}],"inLanguage":"en"}]}</script>
                """, #"en {"title":"H","author":"A, B","date":"2022-02-03"}"#
            ),
            (#"<script type="application/ld+json">{broken</script><title>t</title>"#, #"- {"title":"t"}"#),
        ])
    func theBestOfSeveralCounts(_ html: String, _ expected: String) throws {
        #expect(try about(html) == expected)
    }
}
