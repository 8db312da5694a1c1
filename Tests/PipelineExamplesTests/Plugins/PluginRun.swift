import Pipeline
import PipelineScripting
import PipelineTestSupport
import Testing

/// A text with marked names, sent through a definition that uses a plugin.
struct PluginRun {
    let document: Document

    /// - Parameters:
    ///   - stages: Lua, what comes after tokens, parts of speech and the marked entities.
    init(_ marked: MarkedText, stages: String) throws {
        let marks = marked.spans.map { span in
            let start = String(decoding: marked.plain.utf8.prefix(span.bytes.lowerBound), as: UTF8.self).unicodeScalars
                .count
            return "{ label = \"\(span.label)\", start = \(start), stop = \(start + span.text.unicodeScalars.count) },"
        }
        let folder = try TemporaryFolder([
            "config.lua": """
            local pipeline = require "pipeline"
            local marks = { \(marks.joined(separator: " ")) }
            return pipeline.define {
              name = "plugin",
              stages = {
                pipeline.tokenize.english {},
                pipeline.tag.english { "pos", "lemma" },
                pipeline.stage {
                  name = "marks", assigns = { "entities" },
                  process = function(doc)
                    for _, mark in ipairs(marks) do
                      local first, last
                      for i = 1, #doc.tokens do
                        if doc.tokens[i].start == mark.start then first = i end
                        if doc.tokens[i].stop == mark.stop then last = i end
                      end
                      doc:annotate { layer = "entities", label = mark.label, first = first, last = last }
                    end
                  end,
                },
                \(stages)
              },
            }
            """
        ])
        let definition = try Definition(path: folder.path("config.lua"), catalog: .shipped)
        var instance = try definition.pipeline.makeInstance()
        document = try #require(try instance.process(Document(id: "a", text: DocumentText(marked.plain))).first)
    }

    /// `"Lytvynchuk = Oksana Lytvynchuk"` for each annotation of a layer.
    func entities(_ layer: String = "entities") -> [String] {
        document.annotations(in: layer).map { "\(document.text[$0.bytes]) = \($0.attributes["entity"]?.string ?? "?")" }
    }

    /// `"name: ICRC, of: Red Cross"` for each relation of a label.
    func relations(_ label: String) -> [String] {
        document.relations.filter { $0.label == label }.map { relation in
            relation.arguments.map { argument in
                let texts = argument.annotations.compactMap { document.annotation($0) }.map { document.text[$0.bytes] }
                return "\(argument.name): \(texts.joined(separator: " + "))"
            }.joined(separator: ", ")
        }
    }

    /// Content and speaker of each statement.
    var speakers: [String] {
        document.relations.filter { $0.label == "STATEMENT" }.map { relation in
            let content =
                relation["content"].first.flatMap { document.annotation($0) }.map { document.text[$0.bytes] } ?? ""
            return "\(content) — \(relation.attributes["speaker"].map { $0.string ?? $0.json } ?? "nobody")"
        }
    }
}
