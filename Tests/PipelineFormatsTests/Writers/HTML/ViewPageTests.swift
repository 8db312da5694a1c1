import PipelineCore
import PipelineFormats
import PipelineTestSupport
import Testing

/// What a person does with the page, in a browser. Skipped where there is none.
@Suite("The page in a browser", .serialized, .enabled(if: Browser.isWanted, "there is no chromium"))
struct ViewPageTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ records: String, summary: String? = nil) throws -> BrowserTab {
        let input = try folder.write(records, to: "r.jsonl")
        var bytes: [UInt8] = []
        let beside = try summary.map { try folder.write($0, to: "s.jsonl") }
        _ = try RecordPage(input: input, unit: .scalars, title: "r", summary: beside).write { bytes += $0 }
        return try Browser.shared.get().open(try folder.write(bytes, to: "r.html"))
    }

    private func news() throws -> BrowserTab { try open(Repository.text("Examples/news/expected/news.jsonl")) }

    private func text(_ tab: BrowserTab, _ selector: String) throws -> String {
        try tab.evaluate("document.querySelector(\(Value.string(selector).json)).innerText").string ?? ""
    }

    private func count(_ tab: BrowserTab, _ selector: String) throws -> Int64? {
        try tab.evaluate("document.querySelectorAll(\(Value.string(selector).json)).length").integer
    }

    @Test func showsWhatWasFound() throws {
        let tab = try news()
        #expect(try text(tab, "#text h2").hasPrefix("Shelling breaks truce"))
        #expect(try text(tab, "#notes").contains("Helene Brandtvik"))
        for part in ["Scores", "Names", "Statements", "Relations"] { #expect(try text(tab, "#notes").contains(part)) }
        #expect(try count(tab, "#list li") == 9)
        #expect(tab.problems == [])
    }

    @Test func clicksSwitchLabelsAndLayers() throws {
        let tab = try news()
        let names = "#text mark[data-label=LOC]"
        #expect(try (count(tab, names) ?? 0) > 5)
        try tab.click("[data-key='entities/LOC']")
        #expect(try count(tab, names) == 0)
        #expect(try tab.evaluate("document.querySelector(\"[data-key='entities/LOC']\").ariaPressed") == "false")
        // Offices stand for people, in a layer of their own.
        let people = "#text mark[data-label=PER]"
        let before = try count(tab, people) ?? 0
        try tab.click("[aria-label=entities] .whole")
        let offices = try count(tab, people) ?? 0
        #expect(offices > 0 && offices < before)
        try tab.press("1")
        #expect(try (count(tab, names) ?? 0) > 5)
        #expect(tab.problems == [])
    }

    @Test func anAnnotationTellsItsRule() throws {
        let tab = try news()
        try tab.hover("#text mark[data-label=PER]")
        #expect(try text(tab, "#card").contains("people/first-name"))
        #expect(try text(tab, "#card").contains("confidence"))
        try tab.click("#text mark[data-label=PER]")
        try tab.press("Escape")
        #expect(try tab.evaluate("document.getElementById('card').hidden") == true)
        try tab.press("n")
        #expect(try tab.evaluate("document.activeElement.matches('mark[data-spans]')") == true)
        #expect(try tab.evaluate("document.getElementById('card').hidden") == false)
        #expect(tab.problems == [])
    }

    @Test func searchFindsDocumentsAndShowsHits() throws {
        let tab = try news()
        try tab.press("/")
        try tab.type("CHOLERA")
        try tab.wait(until: "document.querySelectorAll('#list li').length === 1")
        #expect(try text(tab, "#text .hit").lowercased() == "cholera")
        #expect(try text(tab, "#list").contains("hit"))
        #expect(try text(tab, "#count") == "1 of 9")
        try tab.press("Escape")
        try tab.wait(until: "document.querySelectorAll('#list li').length === 9")
        #expect(tab.problems == [])
    }

    @Test func keysLeadThroughDocumentsAndViews() throws {
        let tab = try news()
        try tab.press("j")
        try tab.wait(until: "location.hash === '#doc=02-coastal-road'")
        try tab.press("ArrowLeft")
        try tab.wait(until: "document.querySelector('#text h2').textContent.startsWith('Shelling')")
        try tab.press("?")
        #expect(try tab.evaluate("document.getElementById('help').open") == true)
        try tab.press("Escape")
        try tab.press("c")
        try tab.wait(until: "!document.getElementById('corpus').hidden")
        #expect(try text(tab, "#corpus").contains("Who speaks of whom"))
        try tab.click("#corpus .link")
        try tab.wait(until: "!document.getElementById('page').hidden")
        #expect(try text(tab, "#chosen").contains("naming"))
        #expect(tab.problems == [])
    }

    @Test func summariesOfStagesAreTables() throws {
        let tab = try open(
            #"{"id":"a","text":"Kim","annotations":[{"id":0,"layer":"entities","label":"PER","start":0,"end":3,"by":"s"}]}"#,
            summary: #"""
                {"stage":"desk","documents":1,"value":{"speakers":[{"count":2,"speaker":"Kim"},{"count":1,"speaker":"<b>"}],"all":7}}
                {"stage":"words","documents":1,"value":{"kim":1}}
                {"stage":"none","documents":1,"value":null}
                """#)
        try tab.press("c")
        try tab.wait(until: "!document.getElementById('corpus').hidden")
        let tables = try text(tab, "#corpus .tables")
        for part in ["desk\n", "all\t7", "desk: speakers", "speaker\tcount", "<b>\t1", "kim\t1", "none"] {
            #expect(tables.contains(part), "\(tables)")
        }
        #expect(
            try tab.evaluate("[...document.querySelectorAll('#corpus section')].at(2).querySelectorAll('.link').length")
                == 1)
        #expect(tab.problems == [])
    }

    @Test(arguments: [360, 800, 1400])
    func nothingIsWiderThanTheScreen(width: Int) throws {
        let tab = try news()
        try tab.emulate(width: width)
        let wide = "document.documentElement.scrollWidth > innerWidth"
        #expect(try tab.evaluate(wide) == false)
        try tab.press("c")
        try tab.wait(until: "!document.getElementById('corpus').hidden")
        #expect(try tab.evaluate(wide) == false)
    }

    @Test func hostileTextIsText() throws {
        let text = "</script><script>window.hurt=1</script><img src=x onerror=window.hurt=1>"
        let hostile = Value.string(text).json
        let tab = try open(
            """
            {"id":\(hostile),"source":"javascript:window.hurt=1","meta":{\(hostile):\(hostile)},"text":\(hostile),\
            "annotations":[{"id":0,"layer":\(hostile),"label":\(hostile),"start":0,"end":9,"text":"x","by":\(hostile),\
            "attributes":{"entity":\(hostile)}},{"id":1,"layer":"entities","label":"__proto__","start":2,"end":99,"by":"x"}],\
            "relations":[{"id":0,"label":\(hostile),"arguments":{"a":0,\(hostile):[1,7]},"by":"x"}],\
            "scores":{\(hostile):{"value":1,"level":\(hostile),"because":[{"rule":\(hostile),"weight":1}]}}}
            """)
        #expect(try self.text(tab, "#text") == text)
        try tab.hover("#text mark")
        try tab.press("c")
        try tab.wait(until: "!document.getElementById('corpus').hidden")
        #expect(try tab.evaluate("window.hurt === undefined") == true)
        #expect(try count(tab, "img, iframe, body script:not(.record)") == 0)
        #expect(tab.problems == [])
    }

    @Test func spansThatCrossAreDrawnOnce() throws {
        let tab = try open(
            """
            {"id":"a","text":"a👍 b c d","annotations":[\
            {"id":0,"layer":"x","label":"A","start":0,"end":4,"by":"s"},\
            {"id":1,"layer":"x","label":"B","start":3,"end":6,"by":"s"},\
            {"id":2,"layer":"y","label":"C","start":0,"end":8,"by":"s"}]}
            """)
        #expect(try text(tab, "#text") == "a👍 b c d")
        let pieces = try tab.evaluate(
            "[...document.querySelectorAll('#text mark')].map((m) => [m.textContent, m.dataset.spans].join(':'))")
        #expect(pieces == ["a👍 :0 2", "b:1 0 2", " c:1 2", " d:2"])
        #expect(tab.problems == [])
    }

    /// A run that is killed leaves such a file.
    @Test func aPageThatWasCutOffShowsWhatIsWhole() throws {
        _ = try open("{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n")
        let page = try #require(folder.text("r.html"))
        let part = page.prefix(upTo: try #require(page.firstRange(of: "\"two\"")).lowerBound)
        let tab = try Browser.shared.get().open(try folder.write(String(part), to: "part.html"))
        #expect(try count(tab, "#list li") == 1)
        #expect(try text(tab, "#text") == "one")
        #expect(tab.problems == [])
    }

    @Test func thousandsOfDocumentsStayUsable() throws {
        let records = try Repository.text("Examples/news/expected/news.jsonl").split(separator: "\n")
        let many = (0..<2_000).map { index in
            records[index % records.count].replacing("{\"id\":\"", with: "{\"id\":\"\(index)-", maxReplacements: 1)
        }
        let tab = try open(many.joined(separator: "\n"))
        #expect(try text(tab, "#count") == "2,000 documents")
        #expect(try count(tab, "#list li") == 200, "the list grows when it is asked to")
        try tab.press("j")
        try tab.wait(until: "location.hash.startsWith('#doc=1-')")
        #expect(try (count(tab, "#text mark") ?? 0) < 500, "one document is drawn at a time")
        #expect(tab.problems == [])
    }

    /// Contrast of all that is written, in both colours, as WCAG 2.2 asks (1.4.3).
    @Test(arguments: [false, true])
    func textStandsOutFromItsGround(isDark: Bool) throws {
        let tab = try news()
        try tab.emulate(isDark: isDark)
        let weak = try tab.evaluate(Self.contrast)
        #expect(weak == [])
    }

    @Test func everyControlHasAName() throws {
        let tab = try news()
        let nameless = try tab.evaluate(
            """
            [...document.querySelectorAll('button, a, input, select, [role=button]')].filter((element) =>
              !(element.ariaLabel || element.textContent.trim() || element.labels?.length)).map((e) => e.outerHTML)
            """)
        #expect(nameless == [])
        #expect(try count(tab, "header, main, nav[aria-label], aside[aria-label]") == 5)
    }

    private static let contrast = """
        (() => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const color = (value) => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = value;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
          };
          const light = (rgb) => {
            const [r, g, b] = rgb.map((part) => part / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const style = getComputedStyle(at);
              const wash = /(oklch|rgb|color)\\([^)]*\\)(?=[^(]*\\)$)/.exec(style.backgroundImage.split('), linear').pop() + ')');
              if (at.matches('mark.first, mark.last') && wash) return color(wash[0]);
              const own = color(style.backgroundColor);
              if (own[3] > 200) return own;
            }
            return color('white');
          };
          const weak = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (!node.data.trim() || !element.checkVisibility() || element.closest('script, noscript, svg')) continue;
            const [a, b] = [light(color(getComputedStyle(element).color)), light(ground(element))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) weak.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)} ${node.data.slice(0, 20)}`);
          }
          return [...weak];
        })()
        """
}
