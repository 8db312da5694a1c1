import PipelineCore
import PipelineFormats
import PipelineTestSupport
import Testing

@Suite("All formats")
struct FormatsTests {
    /// A file that each reader reads, and what its name ends in.
    private static let samples: [(reader: String, suffix: String, contents: String)] = [
        ("text", ".txt", "Zoë said\r\n“no”.\n"),
        ("jsonl", ".jsonl", #"{"id":"a","text":"x é","meta":{"k":[1,2.5,null]}}"# + "\n" + #"{"text":"y"}"#),
        ("json", ".json", #"[{"text":"x"}, {"text":"\u00e9\"]"}]"#),
        ("csv", ".csv", "id,text,n\r\n1,\"a, \"\"b\"\"\nc\",2\r\n3,d\r\n"), ("tsv", ".tsv", "id\ttext\n1\ta b\n"),
        ("html", ".html", "<html lang=en><title>T</title><p>One <a href=x>two</a>.<table><tr><td>3</table>"),
        ("markdown", ".md", "---\nid: m\ntags: [a, \"b\"]\nl:\n- x\n---\n\n# Zoë\n"),
        ("mail", ".eml", "Subject: =?utf-8?q?=C3=A9?=\nContent-Type: multipart/mixed; boundary=A\n\n--A\n\nx\n--A--\n"),
        ("warc", ".warc", "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"),
        (
            "conllu", ".conllu",
            "# newdoc id = d\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\tdo\tAUX\t_\t_\t0\troot\t_\t_\n2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
        ),
        ("iob", ".iob2", "-DOCSTART- O\n\nAnn B-PER\nLee I-PER\n\nOslo S-LOC\n"),
    ]

    private func mutated(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<random.number(in: 1..<6) {
            let place = random.number(in: 0..<bytes.count + 1)
            switch random.number(in: 0..<4) {
            case 0: bytes.insert(UInt8(random.number(in: 0..<256)), at: place)
            case 1:
                bytes.insert(contentsOf: Array("\"\\{[<=-\t\r\n,;".utf8.shuffled(using: &random).prefix(3)), at: place)
            case 2: bytes.removeSubrange(min(place, bytes.count)..<min(place + random.number(in: 0..<9), bytes.count))
            default: if place < bytes.count { bytes[place] ^= 1 << random.number(in: 0..<8) }
            }
        }
        return bytes
    }

    /// Whatever the bytes are, each document is read or says what is wrong with it, and the end comes.
    @Test(arguments: samples.map(\.reader)) func anyBytesCanBeRead(_ name: String) throws {
        let sample = try #require(Self.samples.first { $0.reader == name })
        let component = try #require(Formats.readers[name])
        var random = SeededRandom(seed: 42)
        let folder = try TemporaryFolder()
        var counts = (read: 0, failed: 0)
        for round in 0..<400 {
            let bytes = round == 0 ? Array(sample.contents.utf8) : mutated(Array(sample.contents.utf8), &random)
            let path = try folder.write(bytes, to: "a\(sample.suffix)")
            var source = try component.make(from: Setting.Table(items: [.value(.string(path))])).open()
            for _ in 0..<1000 {
                guard let raw = try source.next() else { break }
                do {
                    let document = try raw.read()
                    #expect(document.tokens.isEmpty || document.sentences.tokenCount == document.tokens.count)
                    counts.read += 1
                } catch {
                    #expect(error is PipelineError && round > 0, "\(error)")
                    counts.failed += 1
                }
            }
            #expect(try source.next() == nil)
        }
        #expect(counts.read > 10)
    }

    @Test func eachReaderButThoseOfTwoFilesIsTriedWithAnyBytes() {
        #expect(Set(Self.samples.map(\.reader)).union(["brat"]) == Set(Formats.readers.names))
    }

    /// What is cut off or empty is no trap either.
    @Test(arguments: samples.map(\.reader)) func anyPrefixCanBeRead(_ name: String) throws {
        let sample = try #require(Self.samples.first { $0.reader == name })
        let component = try #require(Formats.readers[name])
        let folder = try TemporaryFolder()
        let bytes = Array(sample.contents.utf8)
        for count in 0..<bytes.count {
            let path = try folder.write(Array(bytes[..<count]), to: "a\(sample.suffix)")
            var source = try component.make(from: Setting.Table(items: [.value(.string(path))])).open()
            while let raw = try source.next() { _ = try? raw.read() }
        }
    }
}
