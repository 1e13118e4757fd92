/* Opens pages in Chromium and prints, as JSON, what axe and the browser find. Run by axe.py.
 *
 * Standard input: {modules, chromium, pages: [{url, own}], fonts: [family]}
 * Standard output: [{url, view, rule, message}], `view` being how the page was opened.
 *
 * Each page is loaded three times: plainly, its own policy in force; without JavaScript; and with
 * its policy off for axe, at both widths, in light and in dark.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { modules, chromium: executablePath, pages, fonts } = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(modules + "/");
const { chromium } = require("playwright-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const DESK = { width: 1280, height: 900 };
const TELEPHONE = { width: 360, height: 780 };
const AT_ONCE = 2;
const PATIENCE = 30_000; // milliseconds for one load
const ARGUMENTS = [
  "--no-sandbox", // root has no sandbox, and the pages are our own
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/* Load the page as `mode` says, in a context of its own, and call `look(tab, tellIn)`, where
 * `tellIn(view)` reports what is seen in that view. What the browser complains of meanwhile is
 * reported under the mode. Nothing but the page's own files is ever fetched: it is stopped here. */
async function load(browser, { url, own }, mode, options, report, look) {
  const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
  const tellIn = (view) => (rule, message) => report({ url, view, rule, message });
  const tell = tellIn(mode);
  try {
    await context.route("**/*", (route) =>
      isOwn(route.request().url(), own) ? route.continue() : route.abort(),
    );
    const tab = await context.newPage();
    tab.setDefaultTimeout(PATIENCE);
    tab.on("request", (request) => {
      if (!isOwn(request.url(), own)) tell("outside-request", request.url());
    });
    tab.on("requestfailed", (request) => {
      if (!isOwn(request.url(), own)) return;
      tell("failed-request", `${request.url()}: ${request.failure()?.errorText}`);
    });
    tab.on("response", (response) => {
      if (response.status() < 400) return;
      tell("failed-request", `${response.url()}: ${response.status()}`);
    });
    tab.on("console", (message) => {
      // What fails to load is told above, with its address.
      if (message.type() !== "error" || message.text().startsWith("Failed to load")) return;
      tell("console-error", message.text());
    });
    tab.on("pageerror", (error) => tell("page-error", String(error)));
    await tab.goto(url, { waitUntil: "load" });
    await look(tab, tellIn);
  } catch (error) {
    tell("not-judged", String(error).split("\n")[0]);
  } finally {
    await context.close();
  }
}

function isOwn(address, own) {
  return address.startsWith(own) || address.startsWith("data:") || address.startsWith("blob:");
}

async function judge(browser, page, report) {
  await load(browser, page, "plain", { viewport: DESK }, report, async (tab, tellIn) => {
    for (const viewport of [DESK, TELEPHONE]) {
      await tab.setViewportSize(viewport);
      await tab.waitForFunction(() => document.fonts.status === "loaded");
      await lookAtFonts(tab, tellIn(named(viewport)));
    }
    await lookForOverflow(tab, tellIn(named(TELEPHONE)));
  });
  const scriptless = { viewport: TELEPHONE, javaScriptEnabled: false };
  await load(browser, page, "no JavaScript", scriptless, report, async (tab, tellIn) => {
    const text = await tab.locator("body").innerText();
    if (text.trim() === "") tellIn("no JavaScript")("no-javascript", "the page shows no text");
    await lookForOverflow(tab, tellIn("no JavaScript"));
  });
  const open = { viewport: DESK, bypassCSP: true };
  await load(browser, page, "no policy", open, report, async (tab, tellIn) => {
    await tab.evaluate(AXE);
    for (const viewport of [DESK, TELEPHONE]) {
      await tab.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"]) {
        await tab.emulateMedia({ colorScheme });
        await runAxe(tab, tellIn(`${named(viewport)} ${colorScheme}`));
      }
    }
  });
}

function named({ width, height }) {
  return `${width}x${height}`;
}

async function lookAtFonts(tab, tell) {
  const faces = await tab.evaluate(() =>
    [...document.fonts].map((face) => ({
      family: face.family.replace(/^["']|["']$/g, ""),
      status: face.status,
    })),
  );
  for (const { family, status } of faces) {
    if (status === "error") tell("font", `a face of ${family} did not load`);
  }
  for (const family of fonts) {
    if (!faces.some((face) => face.family === family && face.status === "loaded")) {
      tell("font", `no face of ${family} loaded`);
    }
  }
}

async function lookForOverflow(tab, tell) {
  const { scrolled, width, culprits } = await tab.evaluate(() => {
    const path = (element) =>
      element.localName + (element.id ? `#${element.id}` : "") +
      [...element.classList].map((name) => `.${name}`).join("");
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
    });
    return {
      scrolled: document.documentElement.scrollWidth,
      width: innerWidth,
      culprits: [...new Set(wide.map(path))].slice(0, 3),
    };
  });
  if (scrolled > width) {
    tell("overflow", `${scrolled} px of content in ${width} px: ${culprits.join(", ")}`);
  }
}

async function runAxe(tab, tell) {
  const violations = await tab.evaluate(async (tags) => {
    const results = await axe.run(document, {
      runOnly: { type: "tag", values: tags },
      rules: { "target-size": { enabled: true } }, // WCAG 2.2's, off unless asked for
      resultTypes: ["violations"],
      preload: false, // it asks again for the style sheets, which a file may not do
    });
    return results.violations.map(({ id, help, impact, nodes }) => ({
      id,
      help,
      impact,
      nodes: nodes.map(({ target, any, all, none }) => ({
        target: target.flat(2).join(" "),
        reasons: [...any, ...all, ...none].map((each) => each.message).join("; "),
      })),
    }));
  }, TAGS);
  for (const { id, help, impact, nodes } of violations) {
    for (const { target, reasons } of nodes) {
      tell(`axe ${id} (${impact})`, `${target}: ${help}: ${reasons}`);
    }
  }
}

const found = [];
const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
try {
  const waiting = [...pages];
  const work = async () => {
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      await judge(browser, page, (finding) => found.push(finding));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(found));
