import PipelineCore
import PipelineTokenize
import Testing

@Suite("tokenize.english")
struct EnglishTokenizerStageTests {
    private func strings(_ items: [String]) -> Setting { .table(.init(items: items.map { .value(.string($0)) })) }

    @Test func theUsersAbbreviationsAndExceptionsCount() throws {
        let table = Setting.Table(fields: [
            "abbreviations": strings(["Obs.", "Kommissionsmitgl"]),
            "exceptions": .table(
                .init(fields: [
                    "ad-hoc": strings(["ad-hoc"]), "Yahoo!": strings(["Yahoo!"]), "dunno": strings(["du", "n", "no"]),
                ])),
        ])
        let document = try run(
            "tokenize.english", table, on: "Obs. Unit and Kommissionsmitgl. Grey met ad-hoc at Yahoo! in, dunno.")
        let tokens = (0..<document.tokens.count).map(document.tokenText)
        #expect(
            tokens.joined(separator: " ")
                == "Obs. Unit and Kommissionsmitgl. Grey met ad-hoc at Yahoo! in , du n no .")
        #expect(document.sentences.count == 1)
    }

    @Test func anExceptionMustBeMadeUpOfItsPieces() throws {
        let table = Setting.Table(fields: ["exceptions": .table(.init(fields: ["abc": strings(["ab", "d"])]))])
        let error = try #require(throws: PipelineError.self) { try EnglishTokenizerStage.component.make(from: table) }
        #expect(error.code == .definitionInvalid)
        #expect(error.message.contains("abc"))
    }

    @Test func splitCutsALiteralOfARule() {
        #expect(EnglishTokenizer().split("Dr.") == ["Dr."])
        #expect(EnglishTokenizer().split("the end.") == ["the", "end", "."])
        #expect(EnglishTokenizer().split("") == [])
        #expect(EnglishTokenizer().split("can't, U.S.-based") == ["ca", "n't", ",", "U.S.", "-", "based"])
    }

    @Test(arguments: ["Mr.", "U.N.", "S.A.", "Brig. Gen."])
    func aLiteralKeepsTheStopOfItsAbbreviation(_ literal: String) {
        #expect(EnglishTokenizer().split(literal) == literal.split(separator: " ").map(String.init))
    }

    @Test func theLastStopOfALiteralIsATokenOfItsOwnElsewhere() {
        #expect(EnglishTokenizer().split("He left.") == ["He", "left", "."])
        #expect(EnglishTokenizer().split(".") == ["."])
        #expect(EnglishTokenizer().split("...") == ["..."])
    }
}
