// Keeps a page of the preview in step with what is saved. Only the preview adds it to its pages.
const script = document.currentScript;
const host = document.createElement("briefs-preview");
const root = host.attachShadow({ mode: "open" });
const standIn = script.dataset.page === "start"; // there is no page yet, or no more
let shown = script.dataset.page; // the digest of what the page shows
let hidden = ""; // the problems that were put out of sight
let stream, retry;

// ---- The bar and the problems

const make = (name, properties = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside.filter((each) => each !== null));
  return element;
};
const status = make("p", { className: "unseen" });
status.setAttribute("role", "status");
const saved = make("span", { className: "saved" });
const count = make("button", { className: "count", type: "button", hidden: true });
const links = make("span", { className: "links" });
const bar = make("section", { className: "bar" }, make("span", { className: "name", textContent: "Preview" }), saved, count, links, status);
bar.setAttribute("aria-label", "Preview");
const heading = make("h2", { id: "heading" });
const under = make("p");
const hide = make("button", { className: "hide", type: "button", textContent: "Show the page" });
const list = make("ol", { className: "list", tabIndex: 0 });
list.setAttribute("aria-labelledby", "heading");
const panel = make("div", { className: "panel", tabIndex: -1, hidden: true }, make("div", { className: "head" }, make("div", {}, heading, under), hide), list);
panel.setAttribute("role", "dialog");
panel.setAttribute("aria-labelledby", "heading");
const veil = make("div", { className: "veil", hidden: true });
const all = make("div", { className: "frame" }, veil, panel, bar);
all.lang = "en";

const open = (isOpen) => {
  if (panel.hidden !== isOpen) return;
  const had = panel.contains(root.activeElement);
  panel.hidden = veil.hidden = !isOpen;
  if (!isOpen && had) (count.hidden ? document.body : count).focus();
};
hide.addEventListener("click", () => { hidden = list.dataset.of; open(false); });
count.addEventListener("click", () => { hidden = ""; open(panel.hidden); if (!panel.hidden) panel.focus(); });
veil.addEventListener("click", () => hide.click());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden && !standIn) hide.click();
});

// A message names keys and placeholders between backticks.
const worded = (className, text) => make("p", { className },
  ...text.split("`").map((part, n, { length }) => (n % 2 && n < length - 1 ? make("code", { textContent: part }) : n % 2 ? `\`${part}` : part)));
const problem = (of) => make("li", {},
  worded("message", of.message),
  make("p", { className: "place" }, make("b", { textContent: of.file }),
    of.line ? `, line ${of.line}, column ${of.column}` : "", of.key ? ` · ${of.key}` : ""),
  of.before || of.mark || of.after
    ? make("pre", { className: "excerpt" }, make("span", { textContent: of.line }),
      make("code", {}, of.before.trimStart(), make("mark", { textContent: of.mark || " " }), of.after))
    : null,
  of.hint ? worded("hint", of.hint) : null);

const tell = (state) => {
  const number = state.problems.length;
  const words = number === 1 ? "1 problem" : `${number} problems`;
  saved.textContent = `Version ${state.version}, saved ${state.saved}`;
  saved.className = "saved";
  all.classList.remove("lost");
  all.classList.toggle("wrong", number > 0);
  all.classList.toggle("first", standIn && number > 0);
  count.hidden = number === 0 || standIn;
  count.textContent = words;
  const of = JSON.stringify(state.problems);
  if (of !== list.dataset.of) {
    list.dataset.of = of;
    list.replaceChildren(...state.problems.map(problem));
    heading.textContent = number === 1 ? "There is a problem" : `There are ${number} problems`;
    under.textContent = standIn ? "The page comes when this is mended." : "Below is the page as it was last in order.";
    status.textContent = number ? `${words}: ${state.problems[0].message}` : "In order again";
  }
  open(number > 0 && of !== hidden);
  if (!number) hidden = "";
  const ways = state.links.map(({ text, href }) => make("a", { textContent: text, href }));
  if (state.pdf) ways.push(pdf(state.pdf));
  if (links.dataset.of !== JSON.stringify([state.links, state.pdf])) {
    links.dataset.of = JSON.stringify([state.links, state.pdf]);
    links.replaceChildren(...ways);
  }
};

// The PDF opens in one tab of its own: the link leads there again after a change.
const pdf = ({ href, state, pages }) => {
  const words = { none: "PDF", making: "PDF is being made", ready: `PDF of this version: ${pages} pages` }[state];
  return make("a", { textContent: pages || state !== "ready" ? words : "PDF", href, target: "briefs-pdf", className: state });
};

// ---- The page: what differs is changed in place, so that it neither flickers nor moves

const ours = (node) => node === host || (node.nodeName === "SCRIPT" && node.src === script.src) ||
  (node.nodeName === "LINK" && node.rel === "stylesheet");
const alike = (a, b) => a.nodeName === b.nodeName && (a.id ?? "") === (b.id ?? "");

const change = (old, fresh) => {
  if (old.isEqualNode(fresh)) return;
  if (!alike(old, fresh)) return old.replaceWith(document.importNode(fresh, true));
  if (old.nodeType !== Node.ELEMENT_NODE) { old.data = fresh.data; return; }
  const unfolded = old.nodeName === "DETAILS" && old.open;
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const each of fresh.attributes) {
    if (old.getAttribute(each.name) !== each.value) old.setAttributeNodeNS(each.cloneNode());
  }
  if (unfolded) old.open = true;
  changeInside(old, fresh);
};

const changeInside = (parent, fresh) => {
  const was = [...parent.childNodes].filter((node) => !ours(node));
  const now = [...fresh.childNodes].filter((node) => !ours(node));
  while (was.length && now.length && was[0].isEqualNode(now[0])) { was.shift(); now.shift(); }
  let after = null; // what follows the part that differs
  while (was.length && now.length && was.at(-1).isEqualNode(now.at(-1))) { after = was.pop(); now.pop(); }
  for (const node of now) {
    const found = was.findIndex((each) => alike(each, node));
    if (found < 0 || (found > 0 && !node.id)) {
      parent.insertBefore(document.importNode(node, true), was[0] ?? after);
      continue;
    }
    was.splice(0, found).forEach((each) => each.remove());
    change(was.shift(), node);
  }
  was.forEach((each) => each.remove());
};

// What stands at a third of the window's height, and what it stands in: it shall stand there afterwards.
const marks = () => {
  const element = document.elementsFromPoint(innerWidth * 0.6, innerHeight / 3).find((each) => each !== host);
  const found = [];
  for (let each = element; each && each !== document.body; each = each.parentElement) {
    found.push([each, each.getBoundingClientRect().top]);
  }
  return found;
};

const dress = async (page) => {
  const links = (of) => [...of.querySelectorAll("link[rel=stylesheet]")];
  const was = links(document), now = links(page).map((each) => each.getAttribute("href"));
  const missing = now.filter((href) => !was.some((each) => each.getAttribute("href") === href));
  await Promise.all(missing.map((href) => new Promise((done) => {
    const link = make("link", { rel: "stylesheet", onload: done, onerror: done });
    link.setAttribute("href", href);
    document.head.append(link);
  })));
  was.filter((each) => !now.includes(each.getAttribute("href"))).forEach((each) => each.remove());
};

let turn = 0;
const renew = async () => {
  const own = ++turn;
  const answer = await fetch(location.pathname, { cache: "no-store" });
  const text = await answer.text();
  if (own !== turn) return; // a newer one is under way
  const page = new DOMParser().parseFromString(text, "text/html");
  const scripts = [...page.scripts].some((each) => each.src !== script.src);
  if (standIn || scripts || !answer.ok) return location.reload(); // a browser keeps the place itself
  await dress(page);
  if (own !== turn) return;
  const at = scrollY > 0 ? marks() : [];
  const style = document.documentElement.style;
  style.overflowAnchor = "none"; // or the browser would move the page as well
  changeInside(document.head, page.head);
  const { head, body } = document;
  for (const [old, fresh] of [[document.documentElement, page.documentElement], [body, page.body]]) {
    for (const name of ["lang", "dir", "class"]) {
      if (fresh.hasAttribute(name)) old.setAttribute(name, fresh.getAttribute(name)); else old.removeAttribute(name);
    }
  }
  changeInside(body, page.body);
  const mark = at.find(([element]) => element.isConnected && element.getClientRects().length);
  if (mark) scrollBy({ top: mark[0].getBoundingClientRect().top - mark[1], behavior: "instant" });
  requestAnimationFrame(() => requestAnimationFrame(() => { style.overflowAnchor = ""; }));
  shown = answer.headers.get("x-preview-page");
};

// ---- The connection: only while somebody looks, since a browser has few of them for one address

const connect = () => {
  clearTimeout(retry);
  stream?.close();
  stream = new EventSource(`/_preview/events?page=${encodeURIComponent(decodeURIComponent(location.pathname))}`);
  stream.onmessage = ({ data }) => {
    const state = JSON.parse(data);
    tell(state);
    if (state.page && state.page !== shown) renew().catch(lost);
    else if (!state.page && state.started && !standIn && !state.problems.length) location.reload(); // it is gone
  };
  stream.onerror = lost;
};
const lost = () => {
  all.classList.add("lost");
  saved.textContent = "Connection lost. Is the preview still running?";
  clearTimeout(retry);
  retry = setTimeout(() => { if (!document.hidden) connect(); }, 1000);
};
document.addEventListener("visibilitychange", () => {
  if (document.hidden) { clearTimeout(retry); stream?.close(); } else connect();
});
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => { if (event.persisted) connect(); });

const sheet = make("link", { rel: "stylesheet", href: "/_preview/preview.css", onload: () => { host.hidden = false; } });
host.hidden = true;
root.append(sheet, all);
document.body.append(host);
const room = new CSSStyleSheet(); // the foot of the page and what is focused stay above the bar
room.replaceSync("@media screen{body{padding-bottom:2.5rem}html{scroll-padding-bottom:3.5rem}}");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
connect();
