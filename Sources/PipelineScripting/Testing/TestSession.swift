package import PipelineCore

/// Runs the cases of one test file, one after the other.
package struct TestSession {
    /// What came of a case.
    package struct Result: Sendable {
        /// What is wrong; nothing for a case that passed.
        package var findings: [TestFinding]
        /// The document afterwards; as it came when the stages failed on it.
        package var document: Document
    }

    /// The line of work.
    package let worker = Worker()
    private var instance: PipelineInstance

    /// - Parameter pipeline: the stages of the file, or others that do the same.
    /// - Throws: what a stage throws when it gets ready.
    package init(_ pipeline: DocumentPipeline) throws {
        instance = try pipeline.makeInstance(for: worker)
    }

    /// Sends the document of a case through the stages and holds it against what the case expects.
    ///
    /// The file with all that is found is not looked at.
    package mutating func run(_ test: TestCase) -> Result {
        let document: Document
        do {
            document = try instance.process(test.document)[0]
        } catch {
            let error = PipelineError(error, code: .stageFailed)
            return Result(findings: [TestFinding(error: error)], document: test.document)
        }
        var findings = TestJudge(test: test, document: document).findings()
        if let error = check(test, document) { findings.append(TestFinding(error: error)) }
        return Result(findings: findings, document: document)
    }

    private func check(_ test: TestCase, _ document: Document) -> PipelineError? {
        guard let check = test.check else { return nil }
        var copy = document
        do {
            var instance = try check.makeInstance(for: worker)
            try instance.process(&copy, StageContext(stage: check.name))
            return nil
        } catch {
            return PipelineError(error, code: .scriptFailed).at(location: check.location)
        }
    }
}
