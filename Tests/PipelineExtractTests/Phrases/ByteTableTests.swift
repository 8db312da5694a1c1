import PipelineTestSupport
import Testing

@testable import PipelineExtract

struct ByteTableTests {
    /// Texts of all lengths around the whole words that are compared, zero bytes and beginnings of each other among them.
    private static let texts: [[UInt8]] = {
        var texts: [[UInt8]] = []
        for length in 1...33 {
            let text = (0..<length).map { UInt8($0 * 7 % 250 + 1) }
            texts.append(text)
            texts.append([UInt8](repeating: 0, count: length))
            texts.append(text.dropLast() + [0])
            texts.append([0] + text.dropFirst())
        }
        return texts
    }()

    @Test func differentTextsHaveDifferentNumbers() {
        var table = ByteTable()
        var expected: [[UInt8]: UInt32] = [:]
        for _ in 0..<2 {
            for text in Self.texts {
                let number = text.withUnsafeBufferPointer { table.insert($0) }
                #expect(number == expected[text] ?? UInt32(expected.count + 1))
                expected[text] = number
            }
        }
        #expect(table.count == expected.count + 1)
        for (text, number) in expected {
            #expect(text.withUnsafeBufferPointer { table.find($0) } == number)
        }
        #expect(table.find("nowhere") == nil)
        #expect(table.find("") == 0)
    }

    /// What stands before and behind a part of a text is not looked at.
    @Test func partsOfATextAreThemselves() {
        var table = ByteTable()
        var expected: [[UInt8]: UInt32] = [:]
        for text in Self.texts { expected[text] = text.withUnsafeBufferPointer { table.insert($0) } }
        for filling: UInt8 in [0, 1, 255] {
            for gap in [0, 1, 9] {
                var (all, starts, ends): ([UInt8], [UInt32], [UInt32]) = ([], [], [])
                for text in Self.texts {
                    starts.append(UInt32(all.count))
                    all += text
                    ends.append(UInt32(all.count))
                    all += [UInt8](repeating: filling, count: gap)
                }
                var numbers = [UInt32](repeating: .max, count: starts.count)
                all.withUnsafeBufferPointer { all in
                    starts.withUnsafeBufferPointer { starts in
                        ends.withUnsafeBufferPointer { ends in
                            numbers.withUnsafeMutableBufferPointer { table.insert(from: all, starts, ends, into: $0) }
                        }
                    }
                }
                #expect(numbers == Self.texts.map { expected[$0] })
            }
        }
        #expect(table.count == expected.count + 1)
    }

    @Test func anEmptyPartIsTheEmptyString() {
        var table = ByteTable()
        var numbers: [UInt32] = [7, 7]
        let text = Array("a".utf8)
        text.withUnsafeBufferPointer { text in
            [UInt32](arrayLiteral: 0, 0).withUnsafeBufferPointer { starts in
                [UInt32](arrayLiteral: 0, 1).withUnsafeBufferPointer { ends in
                    numbers.withUnsafeMutableBufferPointer { table.insert(from: text, starts, ends, into: $0) }
                }
            }
        }
        #expect(numbers == [0, 1])
        #expect(table[1] == "a")
    }
}
