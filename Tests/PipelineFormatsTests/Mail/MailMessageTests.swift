import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Mails")
struct MailMessageTests {
    private func mail(_ text: String) throws -> MailMessage { try MailMessage(Array(text.utf8)) }

    @Test func aPlainMailIsItsBody() throws {
        let mail = try mail("Subject: =?utf-8?q?Caf=C3=A9?=\r\nFrom: a@b\r\n\r\nDear all,\r\n\r\nno.\r\n")
        #expect(mail.text == "Dear all,\n\nno.\n" && mail.attachments.isEmpty)
        #expect(TransferEncoding.words(mail.header["subject"] ?? "") == "Café")
    }

    @Test func theBodyHasItsOwnEncoding() throws {
        let head = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
        #expect(try mail(head + "caf=E9 on=\nward").text == "café onward")
    }

    private static let parts = """
        Content-Type: multipart/mixed; boundary="A"

        preamble
        --A
        Content-Type: multipart/alternative; boundary=B

        --B
        Content-Type: text/html; charset=utf-8

        <html lang=en><p>In <b>HTML</b></p>
        --B
        Content-Type: text/plain

        In plain
        --B--
        --A
        Content-Type: application/pdf; name="x.pdf"
        Content-Disposition: attachment; filename="=?utf-8?q?r=C3=A9sum=C3=A9.pdf?="
        Content-Transfer-Encoding: base64

        AAAA
        --A
        Content-Type: message/rfc822

        Subject: inner

        Inner text
        --A--
        epilogue
        """

    @Test func ofPartsTheTextCounts() throws {
        let mail = try mail(Self.parts)
        #expect(mail.text == "In plain\n\nInner text" && mail.attachments == ["résumé.pdf"])
        #expect(try self.mail(Self.parts.replacing("\n", with: "\r\n")).text == "In plain\n\nInner text")
    }

    @Test func htmlIsReadWhereNothingElseIs() throws {
        let mail = try mail("Content-Type: text/html\n\n<html lang=de><p>Eins<p>Zwei")
        #expect(mail.text == "Eins\n\nZwei" && mail.language == "de")
    }

    @Test(arguments: [
        "", "\n", "Content-Type: multipart/mixed; boundary=A\n\n--A\n--A\n--A", "Content-Type: multipart/mixed\n\nx",
        "Content-Type: multipart/mixed; boundary=A\n\nno parts",
    ])
    func whatIsBrokenStillEnds(_ text: String) throws {
        _ = try mail(text)
    }

    @Test func anyBytesAreAMail() throws {
        var random = SeededRandom(seed: 8)
        let start = Array(Self.parts.utf8)
        for _ in 0..<2000 {
            var bytes = start
            for _ in 0..<random.number(in: 1..<6) {
                let place = random.number(in: 0..<bytes.count)
                if random.number(in: 0..<2) == 0 {
                    bytes[place] = UInt8(random.number(in: 0..<256))
                } else {
                    bytes.removeSubrange(place..<min(place + random.number(in: 1..<20), bytes.count))
                }
            }
            _ = try MailMessage(bytes)
        }
    }
}
