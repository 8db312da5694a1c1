/// The accumulators of a run's stages, with what makes a line of the summary of each.
struct CorpusTotals {
    private struct Total {
        let stage: any Stage
        var accumulator: any StageAccumulator
        var documents = 0
        var failure: PipelineError?

        func error(_ thrown: any Error) -> PipelineError {
            PipelineError(thrown, code: .stageFailed).at(stage: stage.name, location: stage.location)
        }
    }

    /// By the stage's position.
    private var totals: [Int: Total] = [:]

    /// - Throws: what a stage throws when it makes its accumulator, with the stage named.
    init(_ pipeline: DocumentPipeline, for worker: Worker) throws {
        for (position, stage) in pipeline.stages.enumerated() {
            do {
                guard let accumulator = try stage.makeAccumulator(for: worker) else { continue }
                totals[position] = Total(stage: stage, accumulator: accumulator)
            } catch {
                throw PipelineError(error, code: .stageFailed).at(stage: stage.name, location: stage.location)
            }
        }
    }

    /// Whether no stage looks at more than one document.
    var isEmpty: Bool { totals.isEmpty }

    /// Takes in what the documents of one outcome contribute.
    ///
    /// - Returns: the errors of stages that can go on no longer; what they contribute later is not looked at.
    mutating func add(_ contributions: [Contribution]) -> [PipelineError] {
        var errors: [PipelineError] = []
        var counted: [Int: String] = [:]
        for contribution in contributions {
            let position = contribution.stage
            guard totals[position]?.failure == nil else { continue }
            do {
                try totals[position]?.accumulator.add(contribution)
            } catch {
                let failure = totals[position]?.error(error).at(document: contribution.document)
                totals[position]?.failure = failure
                errors += failure.map { [$0] } ?? []
            }
            // The contributions of a document to a stage come one after the other.
            if counted.updateValue(contribution.document, forKey: position) != contribution.document {
                totals[position]?.documents += 1
            }
        }
        return errors
    }

    /// A JSON line for each stage, in the order of the stages: `{"stage":"desk","documents":9,"value":…}`.
    ///
    /// - Throws: ``PipelineError``: the first failure of an accumulator, now or earlier, with the others.
    mutating func finish() throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var errors: [PipelineError] = []
        for position in totals.keys.sorted() {
            guard var total = totals[position] else { continue }
            do {
                if let failure = total.failure { throw failure }
                lines.append(Self.line(total.stage.name, total.documents, try total.accumulator.finish()))
            } catch {
                errors.append(total.error(error))
            }
        }
        if var first = errors.first {
            first.others += errors.dropFirst()
            throw first
        }
        return lines
    }

    private static func line(_ stage: String, _ documents: Int, _ value: Value) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(Value.object(["stage": .string(stage), "documents": .integer(Int64(documents)), "value": value]))
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
