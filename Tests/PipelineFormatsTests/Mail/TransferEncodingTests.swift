import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Transfer encodings")
struct TransferEncodingTests {
    private func decode(_ text: String, _ encoding: String?) -> String {
        String(decoding: TransferEncoding.decode(ArraySlice(text.utf8), encoding), as: UTF8.self)
    }

    @Test(
        arguments: [
            ("YWJj", "Base64", "abc"), ("YW\r\nJj\r\nZA==", "base64", "abcd"), ("", "base64", ""),
            ("Y!W=", "base64", "a"),
            ("a=C3=A9=3D b=\r\nc = d=\n", "quoted-printable", "aé= bc = d"), ("x=", "quoted-printable", "x"),
            ("=ZZ=4", "quoted-printable", "=ZZ=4"), ("a=C3=A9", "7bit", "a=C3=A9"), ("a", nil, "a"),
        ])
    func bytesComeBack(_ text: String, _ encoding: String?, _ expected: String) {
        #expect(decode(text, encoding) == expected)
    }

    @Test(
        arguments: [
            ("plain", "plain"), ("=?utf-8?Q?caf=C3=A9_x?=", "café x"), ("=?UTF-8?B?w6k=?= and", "é and"),
            ("=?iso-8859-1?q?=E9?=\t=?utf-8?q?=C3=A9?= =?x", "éé =?x"), ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
            ("=?none?q?a?=", "a"), ("=?utf-8*en?q?a?=", "a"),
        ])
    func wordsOfHeadersAreDecoded(_ header: String, _ expected: String) {
        #expect(TransferEncoding.words(header) == expected)
    }

    @Test func anythingCanBeDecoded() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<5000 {
            let bytes = (0..<random.number(in: 0..<30)).map { _ in
                random.pick(Array("=?AZaz09/+ \r\nq_b8u-".utf8) + [0xFF, 0x00])
            }
            for encoding in ["base64", "quoted-printable"] {
                #expect(TransferEncoding.decode(bytes[...], encoding).count <= bytes.count)
            }
            _ = TransferEncoding.words(String(decoding: bytes, as: UTF8.self))
        }
    }
}
