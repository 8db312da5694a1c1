import Glibc
import PipelineCore
import PipelineExtract

/// Finds the phrases of a list in tokens and prints one line of figures.
///
/// `PhrasesBenchmark LIST TOKENS [PASSES]`: a file with a phrase a line, its words between blanks, or a compiled list;
/// tokens between blanks, a sentence a line, 100 sentences a document. With `-o FILE` in place of TOKENS the list is
/// compiled.
/// Prints: phrases, tokens of a pass, matches of a pass, wall time to open the list in ms, processor time a token of the
/// first pass and of the median pass in ns, the bytes of the list, the distinct texts of tokens, and the time of the median
/// pass when another stage of the worker has numbered the words of the document before, as spaCy's tokenizer has.
enum Benchmark {
    static func documents(_ text: String) throws -> [Document] {
        let lines = text.split(separator: "\n")
        return try stride(from: 0, to: lines.count, by: 100).map { start in
            try document(lines[start..<min(lines.count, start + 100)])
        }
    }

    /// A document of the tokens between blanks.
    static func document(_ lines: ArraySlice<Substring>) throws -> Document {
        var document = Document(id: "d", text: DocumentText(lines.joined(separator: "\n")))
        var tokens = TokenTable()
        var start = 0
        for (index, byte) in (document.text.bytes + [UInt8(ascii: "\n")]).enumerated() where byte == 32 || byte == 10 {
            if index > start { tokens.append(start..<index) }
            start = index + 1
        }
        try document.setTokens(tokens)
        return document
    }

    static func split(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    static func open(_ path: String) throws -> PhraseList {
        path.hasSuffix(".phrases")
            ? try PhraseList(compiled: path) : try PhraseList(contentsOf: path, split: { split($0) })
    }

    static func wallTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func run(_ list: PhraseList, opened: Double, _ documents: [Document], passes: Int) throws {
        let tokens = documents.reduce(0) { $0 + $1.tokens.count }
        let (times, matches) = try time(list, documents, passes: passes, isNumbered: false)
        let (numbered, _) = try time(list, documents, passes: passes, isNumbered: true)
        let distinct = Set(documents.flatMap { document in document.tokens.starts.indices.map(document.tokenText) })
        print(
            list.count, tokens, matches, opened * 1000, times[0], times.sorted()[passes / 2], list.footprint,
            distinct.count, numbered.sorted()[passes / 2])
    }

    /// The time a token of each pass, and the matches of one.
    static func time(
        _ list: PhraseList, _ documents: [Document], passes: Int, isNumbered: Bool
    ) throws -> (times: [Double], matches: Int) {
        let worker = Worker()
        var earlier = PhraseStage(list: PhraseList(entries: []), label: "Y").makeInstance(for: worker)
        var instance = PhraseStage(list: list, label: "X", policy: .all).makeInstance(for: worker)
        let tokens = documents.reduce(0) { $0 + $1.tokens.count }
        var times: [Double] = []
        var matches = 0
        for _ in 0..<passes {
            matches = 0
            var time = 0.0
            for document in documents {
                // Another document comes between, so that nothing of the last pass over this one is still in hand.
                var other = try Self.document(["x"])
                try instance.process(&other, StageContext(stage: "p"))
                var copy = document
                if isNumbered { try earlier.process(&copy, StageContext(stage: "e")) }
                let start = Measure.processorTime()
                try instance.process(&copy, StageContext(stage: "p"))
                time += Measure.processorTime() - start
                matches += copy.annotations.count
            }
            times.append(time / Double(max(1, tokens)) * 1e9)
        }
        return (times, matches)
    }
}

let arguments = CommandLine.arguments
guard arguments.count > 2 else {
    print("PhrasesBenchmark LIST TOKENS [PASSES] | PhrasesBenchmark LIST -o FILE")
    exit(2)
}
let start = Benchmark.wallTime()
let list = try Benchmark.open(arguments[1])
let opened = Benchmark.wallTime() - start
if arguments[2] == "-o", arguments.count > 3, let file = fopen(arguments[3], "w") {
    let bytes = list.compiled
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    print(list.count, opened * 1000, bytes.count)
} else if let text = Measure.read(arguments[2]) {
    try Benchmark.run(
        list, opened: opened, try Benchmark.documents(text), passes: arguments.count > 3 ? Int(arguments[3]) ?? 7 : 7)
}
