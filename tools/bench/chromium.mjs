/* Prints pages to PDF in one Chromium, one after another. Run by chromium.py.
 *
 * Standard input: {modules, chromium, pages: [{url, pdf}]}
 * Standard output: [seconds], one a page.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { modules, chromium: executablePath, pages } = JSON.parse(readFileSync(0, "utf8"));
const { chromium } = createRequire(modules + "/")("playwright-core");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const seconds = [];
try {
  const tab = await browser.newPage();
  for (const { url, pdf } of pages) {
    const started = performance.now();
    await tab.goto(url, { waitUntil: "load" });
    await tab.evaluate(() => document.fonts.ready);
    await tab.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
    seconds.push((performance.now() - started) / 1000);
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seconds));
