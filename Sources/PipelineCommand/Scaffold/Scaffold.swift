import PipelineCore
import PipelineFormats
import PipelineScripting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The files of a new project or plugin.
struct Scaffold {
    /// A file to be written.
    struct File: Hashable {
        var path: String
        var text: String
    }

    let files: [File]

    /// Writes the files into a folder that is not there yet.
    ///
    /// - Throws: ``PipelineError`` with code `output.exists` when something is there under that name.
    func write(to folder: String) throws(PipelineError) {
        guard access(folder, F_OK) != 0 else {
            throw PipelineError(
                .outputExists, "there is a '\(folder)' already", remedy: "choose another name, or remove it first")
        }
        for file in files { try FileBytes.write(Array(file.text.utf8), to: "\(folder)/\(file.path)") }
    }

    /// Whether a name can be that of a folder, a stage and a Lua module.
    static func isName(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else { return false }
        return name.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
                || scalar == "_"
        }
    }
}

extension Scaffold {
    /// A definition with a rule file, a list, tests and stubs for editors.
    ///
    /// - Parameter stubs: what `pipeline api --stubs` writes.
    static func project(_ name: String, stubs: [ScriptReference.File]) -> Scaffold {
        Scaffold(
            files: [
                File(path: "config.lua", text: definition(name)), File(path: "rules/visits.lua", text: rules),
                File(path: "lists/places.tsv", text: list), File(path: "input/first.txt", text: input),
                File(path: "tests/visits_test.lua", text: tests), File(path: "README.md", text: readme(name)),
                File(path: ".gitignore", text: "out/\n"),
            ] + stubs.map { File(path: stubPath($0), text: settings($0)) })
    }

    /// The library stands in a folder of its own, and the settings where the editor opens the project.
    private static func stubPath(_ file: ScriptReference.File) -> String {
        file.name.hasPrefix(".") ? file.name : ".pipeline/\(file.name)"
    }

    private static func settings(_ file: ScriptReference.File) -> String {
        file.name.hasPrefix(".") ? file.text.replacing("\".\"", with: "\".pipeline\"") : file.text
    }

    private static func definition(_ name: String) -> String {
        """
        -- Finds who visited which place. `pipeline run config.lua` runs it, `pipeline test` tests it.
        local pipeline = require "pipeline"
        local read, tokenize, tag, extract, write =
          pipeline.read, pipeline.tokenize, pipeline.tag, pipeline.extract, pipeline.write

        return pipeline.define {
          name   = "\(name)",
          read   = read.text "input/*.txt",
          stages = {
            tokenize.english {},
            tag.english {},
            extract.phrases { label = "LOC", list = "lists/places.tsv" },
            extract.patterns "rules/visits.lua",
          },
          write  = { write.jsonl "out/\(name).jsonl", write.summary "-" },
        }

        """
    }

    private static let rules = """
        -- Rules stand in phases. A phase sees what earlier phases and stages have found.
        local pipeline = require "pipeline"

        return pipeline.rules {
          { phase = "names", layer = "entities",
            -- A title and up to two capitalised words; the title is context and not part of the name.
            { name = "titled", pattern = [[ ("Mr." | "Ms." | "Dr.") who:[is_title]{1,2} ]], claim = "who",
              emit = { label = "PER" } },
          },
          { phase = "visits",
            { name = "went-to",
              pattern = [[ visitor:<PER/> [lemma = "visit|reach"] place:<LOC/> ]],
              emit = { relation = "VISIT", "visitor", "place" } },
          },
        }

        """

    private static let list = """
        phrase\tid
        Oslo\toslo
        Bergen\tbergen
        Lake Vann\tlake-vann

        """

    private static let input = """
        Dr. Lena Orlova visited Oslo on Monday. Mr. Haddad stayed at home.

        """

    private static let tests = """
        -- What the definition has to find. In [PER Lena Orlova] the words are marked as an annotation with that label;
        -- [who:PER Lena Orlova] gives the mark a name, by which relations speak of it.
        local pipeline = require "pipeline"

        return pipeline.tests {
          definition = "../config.lua",

          { name = "a title makes a name", exact = "entities",
            text = "Dr. [PER Lena Orlova] saw [LOC Bergen]." },

          { name = "no title, no name", text = "Lena Orlova came.", none = "PER" },

          { name = "who visited what",
            text = "Mr. [who:PER Haddad] reached [where:LOC Lake Vann] at noon.",
            relations = { { relation = "VISIT", visitor = "who", place = "where" } } },
        }

        """

    private static func readme(_ name: String) -> String {
        """
        # \(name)

        | file | what it is |
        | --- | --- |
        | `config.lua` | the definition: what is read, the stages, what is written |
        | `rules/visits.lua` | the rules |
        | `lists/places.tsv` | a phrase list: a phrase a line, with an identity |
        | `tests/visits_test.lua` | what the rules have to find |
        | `.pipeline/`, `.luarc.json` | completion and types for editors with the Lua language server |

        ```console
        $ pipeline run config.lua
        $ pipeline test
        $ pipeline check config.lua
        $ pipeline explain config.lua --text "Dr. Lena Orlova reached Bergen." --rule went-to
        ```

        """
    }
}
