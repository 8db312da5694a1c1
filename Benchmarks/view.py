"""Times of a page of records in headless Chromium. Usage: view.py PAGE; prints a line of figures each."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

SWITCH = """
(async () => {
  const times = [];
  for (let round = 0; round < 41; round++) {
    times.push(await new Promise((resolve) => {
      const start = performance.now();
      addEventListener('hashchange', () => { document.body.offsetHeight; resolve(performance.now() - start); }, { once: true });
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
    }));
  }
  return times;
})()
"""

SEARCH = """
(async () => {
  const times = [];
  const field = document.getElementById('search');
  for (const word of ['ceasefire', 'minister', 'said', 'the', 'e', 'no such word', 'cholera', 'bank', 'court', 'q']) {
    // Enter searches at once; otherwise the page waits for a pause of 90 ms in the typing.
    field.value = word;
    const start = performance.now();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    document.body.offsetHeight;
    times.push(performance.now() - start);
  }
  return times;
})()
"""

CORPUS = """
(async () => {
  const start = performance.now();
  document.getElementById('view-corpus').click();
  while (document.getElementById('corpus').hidden) await new Promise((resolve) => setTimeout(resolve));
  document.body.offsetHeight;
  return [performance.now() - start];
})()
"""

LOADED = """
new Promise((resolve) => {
  const look = () => {
    const times = performance.getEntriesByType('navigation')[0];
    if (document.documentElement?.dataset.ready === undefined || !times.loadEventEnd) return setTimeout(look, 5);
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    resolve([times.domContentLoadedEventEnd, paint ? paint.startTime : 0, Number(document.documentElement.dataset.ready)]);
  };
  look();
})
"""


class Browser:
    """A Chromium that is driven over a pipe, with the protocol of its developer tools."""

    def __init__(self, folder):
        program = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
        if program is None:
            sys.exit("there is no chromium; make browser installs it")
        commands, self.writing = os.pipe()
        self.reading, answers = os.pipe()

        def take_pipes():
            first, second = os.dup(commands), os.dup(answers)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--remote-debugging-pipe", "--window-size=1400,900", "--user-data-dir=" + folder],
            close_fds=False, preexec_fn=take_pipes, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.buffer = b""
        self.number = 0

    def call(self, method, parameters=None, session=None):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        os.write(self.writing, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self.buffer:
                self.buffer += os.read(self.reading, 65536)
            line, self.buffer = self.buffer.split(b"\0", 1)
            answer = json.loads(line)
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(str(answer["error"]))
                return answer["result"]

    def open(self, path):
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self.call("Page.enable", session=session)
        self.call("Page.navigate", {"url": "file://" + os.path.abspath(path)}, session)
        return session

    def evaluate(self, script, session):
        result = self.call(
            "Runtime.evaluate", {"expression": script, "returnByValue": True, "awaitPromise": True}, session)
        if "exceptionDetails" in result:
            sys.exit(str(result["exceptionDetails"]))
        return result["result"]["value"]


def figures(times):
    ordered = sorted(times)
    return f"median {ordered[len(ordered) // 2]:.0f} ms, longest {ordered[-1]:.0f} ms"


def main(path):
    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(folder)
        try:
            loads = []
            for _ in range(5):
                session = browser.open(path)
                loads.append(browser.evaluate(LOADED, session))
            print(f"page: {os.path.getsize(path) / 1e6:.1f} MB, {loads[0][2]:,} documents")
            print("until it answers:", figures([load[0] for load in loads]))
            print("until something is seen:", figures([load[1] for load in loads]))
            print("switch of document:", figures(browser.evaluate(SWITCH, session)))
            print("search:", figures(browser.evaluate(SEARCH, session)))
            print("corpus:", figures(browser.evaluate(CORPUS, session)))
            heap = browser.evaluate("performance.memory.usedJSHeapSize", session)
            print(f"memory of the script: {heap / 1e6:.0f} MB")
        finally:
            browser.process.terminate()
            browser.process.wait()


main(sys.argv[1])
