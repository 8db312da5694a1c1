extension Scaffold {
    /// A folder that definitions require, with its manifest and tests.
    static func plugin(_ name: String) -> Scaffold {
        Scaffold(files: [
            File(path: "plugin.json", text: manifest(name)), File(path: "plugin.lua", text: code(name)),
            File(path: "tests/\(name)_test.lua", text: tests(name)), File(path: "README.md", text: readme(name)),
        ])
    }

    private static func manifest(_ name: String) -> String {
        """
        {
          "name": "\(name)",
          "version": "0.1.0",
          "api": "1.0",
          "description": "Marks words that are written in capitals",
          "stages": ["\(name)"],
          "tests": ["tests"]
        }

        """
    }

    private static func code(_ name: String) -> String {
        """
        -- Marks words of at least `length` letters that are written in capitals.
        local pipeline = require "pipeline"

        return function(options)
          options = options or {}
          local least = options.length or 2
          return pipeline.stage {
            name = options.name or "\(name)", requires = { "tokens" }, assigns = { "acronyms" },
            process = function(doc)
              for i = 1, #doc.tokens do
                local token = doc.tokens[i]
                if token.is_upper and token.is_alpha and token.length >= least then
                  doc:annotate { label = "ACRONYM", layer = "acronyms", first = i, last = i }
                end
              end
            end,
          }
        end

        """
    }

    private static func tests(_ name: String) -> String {
        """
        local pipeline = require "pipeline"

        return pipeline.tests {
          stages = { pipeline.tokenize.english {}, require "\(name)" { length = 3 } },
          exact = "acronyms",

          { name = "capitals are marked", text = "The [ACRONYM WHO] met in Oslo." },
          { name = "short words are not", text = "The EU met in Oslo." },
        }

        """
    }

    private static func readme(_ name: String) -> String {
        """
        # \(name)

        Marks words that are written in capitals, as `ACRONYM` in the layer `acronyms`.

        ```lua
        stages = { pipeline.tokenize.english {}, require "\(name)" { length = 3 } }
        ```

        | option | what it is |
        | --- | --- |
        | `length` | how many letters a word has at least; 2 if not given |
        | `name` | the name in messages and provenance |

        `pipeline test` in this folder runs its tests.

        """
    }
}
