"""Measure the preview in a real browser: from just before a save to the new words painted, and to the new PDF.

    python -m tools.bench_serve --rounds 7

A copy of the project is served; its page of Peru is open. Three kinds of save are timed in turn, a sentence of the open
page, a text that publications share, a label of the interface, and with each the reading of the whole project in the
server's terminal line. A PDF is timed from a save to its being ready in the background, beside the renderer's own warm
time for the same page.
"""

import argparse
import json
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from briefs.pipeline import TEMPLATES
from briefs.preview.workshop import Workshop
from briefs.printing import print_job
from briefs.render_html import Renderer
from briefs.render_pdf import render_pdf
from tests.preview.browser import Browser, browser

ROOT = Path(__file__).resolve().parent.parent
EDITION = "en/peru"
PATIENCE = 120  # seconds for one PDF
MOST, MOST_PDF = 0.3, 1.15
WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "inlet", "jetty", "knoll", "lagoon")
# Each kind of save: the file, words in it, and the same with `{}` where others are put.
SAVES = {
    "a sentence of the open page": (
        "content/publications/peru/en.yaml", "It seeks to stop poverty passing", "It {} seeks to stop poverty passing",
    ),
    "a shared text": (
        "content/shared/en.yaml", "it can open a way out", "it can {} open a way out",
    ),
    "a label": ("content/labels/en.yaml", "    Key messages\n", "    Key messages {}\n"),
}  # fmt: skip
SEEN = """new Promise((done) => {
  const look = () => document.body.textContent.includes(NEW);
  const painted = () => requestAnimationFrame(() => setTimeout(() => done(Date.now() / 1000), 0));
  if (look()) return painted();
  const watch = new MutationObserver(() => { if (look()) { watch.disconnect(); painted(); } });
  watch.observe(document, { subtree: true, childList: true, characterData: true });
})"""
BAR = "document.querySelector('briefs-preview').shadowRoot.querySelector('.bar')"
LINK = f"{BAR}.querySelector('a[target=briefs-pdf]')"


def main() -> int:
    """Print the table as Markdown; returns the exit code."""
    parser = argparse.ArgumentParser(description="Measure the preview in a real browser.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pdf-rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="briefs-serve-") as folder:
        project = Path(folder) / "project"
        shutil.copytree(ROOT / "content", project / "content")
        shutil.copytree(ROOT / ".cache", project / ".cache", dirs_exist_ok=True)
        log = Path(folder) / "log"
        with log.open("wb") as file:
            command: list[str | Path] = [
                sys.executable, ROOT / "build.py", "serve", "--project", project, "--port", "0", "--no-open",
            ]  # fmt: skip
            server = subprocess.Popen(command, stdout=file, stderr=file)  # noqa: S603 - our own arguments
        try:
            url = _address(log, server)
            with browser() as tab:
                pages = _pages(tab, url, project, given.rounds)
                readings = [float(each) for each in re.findall(r", (\d+\.\d+) s$", log.read_text("utf-8"), re.M)]
                pdfs, warm = _pdfs(tab, url, project, given.pdf_rounds)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, seconds\n")
    print("| from save to | median | spread | at most |\n|---|---|---|---|")
    for name, times in pages.items():
        _row(f"the page, {name}", times, f"{MOST}")
    _row("of which the server reads and makes the page", readings, "")
    _row("the new PDF", pdfs, f"{MOST_PDF * statistics.median(warm):.2f}")
    _row("the renderer's own warm time for it", warm, "")
    print(f"\nratio to the renderer's own time: {statistics.median(pdfs) / statistics.median(warm):.2f}")
    return 0


def _row(name: str, times: list[float], most: str) -> None:
    print(f"| {name} | {statistics.median(times):.3f} | {min(times):.3f}–{max(times):.3f} | {most} |")


def _address(log: Path, server: "subprocess.Popen[bytes]") -> str:
    while server.poll() is None:
        if found := re.search(r"Preview: (http://[\d.:]+)/", log.read_text("utf-8")):
            return found[1]
        time.sleep(0.1)
    raise SystemExit(log.read_text("utf-8"))


def _pages(tab: Browser, url: str, project: Path, rounds: int) -> dict[str, list[float]]:
    tab.open(f"{url}/{EDITION}/")
    tab.until(f"{BAR} !== null && {LINK} !== null")
    times: dict[str, list[float]] = {name: [] for name in SAVES}
    for number in range(rounds + 1):  # the first round warms
        for name, (file, old, new) in SAVES.items():
            word = f"{WORDS[number % len(WORDS)]}"
            good = (ROOT / file).read_text("utf-8")
            assert old in good, f"{file} does not say: {old}"
            taken = _saved(tab, project / file, good.replace(old, new.format(word), 1), word)
            if number:
                times[name].append(taken)
            (project / file).write_text(good, "utf-8")
            tab.until(f"!document.body.textContent.includes({json.dumps(word)})", 60)
            time.sleep(0.3)
    return times


def _saved(tab: Browser, path: Path, text: str, word: str) -> float:
    """Seconds from just before a write to the frame that shows its new word; both clocks are this machine's."""
    seen: list[float] = []
    script = SEEN.replace("NEW", json.dumps(word))
    watching = threading.Thread(target=lambda: seen.append(tab.evaluate(script)))
    watching.start()
    time.sleep(0.2)  # the browser must be watching
    started = time.time()
    path.write_text(text, "utf-8")
    watching.join(60)
    if not seen:
        raise SystemExit(f"the page never showed `{word}`")
    return seen[0] - started


def _pdfs(tab: Browser, url: str, project: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds from a save to its PDF, and of the renderer alone, in turn."""
    file, old, new = SAVES["a sentence of the open page"]
    good = (ROOT / file).read_text("utf-8")
    address = url + tab.evaluate(f"{LINK}.getAttribute('href')")
    _fetched(address)
    tab.until(f"{LINK}.textContent.includes('pages')", PATIENCE)
    made, alone = [], []
    for number in range(rounds + 1):
        text = good.replace(old, new.format(WORDS[number]), 1)
        before = tab.evaluate(f"{BAR}.querySelector('.saved').textContent")
        started = time.time()
        (project / file).write_text(text, "utf-8")
        tab.until(f"{BAR}.querySelector('.saved').textContent !== {json.dumps(before)}", PATIENCE)
        tab.until(f"{LINK}.textContent.includes('pages')", PATIENCE)
        fetched = _fetched(address)
        taken = time.time() - started
        workshop = Workshop(project)
        workshop.take(workshop.read((), ()))
        order = workshop.order(EDITION)
        job = print_job(order.document, Renderer((TEMPLATES,)), order.cover_map, project)
        started = time.time()
        own = render_pdf(job).data
        if number:  # the first round warms this process and the other
            made.append(taken)
            alone.append(time.time() - started)
        assert own == fetched, "the preview's PDF is not the renderer's"
    return made, alone


def _fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
        data: bytes = answer.read()
    return data


if __name__ == "__main__":
    sys.exit(main())
