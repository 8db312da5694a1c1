public import PipelineCore

/// A page in a browser, and a person before it.
public struct BrowserTab: Sendable {
    let browser: Browser
    let session: String

    /// The value of an expression of JavaScript.
    @discardableResult
    public func evaluate(_ script: String) throws -> Value {
        let result = try browser.call(
            "Runtime.evaluate", ["expression": .string(script), "returnByValue": true, "awaitPromise": true],
            session: session)
        if let problem = result["exceptionDetails"] { throw Browser.Failure(description: "\(script): \(problem.json)") }
        return result["result"]?.object?["value"] ?? .null
    }

    /// Waits until an expression is true; not for ever.
    public func wait(until script: String) throws {
        let start = ContinuousClock.now
        while try evaluate(script) != true {
            guard ContinuousClock.now - start < .seconds(60) else {
                throw Browser.Failure(description: "waited in vain until \(script)")
            }
        }
    }

    /// Presses a key, by the name that events give it.
    public func press(_ key: String) throws {
        let codes: [String: Int64] = ["Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowRight": 39]
        var event: Value.Object = ["type": "keyDown", "key": .string(key)]
        if let code = codes[key] { event["windowsVirtualKeyCode"] = .integer(code) }
        if key.count == 1 { event["text"] = .string(key) }
        if key == "Enter" { event["text"] = "\r" }
        try browser.call("Input.dispatchKeyEvent", event, session: session)
        event["type"] = "keyUp"
        event["text"] = nil
        try browser.call("Input.dispatchKeyEvent", event, session: session)
    }

    /// Types text where the focus is.
    public func type(_ text: String) throws {
        try browser.call("Input.insertText", ["text": .string(text)], session: session)
    }

    /// Moves the pointer to the first element of a selector and clicks.
    public func click(_ selector: String) throws {
        let point = try point(of: selector)
        for type in ["mouseMoved", "mousePressed", "mouseReleased"] {
            try mouse(type, point)
        }
    }

    /// Moves the pointer to the first element of a selector.
    public func hover(_ selector: String) throws { try mouse("mouseMoved", point(of: selector)) }

    /// Behaves as on a screen of a size, with light or dark colours, or as on paper.
    public func emulate(width: Int = 1400, height: Int = 900, isDark: Bool = false, isPrinted: Bool = false) throws {
        try browser.call(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .integer(Int64(width)), "height": .integer(Int64(height)), "deviceScaleFactor": 1,
                "mobile": false,
            ], session: session)
        try browser.call(
            "Emulation.setEmulatedMedia",
            [
                "media": isPrinted ? "print" : "",
                "features": [["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]],
            ], session: session)
    }

    /// All that the page should not have done: errors, messages to the console, fetches of anything but itself.
    public var problems: [String] {
        browser.events(of: session).compactMap { event in
            let details = event["params"]?.object ?? [:]
            switch event["method"]?.string {
            case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled":
                return Value.object(details).json
            case "Network.requestWillBeSent":
                let address = details["request"]?.object?["url"]?.string ?? ""
                return address.hasPrefix("file://") && details["type"] == "Document" ? nil : "fetched \(address)"
            default: return nil
            }
        }
    }

    private func point(of selector: String) throws -> (x: Value, y: Value) {
        let script = """
            (() => {
              const element = document.querySelector(\(Value.string(selector).json));
              element.scrollIntoView({ block: 'center' });
              const box = element.getClientRects()[0];
              return [box.x + box.width / 2, box.y + box.height / 2];
            })()
            """
        guard let point = try evaluate(script).array, point.count == 2 else {
            throw Browser.Failure(description: "\(selector) stands nowhere")
        }
        return (point[0], point[1])
    }

    private func mouse(_ type: String, _ point: (x: Value, y: Value)) throws {
        try browser.call(
            "Input.dispatchMouseEvent",
            ["type": .string(type), "x": point.x, "y": point.y, "button": "left", "clickCount": 1], session: session)
    }
}
