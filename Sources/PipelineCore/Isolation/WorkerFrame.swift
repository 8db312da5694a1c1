/// What goes between a run and a worker process: a JSON object, and bytes that need no encoding.
///
/// On the wire: the number of bytes of the object (4 bytes) and of the body (8 bytes), both with the lowest byte first,
/// then object and body.
struct WorkerFrame {
    static let lengthOfSizes = 12
    /// Metadata, warnings and errors of one document.
    static let greatestHead = 64 << 20

    var head: Value.Object
    var body: [UInt8] = []

    /// What a frame says of its size before it comes.
    struct Sizes {
        var head: Int
        var body: Int

        /// Reads the first bytes of a frame; `nil` for sizes that no frame has.
        init?(_ bytes: some Collection<UInt8>, greatestBody: Int) {
            func number(_ bytes: some Collection<UInt8>) -> UInt64 {
                bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
            }
            guard bytes.count == WorkerFrame.lengthOfSizes else { return nil }
            let (head, body) = (number(bytes.prefix(4)), number(bytes.dropFirst(4)))
            guard head <= WorkerFrame.greatestHead, body <= UInt64(greatestBody) else { return nil }
            (self.head, self.body) = (Int(head), Int(body))
        }
    }

    /// The frame as it is sent.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(head)
        let object = writer.bytes
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.lengthOfSizes + object.count + body.count)
        for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: object.count >> (8 * shift))) }
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: body.count >> (8 * shift))) }
        bytes += object
        bytes += body
        return bytes
    }

    init(head: Value.Object, body: [UInt8] = []) {
        self.head = head
        self.body = body
    }

    /// Reads what follows the sizes; `nil` when it is no frame.
    init?(_ sizes: Sizes, _ content: [UInt8]) {
        guard content.count == sizes.head + sizes.body,
            case .object(let head)? = try? JSONParser.parse(content.prefix(sizes.head))
        else { return nil }
        self.head = head
        body = Array(content.dropFirst(sizes.head))
    }
}
