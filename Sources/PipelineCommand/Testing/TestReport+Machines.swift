import PipelineCore

extension TestReport {
    /// The report in the Test Anything Protocol, version 14. A file that could not be loaded is one point.
    var tap: String {
        var lines = ["TAP version 14", "1..\(cases.count + files.count { $0.error != nil })"]
        var number = 0
        for file in files {
            if let error = file.error {
                number += 1
                lines.append("not ok \(number) - \(Self.tapName(file.path))")
                lines += Self.block([DiagnosticFormatter().format(error)])
            }
            for test in file.cases {
                number += 1
                let name = Self.tapName("\(file.name): \(test.name)")
                switch test.outcome {
                case .passed: lines.append("ok \(number) - \(name)")
                case .skipped(let reason): lines.append("ok \(number) - \(name) # SKIP \(reason)")
                case .failed:
                    lines.append("not ok \(number) - \(name)")
                    lines += Self.block(test.findings.map { $0.joined(separator: "\n") })
                }
            }
        }
        lines += unfired.map { "# never fired: \($0.by)\($0.location.map { " (\($0))" } ?? "")" }
        return lines.joined(separator: "\n")
    }

    private static func tapName(_ name: String) -> String {
        name.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }

    private static func block(_ texts: [String]) -> [String] {
        let lines = texts.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        return ["  ---", "  message: |"] + lines.map { "    \($0)" } + ["  ..."]
    }

    /// The report as JUnit's XML: a suite a file.
    var junit: String {
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<testsuites tests="\#(cases.count)" failures="\#(failed)" errors="\#(files.count { $0.error != nil })" time="\#(seconds)">"#,
        ]
        for file in files {
            let failures = file.cases.count { if case .failed = $0.outcome { true } else { false } }
            let skips = file.cases.count { if case .skipped = $0.outcome { true } else { false } }
            lines.append(
                #"  <testsuite name="\#(Self.xml(file.name))" file="\#(Self.xml(file.path))" tests="\#(file.cases.count)" failures="\#(failures)" errors="\#(file.error == nil ? 0 : 1)" skipped="\#(skips)">"#
            )
            if let error = file.error {
                lines.append(#"    <testcase name="loads" classname="\#(Self.xml(file.name))">"#)
                lines.append(
                    #"      <error message="\#(Self.xml(error.message))">\#(Self.xml(DiagnosticFormatter().format(error)))</error>"#
                )
                lines.append("    </testcase>")
            }
            for test in file.cases { lines += Self.junit(test, of: file) }
            lines.append("  </testsuite>")
        }
        return (lines + ["</testsuites>"]).joined(separator: "\n")
    }

    private static func junit(_ test: Case, of file: File) -> [String] {
        let line = test.location?.line.map { #" line="\#($0)""# } ?? ""
        let head =
            #"    <testcase name="\#(xml(test.name))" classname="\#(xml(file.name))" file="\#(xml(file.path))"\#(line) time="\#(test.seconds)""#
        switch test.outcome {
        case .passed: return ["\(head)/>"]
        case .skipped(let reason):
            return ["\(head)>", #"      <skipped message="\#(xml(reason))"/>"#, "    </testcase>"]
        case .failed:
            return ["\(head)>"]
                + test.findings.map { lines in
                    #"      <failure message="\#(xml(lines.first ?? ""))">\#(xml(lines.joined(separator: "\n")))</failure>"#
                } + ["    </testcase>"]
        }
    }

    /// Text for XML 1.0, which has no place for most control characters.
    static func xml(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
