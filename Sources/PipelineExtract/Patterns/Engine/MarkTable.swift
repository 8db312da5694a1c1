/// Numbers for marks. Pages of neighbours are made as they are needed, so that what lies together in the text lies
/// together in memory, however long the text is.
struct MarkTable {
    private static let pageShift: UInt32 = 9

    /// For each page where it begins in ``values``, plus 1; 0 for a page without a number.
    private var pages: [UInt32] = []
    private var values: [UInt32] = []

    /// Makes room for marks below a count and forgets all numbers. Cost: a fraction of a byte a mark.
    mutating func reset(count: Int) {
        pages.removeAll(keepingCapacity: true)
        pages.append(contentsOf: repeatElement(0, count: count >> Int(Self.pageShift) + 1))
        values.removeAll(keepingCapacity: true)
    }

    /// The number of a mark; `nil` when it has none.
    func find(_ mark: UInt32) -> UInt32? {
        let page = pages[Int(mark >> Self.pageShift)]
        guard page != 0 else { return nil }
        let value = values[Int(page - 1 + mark & (1 << Self.pageShift - 1))]
        return value == .max ? nil : value
    }

    mutating func insert(_ mark: UInt32, _ value: UInt32) {
        let page = Int(mark >> Self.pageShift)
        if pages[page] == 0 {
            pages[page] = UInt32(values.count) + 1
            values.append(contentsOf: repeatElement(.max, count: 1 << Int(Self.pageShift)))
        }
        values[Int(pages[page] - 1 + mark & (1 << Self.pageShift - 1))] = value
    }
}
