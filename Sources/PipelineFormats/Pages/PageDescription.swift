internal import PipelineCore

/// What a page says of itself in its head: meta elements, JSON-LD, the title.
struct PageDescription {
    private static let keys: [String: (key: String, weight: Int)] = [
        "og:title": ("title", 3), "twitter:title": ("title", 1), "dc.title": ("title", 1),
        "article:published_time": ("date", 4), "datepublished": ("date", 3), "date": ("date", 2),
        "pubdate": ("date", 2),
        "dc.date": ("date", 1), "dc.date.issued": ("date", 2), "parsely-pub-date": ("date", 1),
        "author": ("author", 3), "article:author": ("author", 1), "dc.creator": ("author", 2),
        "parsely-author": ("author", 1), "description": ("description", 2), "og:description": ("description", 1),
        "og:site_name": ("site", 2), "og:locale": ("language", 1), "content-language": ("language", 2),
        "og:url": ("url", 1), "keywords": ("keywords", 1),
    ]

    /// The best that is known for each key, with how far it can be trusted.
    private var known: [String: (value: String, weight: Int)] = [:]

    /// What a document gets to know: title, author, date, site, url, description, keywords.
    var metadata: Value.Object {
        var object = Value.Object()
        for key in ["title", "author", "date", "site", "url", "description", "keywords"] {
            if let value = known[key]?.value { object[key] = .string(value) }
        }
        return object
    }

    /// The language, as a BCP 47 tag.
    var language: String? {
        known["language"].map { String($0.value.prefix { $0 != "," && $0 != ";" }).replacing("_", with: "-") }
    }

    private mutating func note(_ key: String, _ value: String?, weight: Int) {
        let value = (value ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !value.isEmpty, weight > known[key]?.weight ?? 0 else { return }
        known[key] = (value, weight)
    }

    /// Looks at the beginning of an element.
    mutating func take(element name: String, _ attribute: (String) -> String?) {
        switch name {
        case "html": note("language", attribute("lang") ?? attribute("xml:lang"), weight: 4)
        case "meta":
            let name = attribute("property") ?? attribute("name") ?? attribute("itemprop") ?? attribute("http-equiv")
            guard let (key, weight) = Self.keys[(name ?? "").lowercased()] else { return }
            let content = attribute("content")
            // Some give the address of the author's page.
            if key == "author", content?.hasPrefix("http") ?? false { return }
            note(key, content, weight: weight)
        case "link": if attribute("rel") == "canonical" { note("url", attribute("href"), weight: 3) }
        case "time": note("date", attribute("datetime"), weight: 1)
        default: break
        }
    }

    /// Takes the text of a title or of a script with JSON-LD; what is no JSON says nothing.
    mutating func take(text: String, of element: String) {
        if element == "title" {
            note("title", text, weight: 2)
        } else if let value = try? JSONParser.parse(Array(text.utf8), greatestDepth: 64) {
            take(linked: value)
        }
    }

    private mutating func take(linked value: Value) {
        for value in value.array ?? [] { take(linked: value) }
        guard let object = value.object else { return }
        if let graph = object["@graph"] { take(linked: graph) }
        guard object["datePublished"] != nil || object["headline"] != nil else { return }
        note("title", object["headline"]?.string, weight: 4)
        note("date", object["datePublished"]?.string, weight: 5)
        note("language", object["inLanguage"]?.string, weight: 3)
        let authors = object["author"].map { $0.array ?? [$0] } ?? []
        let names = authors.compactMap { $0.string ?? $0.object?["name"]?.string }
        note("author", names.joined(separator: ", "), weight: 4)
    }
}
