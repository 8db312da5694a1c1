import Foundation
import PipelineTestSupport
import Testing

/// Contrast of each colour of text with each ground that it may stand on, as WCAG 2.2 asks (1.4.3), from the style itself.
@Suite("Contrast of the page")
struct ViewContrastTests {
    /// A colour in linear sRGB.
    private struct Color {
        var red, green, blue: Double

        var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

        init(_ red: Double, _ green: Double, _ blue: Double) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        /// `#rrggbb` or `oklch(L% C H)`, as the style writes them.
        init?(_ text: Substring) {
            if text.hasPrefix("#"), let bits = Int(text.dropFirst(), radix: 16) {
                self.init(Self.linear(bits >> 16), Self.linear(bits >> 8), Self.linear(bits))
                return
            }
            let numbers = text.dropFirst("oklch(".count).dropLast().split(separator: " ")
                .compactMap { Double($0.replacing("%", with: "")) }
            guard numbers.count == 3 else { return nil }
            self.init(lightness: numbers[0] / 100, chroma: numbers[1], hue: numbers[2] * .pi / 180)
        }

        /// What a byte of sRGB, the lowest of a number, means.
        private static func linear(_ bits: Int) -> Double {
            let part = Double(bits & 255) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }

        /// By the matrices of OKLab; what no screen can show is cut off.
        init(lightness: Double, chroma: Double, hue: Double) {
            let (a, b) = (chroma * cos(hue), chroma * sin(hue))
            let long = pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3)
            let medium = pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3)
            let short = pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3)
            let red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
            let green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
            let blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
            self.init(min(1, max(0, red)), min(1, max(0, green)), min(1, max(0, blue)))
        }

        func contrast(with other: Color) -> Double {
            let (a, b) = (luminance, other.luminance)
            return (max(a, b) + 0.05) / (min(a, b) + 0.05)
        }
    }

    private static let grounds = ["paper", "surface", "sunken"]
    private static let washes = (0..<12).map { "w\($0)" }
    private static let inks = (0..<12).map { "i\($0)" }

    /// What is written on what. Labels within each other may put any label's ink on any wash.
    private static var pairs: [(ink: String, ground: String)] {
        let writings: [(inks: [String], grounds: [String])] = [
            (["ink"], grounds + washes + ["glow"]),
            (["soft", "accent", "bad", "good"], grounds),
            (inks, grounds + washes),
        ]
        return writings.flatMap { writing in
            writing.inks.flatMap { ink in writing.grounds.map { (ink: ink, ground: $0) } }
        }
    }

    private let colors: [String: [Color]]

    init() throws {
        let style = try Repository.text("Sources/CPipelineView/Data/view.css")
        let definition = /--([a-z]+\d*): light-dark\((#[0-9a-f]{6}|oklch\([^)]*\)), (#[0-9a-f]{6}|oklch\([^)]*\))\)/
        colors = Dictionary(
            uniqueKeysWithValues: style.matches(of: definition).map { match in
                (String(match.1), [match.2, match.3].compactMap { Color($0) })
            })
    }

    @Test(arguments: [0, 1])
    func textStandsOutFromItsGround(scheme: Int) throws {
        for (ink, ground) in Self.pairs {
            let ratio = try #require(colors[ink])[scheme].contrast(with: try #require(colors[ground])[scheme])
            #expect(ratio >= 4.5, "\(ink) on \(ground), \(scheme == 0 ? "light" : "dark"): \(ratio)")
        }
    }

    @Test func blackOnWhiteIsTwentyOne() throws {
        let (black, white) = (try #require(Color("#000000")), try #require(Color("oklch(100% 0 0)")))
        #expect(abs(black.contrast(with: white) - 21) < 0.01)
    }

    /// A text that is half transparent has another colour than its variable says.
    @Test func noTextIsTransparent() throws {
        let style = try Repository.text("Sources/CPipelineView/Data/view.css")
        let rules = style.matches(of: /([^{}]+)\{[^}]*opacity: 0?\.\d/).map {
            $0.1.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        #expect(rules == ["svg .edge"])
    }
}
