/* Chromium, driven line by line. Run by browser.py.
 *
 * The first line of standard input is {modules, chromium}; every other line is one request, [name, ...arguments], which
 * is answered by one line, {value} or {error}. A page's complaints are kept for `complaints`.
 */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { modules, chromium: executablePath } = JSON.parse((await lines.next()).value);
const { chromium } = createRequire(modules + "/")("playwright-core");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const tab = await context.newPage();
tab.setDefaultTimeout(30_000);
let complaints = [];
tab.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
tab.on("pageerror", (error) => complaints.push(String(error)));

const whileItLoads = (error) => {
  if (!/context was destroyed|properties of null/.test(error)) throw error;
};
const todo = {
  open: async (url) => { await tab.goto(url, { waitUntil: "load" }); },
  evaluate: (script) => tab.evaluate(script),
  until: async (script, patience) => { // not waitForFunction: it needs eval, which a page's policy forbids
    const end = Date.now() + patience;
    while (!(await tab.evaluate(script).catch(whileItLoads))) {
      if (Date.now() > end) throw new Error(`never came true: ${script}`);
      await new Promise((done) => setTimeout(done, 25));
    }
  },
  size: (width, height) => tab.setViewportSize({ width, height }),
  media: (options) => tab.emulateMedia(options),
  press: (key) => tab.keyboard.press(key),
  click: (selector) => tab.click(selector),
  picture: async (path) => { await tab.screenshot({ path }); },
  complaints: () => complaints.splice(0),
};
for await (const line of lines) {
  const [name, ...given] = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await todo[name](...given)) ?? null };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
await browser.close();
