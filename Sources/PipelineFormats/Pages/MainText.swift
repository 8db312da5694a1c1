/// Chooses the blocks of a page that are its article.
///
/// A page that marks its article is believed. In others blocks are told apart by their length and the part of them that is
/// links, and by those of their neighbours: the decision tree of Kohlschütter, Fankhauser and Nejdl, "Boilerplate Detection
/// using Shallow Text Features" (WSDM 2010), algorithm 2.
enum MainText {
    /// A marked article with fewer words is a teaser.
    private static let leastWords = 40

    /// The article's blocks; all that is not navigation if none looks like one.
    static func blocks(of page: Page) -> [Page.Block] {
        let candidates = page.blocks.filter { !$0.isAside }
        if let marked = marked(candidates) { return marked }
        let chosen = candidates.indices.filter { isContent(at: $0, in: candidates) }.map { candidates[$0] }
        return chosen.isEmpty ? candidates : chosen
    }

    /// The blocks of the `article` or `main` with the most words, which may hold others.
    private static func marked(_ blocks: [Page.Block]) -> [Page.Block]? {
        var words: [Int: Int] = [:]
        for block in blocks where block.linkDensity <= 0.5 {
            if let container = block.container { words[container, default: 0] += block.wordCount }
        }
        let best = words.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        guard let best, best.value >= leastWords else { return nil }
        return blocks.filter { $0.container == best.key && $0.linkDensity <= 0.5 }
    }

    private static func isContent(at index: Int, in blocks: [Page.Block]) -> Bool {
        let block = blocks[index]
        let previous = index > 0 ? blocks[index - 1] : nil
        let next = index + 1 < blocks.count ? blocks[index + 1] : nil
        guard block.linkDensity <= 0.333333 else { return false }
        if previous?.linkDensity ?? 0 <= 0.555556 {
            return block.wordCount > 16 || next?.wordCount ?? 0 > 15 || previous?.wordCount ?? 0 > 4
        }
        return block.wordCount > 40 || next?.wordCount ?? 0 > 17
    }
}

extension Page {
    /// The article as text, a blank line between blocks.
    var mainText: String { Self.text(of: MainText.blocks(of: self)) }

    /// All text that the page shows.
    var allText: String { Self.text(of: blocks) }

    private static func text(of blocks: [Block]) -> String { blocks.map(\.text).joined(separator: "\n\n") }
}
