import Glibc
import PipelineCore
import PipelineTag
import PipelineTokenize

/// Times the English tokenizer and taggers on a text.
///
/// `EnglishBenchmark TEXT [PASSES]` prints a line each with a name, tokens of a pass, and tokens a second of processor
/// time in the median pass: `tokenize` with sentences, `tag` with parts of speech, features and lemmas, `entities`.
func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
}

func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The median of passes, which each get a document of their own.
func time(_ passes: Int, _ document: Document, _ stage: any Stage) throws -> (tokens: Int, seconds: Double) {
    var seconds: [Double] = []
    var count = 0
    var instance = try stage.makeInstance(for: Worker())
    for _ in 0..<passes {
        var copy = document
        let start = processorTime()
        try instance.process(&copy, StageContext(stage: "benchmark"))
        seconds.append(processorTime() - start)
        count = copy.tokens.count
    }
    return (count, seconds.sorted()[passes / 2])
}

func run(_ text: [UInt8], _ passes: Int) throws {
    let raw = Document(id: "d", text: DocumentText(text))
    var cut = raw
    let tokenizer = EnglishTokenizerStage()
    try tokenizer.process(&cut, StageContext(stage: "benchmark"))
    let stages: [(String, any Stage, Document)] = [
        ("tokenize", tokenizer, raw), ("tag", try EnglishTaggerStage(), cut),
        ("entities", try EnglishTaggerStage(layers: [.entities]), cut),
    ]
    for (name, stage, document) in stages {
        let (tokens, seconds) = try time(passes, document, stage)
        print(name, tokens, Int(Double(tokens) / seconds))
    }
}

let arguments = CommandLine.arguments
guard arguments.count > 1, let text = read(arguments[1]) else {
    print("EnglishBenchmark TEXT [PASSES]")
    exit(2)
}
try run(text, arguments.count > 2 ? Int(arguments[2]) ?? 9 : 9)
