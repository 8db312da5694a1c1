internal import CPipelineLibraries
internal import PipelineCore

/// What a page of HTML holds: its text in blocks, and what it says of itself.
struct Page {
    /// A paragraph, a heading, a list item: text that stands by itself.
    struct Block {
        var text = ""
        /// How many bytes of the text are links.
        var linkedCount = 0
        /// Whether it belongs to navigation, a form or the like.
        var isAside = false
        /// The number of the innermost `article` or `main` around it.
        var container: Int?

        var wordCount: Int { text.utf8.split { $0 == 0x20 || $0 == 0x0A }.count }
        /// The part of the text that is links.
        var linkDensity: Double { text.isEmpty ? 0 : Double(linkedCount) / Double(text.utf8.count) }
    }

    fileprivate(set) var blocks: [Block] = []
    fileprivate(set) var about = PageDescription()

    /// Reads a page.
    ///
    /// - Parameter charset: what is known of the encoding from elsewhere; comes before what the page says of itself.
    /// - Throws: ``PipelineError`` when libxml2 is not there.
    init(_ bytes: [UInt8], charset: String? = nil) throws(PipelineError) {
        // What is UTF-8 throughout is hardly anything else, and many pages say nothing or the wrong thing.
        let charset = charset ?? (String(validating: bytes, as: UTF8.self) == nil ? nil : "UTF-8")
        // The library stops at a zero byte.
        let bytes = charset == "UTF-8" ? bytes.map { $0 == 0 ? 0x20 : $0 } : bytes
        let page = bytes.withUnsafeBufferPointer { cplib_open_page($0.baseAddress, $0.count, charset) }
        guard let page else {
            let isMissing = !cplib_has_pages()
            throw PipelineError(
                .documentUnreadable, isMissing ? "HTML needs libxml2" : "the page is too large",
                remedy: isMissing ? "install libxml2 (Debian: libxml2)" : nil)
        }
        defer { cplib_close_page(page) }
        var walk = PageWalk(page)
        walk.run()
        blocks = walk.blocks
        about = walk.about
    }
}

/// Goes through a page and collects its blocks.
private struct PageWalk {
    private static let skipped: Set<String> = [
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "video", "audio",
        "select", "textarea", "title",
    ]
    private static let aside: Set<String> = [
        "nav", "footer", "aside", "form", "button", "menu", "dialog", "figcaption",
    ]
    private static let asideRoles: Set<String> = [
        "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alert",
    ]
    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img",
        "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr", "br", "td", "th",
    ]

    /// What is known inside an element.
    private struct Frame {
        var name: String
        var isSkipped: Bool
        var isAside: Bool
        var isLink: Bool
        var isPlain: Bool
        var container: Int?
    }

    private let page: OpaquePointer
    private var frames = [
        Frame(name: "", isSkipped: false, isAside: false, isLink: false, isPlain: true, container: nil)
    ]
    private var containers = 0
    private var block = Page.Block()
    private var needsSpace = false
    private var captured: String?
    var blocks: [Page.Block] = []
    var about = PageDescription()

    init(_ page: OpaquePointer) { self.page = page }

    mutating func run() {
        while true {
            switch cplib_next(page) {
            case CPLIB_BEGIN: begin(String(cString: cplib_name(page)))
            case CPLIB_END: end()
            case CPLIB_TEXT: take(String(cString: cplib_text(page)))
            default:
                endBlock()
                return
            }
        }
    }

    private func attribute(_ name: String) -> String? {
        cplib_attribute(page, name).map { String(cString: $0) }
    }

    private mutating func begin(_ name: String) {
        about.take(element: name, attribute)
        if name == "title" || (name == "script" && attribute("type") == "application/ld+json") { captured = "" }
        if !Self.inline.contains(name) { endBlock() }
        if name == "br" { breakLine() }
        if name == "td" || name == "th" || name == "wbr" { needsSpace = true }
        var frame = frames[frames.count - 1]
        frame.name = name
        frame.isSkipped = frame.isSkipped || Self.skipped.contains(name) || isHidden
        frame.isAside =
            frame.isAside || Self.aside.contains(name) || Self.asideRoles.contains(attribute("role") ?? "")
            || (name == "header" && frame.container == nil)
        frame.isLink = frame.isLink || name == "a"
        frame.isPlain = frame.isPlain && name != "pre"
        if name == "article" || name == "main" || attribute("role") == "main"
            || attribute("itemprop") == "articleBody"
        {
            frame.container = containers
            containers += 1
        }
        frames.append(frame)
    }

    private var isHidden: Bool {
        attribute("hidden") != nil || attribute("aria-hidden") == "true"
            || (attribute("style") ?? "").replacing(" ", with: "").contains("display:none")
    }

    private mutating func end() {
        guard frames.count > 1 else { return }
        let frame = frames.removeLast()
        if let text = captured, frame.name == "title" || frame.name == "script" {
            about.take(text: text, of: frame.name)
            captured = nil
        }
        if !Self.inline.contains(frame.name) { endBlock(of: frame) }
    }

    private mutating func take(_ text: String) {
        if captured != nil { captured? += text }
        guard let frame = frames.last, !frame.isSkipped else { return }
        let before = block.text.utf8.count
        if frame.isPlain { append(collapsed: text) } else { block.text += text }
        if frame.isLink { block.linkedCount += block.text.utf8.count - before }
    }

    private mutating func append(collapsed text: String) {
        for scalar in text.unicodeScalars {
            if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar == "\u{C}"
                || scalar == "\u{A0}"
            {
                needsSpace = true
                continue
            }
            if needsSpace, !block.text.isEmpty, block.text.utf8.last != 0x0A { block.text += " " }
            needsSpace = false
            block.text.unicodeScalars.append(scalar)
        }
    }

    private mutating func breakLine() {
        if !block.text.isEmpty { block.text += "\n" }
        needsSpace = false
    }

    private mutating func endBlock(of frame: Frame? = nil) {
        defer {
            block = Page.Block()
            needsSpace = false
        }
        while let last = block.text.utf8.last, last == 0x20 || last == 0x0A || last == 0x0D { block.text.removeLast() }
        guard !block.text.isEmpty, let frame = frame ?? frames.last else { return }
        block.isAside = frame.isAside
        block.container = frame.container
        blocks.append(block)
    }
}
