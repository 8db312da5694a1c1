import Pipeline
import Testing

/// Counts that one can do by hand.
@Suite("Agreement with gold")
struct AgreementTests {
    private static let text: DocumentText = "0123456789abcdefghij"

    private func name(_ bytes: Range<Int>, _ label: String, _ entity: String, value: String? = nil) -> Reading.Name {
        Reading.Name(bytes: bytes, label: label, entity: entity, value: value)
    }

    private func event(_ triggers: [Range<Int>], agent: Range<Int>, _ attributes: [String: String]) -> Reading.Link {
        Reading.Link(
            label: "EVENT", parts: ["trigger": triggers, "agent": [agent]],
            attributes: Reading.defaults.merging(attributes) { $1 })
    }

    private func agreement(_ gold: Reading, _ predicted: Reading) -> [String: Agreement.Tally] {
        var agreement = Agreement()
        agreement.add(gold: gold, predicted: predicted, text: Self.text)
        return Dictionary(uniqueKeysWithValues: agreement.layers.map { ($0.name, $0.tally) })
    }

    @Test func namesAreExactAndIdentitiesAreShared() throws {
        var gold = Reading()
        gold.names = [
            name(0..<2, "PER", "A"), name(3..<5, "PER", "A"), name(6..<8, "PER", "B"), name(9..<10, "ORG", "C"),
        ]
        var predicted = Reading()
        predicted.names = [
            name(0..<2, "PER", "x"), name(3..<5, "PER", "x"), name(6..<8, "PER", "x"), name(9..<11, "ORG", "C"),
        ]
        let agreement = agreement(gold, predicted)
        let people = try #require(agreement["PER"])
        #expect([people.precision, people.recall, people.f1] == [1, 1, 1])
        #expect(agreement["ORG"]?.f1 == 0)
        #expect(agreement["ORG"]?.missed == ["9"])
        // What belongs there of each predicted cluster: 2/3 + 2/3 + 1/3, and the wrong span; of each gold one: 1 + 1 + 1.
        let identity = try #require(agreement["identity"])
        #expect(abs(identity.right - 5.0 / 3) < 1e-9)
        #expect(identity.found == 3)
        #expect([identity.gold, identity.predicted] == [4, 4])
    }

    @Test func datesNeedTheirValue() {
        var gold = Reading()
        gold.names = [name(0..<2, "DATE", "a", value: "2026"), name(3..<4, "DATE", "b", value: "2027")]
        var predicted = Reading()
        predicted.names = [name(0..<2, "DATE", "a", value: "2026"), name(3..<4, "DATE", "b", value: "2028")]
        let agreement = agreement(gold, predicted)
        #expect(agreement["DATE"]?.f1 == 1)
        #expect(agreement["DATE value"]?.f1 == 0.5)
    }

    @Test func anEventIsFoundOnceByAnyTrigger() throws {
        var gold = Reading()
        gold.links = [
            event([0..<2, 8..<10], agent: 3..<5, ["class": "AID"]), event([14..<16], agent: 17..<18, ["class": "AID"]),
        ]
        var predicted = Reading()
        predicted.links = [
            event([8..<9], agent: 4..<7, ["class": "AID"]), event([0..<1], agent: 3..<5, ["class": "AID"]),
            event([14..<15], agent: 19..<20, ["class": "ASSAULT", "modality": "planned"]),
        ]
        let agreement = agreement(gold, predicted)
        let events = try #require(agreement["EVENT"])
        #expect([events.gold, events.predicted] == [2, 3])
        #expect([events.right, events.found] == [2, 2])
        #expect(agreement["EVENT agent"]?.right == 1)
        #expect(agreement["EVENT class"]?.right == 1)
        #expect(agreement["EVENT modality"]?.right == 1)
        #expect(agreement["EVENT polarity"]?.right == 2)
    }

    @Test func piecesPartedByBlanksAreOne() {
        func reading(_ content: [Range<Int>]) -> Reading {
            var reading = Reading()
            reading.links = [Reading.Link(label: "STATEMENT", parts: ["content": content], attributes: [:])]
            return reading
        }
        var agreement = Agreement()
        agreement.add(gold: reading([0..<1, 2..<3]), predicted: reading([0..<3]), text: "a b c")
        agreement.add(gold: reading([0..<1, 4..<5]), predicted: reading([0..<5]), text: "a b c")
        let content = agreement.layers.first { $0.name == "STATEMENT content" }?.tally
        #expect(content?.right == 1)
        #expect(content?.gold == 2)
    }
}
