/// Folds what documents contribute, in input order.
protocol CorpusFold {
    /// Whether no stage looks at more than one document.
    var isEmpty: Bool { get }

    /// Takes in what the documents of one outcome contribute.
    ///
    /// - Returns: the errors of stages that can go on no longer; what they contribute later is not looked at.
    mutating func add(_ contributions: [Contribution]) -> [PipelineError]

    /// The summary of each stage that has one, in the order of the stages: `{"stage":"desk","documents":9,"value":…}`.
    ///
    /// - Throws: ``PipelineError``: the first failure of an accumulator, now or earlier, with the others.
    mutating func finish() throws -> [Value]
}

/// The accumulators of a run's stages, with what makes the summary of each.
struct CorpusTotals: CorpusFold {
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
        for (position, stage) in pipeline.stages.enumerated() where stage.contributes {
            do {
                guard let accumulator = try stage.makeAccumulator(for: worker) else { continue }
                totals[position] = Total(stage: stage, accumulator: accumulator)
            } catch {
                throw PipelineError(error, code: .stageFailed).at(stage: stage.name, location: stage.location)
            }
        }
    }

    var isEmpty: Bool { totals.isEmpty }

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

    mutating func finish() throws -> [Value] {
        var summaries: [Value] = []
        var errors: [PipelineError] = []
        for position in totals.keys.sorted() {
            guard var total = totals[position] else { continue }
            do {
                if let failure = total.failure { throw failure }
                summaries.append([
                    "stage": .string(total.stage.name), "documents": .integer(Int64(total.documents)),
                    "value": try total.accumulator.finish(),
                ])
            } catch {
                errors.append(total.error(error))
            }
        }
        if var first = errors.first {
            first.others += errors.dropFirst()
            throw first
        }
        return summaries
    }
}
