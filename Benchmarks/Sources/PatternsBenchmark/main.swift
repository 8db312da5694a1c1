import Glibc
import PipelineCore
import PipelineExtract

/// Runs rules over tokens and prints one line of figures.
///
/// `PatternsBenchmark RULES TOKENS [UNIT] [COPIES] [PASSES] [CLAIM]`: a pattern a line; tokens between blanks, a
/// sentence a line; the unit of a match; how often the text is taken, and how many times it is gone through; the
/// capture for which the rules compete. With the unit `document` all is one document, else a document has 100 sentences.
/// Prints: rules, tokens of a pass, matches of a pass, seconds to load, processor time a token of the first pass and of
/// the median pass in ns, what the rules and the tables of one worker hold in kB, and the time of the fastest pass.
struct Options {
    var rules: [String]
    var lines: [Substring]
    var unit = MatchUnit.sentence
    var passes = 5
    var claim: String?

    init?(_ arguments: [String]) {
        guard arguments.count > 2, let rules = Measure.read(arguments[1]), let text = Measure.read(arguments[2]) else {
            return nil
        }
        self.rules = rules.split(separator: "\n").map(String.init)
        if arguments.count > 3 { unit = MatchUnit(arguments[3]) }
        let copies = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
        if arguments.count > 5 { passes = Int(arguments[5]) ?? passes }
        if arguments.count > 6 { claim = arguments[6] }
        let once = text.split(separator: "\n")
        lines = (0..<copies).flatMap { _ in once }
    }

    func documents() throws -> [Document] {
        let size = unit == .document ? max(1, lines.count) : 100
        return try stride(from: 0, to: lines.count, by: size).map { start in
            try Self.document(lines[start..<min(lines.count, start + size)])
        }
    }

    /// A document of the tokens between blanks.
    static func document(_ lines: ArraySlice<Substring>) throws -> Document {
        var document = Document(id: "d", text: DocumentText(lines.joined(separator: "\n")))
        var tokens = TokenTable()
        var sentences: [UInt32] = []
        var position = 0
        for line in lines {
            sentences.append(UInt32(tokens.count))
            for word in line.split(separator: " ", omittingEmptySubsequences: false) {
                if !word.isEmpty { tokens.append(position..<position + word.utf8.count) }
                position += word.utf8.count + 1
            }
        }
        try document.setTokens(tokens, sentenceStarts: sentences, paragraphStarts: sentences)
        return document
    }
}

func run(_ options: Options) throws {
    let documents = try options.documents()
    let before = Measure.residentKilobytes()
    let start = Measure.processorTime()
    let rules = options.rules.enumerated().map { Rule(name: "r\($0)", pattern: $1, claim: options.claim, label: "X") }
    let stage = try PatternStage(phases: [Phase(name: "p", policy: .all, within: options.unit, rules: rules)]) {
        $0.split(separator: " ").map(String.init)
    }
    var instance = stage.makeInstance(for: Worker())
    let load = Measure.processorTime() - start
    let tokens = documents.reduce(0) { $0 + $1.tokens.count }
    var times: [Double] = []
    var matches = 0
    for _ in 0..<options.passes {
        matches = 0
        var time = 0.0
        for document in documents {
            // Another document comes between, so that nothing of the last pass over this one is still in hand.
            var other = try Options.document(["x"])
            try instance.process(&other, StageContext(stage: "p"))
            var copy = document
            let start = Measure.processorTime()
            try instance.process(&copy, StageContext(stage: "p"))
            time += Measure.processorTime() - start
            matches += copy.annotations.count
        }
        times.append(time / Double(max(1, tokens)) * 1e9)
    }
    let held = Measure.residentKilobytes() - before
    let median = times.sorted()[times.count / 2]
    print(options.rules.count, tokens, matches, load, times[0], median, held, times.min() ?? 0)
}

guard let options = Options(CommandLine.arguments) else {
    print("PatternsBenchmark RULES TOKENS [UNIT] [COPIES] [PASSES] [CLAIM]")
    exit(2)
}
try run(options)
