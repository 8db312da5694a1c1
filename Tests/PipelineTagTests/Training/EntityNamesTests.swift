import Testing

@testable import PipelineTag

struct EntityNamesTests {
    @Test func aNameIsWhatStandsAroundAProperNoun() {
        let text = """
            1\tthe\tthe\tDET\tDT\t_\t3\tdet\t_\tEntity=(1-place-new
            2\told\told\tADJ\tJJ\t_\t3\tamod\t_\t_
            3\tYork\tYork\tPROPN\tNNP\t_\t0\troot\t_\tEntity=1)
            4\tAnna\tAnna\tPROPN\tNNP\t_\t3\tdep\t_\tEntity=(2-person-new)
            5\tship\tship\tNOUN\tNN\t_\t3\tdep\t_\tEntity=(3-object-new)
            """
        let marks = EntityNames.documents(Array(text.utf8))[0][0].map(\.mark)
        #expect(marks == ["O", "O", "B-LOC", "B-PER", "O"])
    }
}
