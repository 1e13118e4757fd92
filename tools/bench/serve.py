"""The preview in a real browser: from just before a save to the new words painted, and to the new PDF.

A copy of the project is served, and its page of Peru is open. Each round saves a sentence of that page, a text that
publications share, a label of the interface and a fact. Then, with a PDF asked for, each round saves the sentence
again: timed from the save to the new PDF in hand, beside the renderer's own time for the same job in a warm process
like that of the preview, before it and after it in turn.
"""

import json
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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from briefs import worker
from briefs.engine import engine
from briefs.executors import Processes
from briefs.jobs import PrintJob
from briefs.preview.workshop import Workshop
from tools.bench.ours import BUILD
from tools.bench.process import RunError, python
from tools.bench.results import Measured, Results
from tools.browser import Browser, browser

EDITION = "en/peru"
PATIENCE = 120  # seconds for one page or PDF
PAGE, READING, PDF, OWN = (
    "the page, ",
    "of which the server reads and makes the page",
    "the new PDF",
    "the renderer alone",
)
WORDS = (
    "amber",
    "birch",
    "cedar",
    "quince",
    "yarrow",
    "fjord",
    "zinnia",
    "heath",
    "linnet",
    "jetty",
    "knoll",
    "lagoon",
)


@dataclass(frozen=True)
class Save:
    """A file, what it says, and what is put there with a new word or number; `seen` is what the page then says."""

    file: str
    old: str
    new: str
    seen: str = "{word}"


SENTENCE = Save(
    "content/publications/peru/en.yaml", "It seeks to stop poverty passing", "It {word} seeks to stop poverty passing"
)
SAVES = {
    "a sentence of it": SENTENCE,
    "a shared text": Save("content/shared/en.yaml", "it can open a way out", "it can {word} open a way out"),
    "a label": Save("content/labels/en.yaml", "    Key messages\n", "    Key messages {word}\n"),
    "a fact": Save(
        "content/cases/peru-haku-winay/case.yaml", "    value: 65000\n", "    value: 65{number}\n", "65,{number}"
    ),
}
# Resolves with the time at which a frame with the new words was painted.
SEEN = """new Promise((done) => {
  const look = () => document.body.textContent.includes(NEW);
  const painted = () => requestAnimationFrame(() => setTimeout(() => done(Date.now() / 1000), 0));
  const watch = new MutationObserver(() => { if (look()) { watch.disconnect(); painted(); } });
  watch.observe(document, { subtree: true, childList: true, characterData: true });
})"""
ROOT = "document.querySelector('briefs-preview').shadowRoot"
LINK = f"{ROOT}.querySelector('.bar a[target=briefs-pdf]')"
SAVED = f"{ROOT}.querySelector('.bar .saved').textContent"
# Resolves when a later version's PDF is there.
PRINTED = f"""new Promise((done) => {{
  const before = {SAVED};
  const look = () => {SAVED} !== before && {LINK}.textContent.includes("pages");
  const watch = new MutationObserver(() => {{ if (look()) {{ watch.disconnect(); done(true); }} }});
  watch.observe({ROOT}, {{ subtree: true, childList: true, characterData: true }});
}})"""


def measure(project: Path, results: Results, rounds: int) -> None:
    """Measure some rounds, after one that warms, and save them. Raises RunError where the preview does not follow."""
    with tempfile.TemporaryDirectory(prefix="briefs-serve-") as name, Processes(1) as own, browser() as tab:
        copy, mirror = (_copy(project, Path(name) / each) for each in ("project", "mirror"))
        with _preview(copy, Path(name) / "log") as server:
            tab.open(f"{server.url}/{EDITION}/")
            tab.until(f"{LINK} !== null")
            measured = [_pages(tab, server, turn) for turn in _turns(rounds + 1)]
            address = server.url + tab.evaluate(f"{LINK}.getAttribute('href')")
            _fetched(address)
            tab.until(f"{LINK}.textContent.includes('pages')", PATIENCE)
            for turn, times in zip(_turns(rounds + 1), measured, strict=True):
                alone = _Alone(mirror, turn, own)
                before = alone.seconds() if turn.number % 2 else 0.0
                seconds, data = _pdf(tab, copy, alone.good, address, turn)
                times |= {PDF: _taken(seconds), OWN: _taken(before or alone.seconds())}
                print(f"{PDF} {seconds:.3f} s, {OWN} {times[OWN]['seconds']:.3f} s", file=sys.stderr, flush=True)
                if data != alone.data:
                    raise RunError("the PDF of the preview is not the renderer's")
        results.rounds += measured[1:]
        results.save()


@dataclass(frozen=True)
class _Turn:
    """What is new in a round."""

    word: str
    number: int  # of three figures


@dataclass(frozen=True)
class _Server:
    url: str
    project: Path
    log: Path

    def lines(self) -> list[str]:
        return self.log.read_text("utf-8").splitlines()


class _Alone:
    """The renderer's own time for the PDF that a save leads to, read from a copy of the project that nobody watches."""

    def __init__(self, mirror: Path, turn: _Turn, own: Processes) -> None:
        path = mirror / SENTENCE.file
        self.good = path.read_text("utf-8")
        path.write_text(_changed(SENTENCE, self.good, turn), "utf-8")
        workshop = Workshop(mirror)
        workshop.take(workshop.read((), ()))
        path.write_text(self.good, "utf-8")
        self._job: PrintJob = workshop.order(EDITION).job()
        self._own = own
        self.data = b""

    def seconds(self) -> float:
        pdf, seconds = self._own.executor().submit(worker.work, self._job, engine()).result()
        self.data = pdf.data
        return seconds


def _turns(count: int) -> list[_Turn]:
    """So many, with words, or pairs of them, that the project does not say."""
    words = [*WORDS, *(f"{one} {other}" for one in WORDS for other in WORDS if one != other)]
    return [_Turn(word, 101 + number) for number, word in enumerate(words[:count])]


def _copy(project: Path, folder: Path) -> Path:
    shutil.copytree(project / "content", folder / "content")
    with suppress(FileNotFoundError):
        shutil.copytree(project / ".cache" / "fonts", folder / ".cache" / "fonts")
    return folder


@contextmanager
def _preview(project: Path, log: Path) -> Iterator[_Server]:
    with log.open("wb") as file:
        command = python(BUILD, "serve", "--project", project, "--port", "0", "--no-open")
        process = subprocess.Popen(command, stdout=file, stderr=file)  # noqa: S603 - our own arguments
    try:
        while not (found := re.search(r"Preview: (http://[\d.:]+)/", log.read_text("utf-8"))):
            if process.poll() is not None:
                raise RunError(f"the preview ended:\n{log.read_text('utf-8')}")
            time.sleep(0.1)
        yield _Server(found[1], project, log)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def _pages(tab: Browser, server: _Server, turn: _Turn) -> Measured:
    """One round: each kind of save, and the page back as it was."""
    times: Measured = {}
    readings = []
    for name, save in SAVES.items():
        path, lines = server.project / save.file, len(server.lines())
        good = path.read_text("utf-8")
        seen = save.seen.format(word=turn.word, number=turn.number)
        times[f"{PAGE}{name}"] = _taken(_painted(tab, path, _changed(save, good, turn), seen))
        while len(now := server.lines()) == lines:
            time.sleep(0.01)
        if not (told := re.search(r", (\d+\.\d+) s$", now[lines])):
            raise RunError(f"the preview is not content: {now[lines]}")
        readings.append(float(told[1]))
        path.write_text(good, "utf-8")
        tab.until(f"!document.body.textContent.includes({json.dumps(seen)})", PATIENCE)
        time.sleep(0.3)
    times[READING] = _taken(statistics.median(readings))
    print(" · ".join(f"{name} {each['seconds']:.3f} s" for name, each in times.items()), file=sys.stderr, flush=True)
    return times


def _changed(save: Save, good: str, turn: _Turn) -> str:
    if good.count(save.old) != 1:
        raise RunError(f"{save.file} does not say once: {save.old}")
    return good.replace(save.old, save.new.format(word=turn.word, number=turn.number))


def _painted(tab: Browser, path: Path, text: str, seen: str) -> float:
    """Seconds from just before a write to the frame that shows it; both clocks are this machine's."""
    if tab.evaluate(f"document.body.textContent.includes({json.dumps(seen)})"):
        raise RunError(f"the page says “{seen}” before it is saved")
    with _watched(tab, SEEN.replace("NEW", json.dumps(seen))) as times:
        started = time.time()
        path.write_text(text, "utf-8")
    return float(times[0]) - started


def _pdf(tab: Browser, project: Path, good: str, address: str, turn: _Turn) -> tuple[float, bytes]:
    """Seconds from a save to the new PDF in hand, and that PDF. The sentence stays: to put it back would be a save."""
    path = project / SENTENCE.file
    text = _changed(SENTENCE, good, turn)
    with _watched(tab, PRINTED):
        started = time.time()
        path.write_text(text, "utf-8")
    data = _fetched(address)
    return time.time() - started, data


@contextmanager
def _watched(tab: Browser, script: str) -> Iterator[list[float]]:
    """Let the browser wait for something while it is brought about; what it waited for gives what is yielded."""
    found: list[float] = []
    watching = threading.Thread(target=lambda: found.append(tab.evaluate(script)), daemon=True)
    watching.start()
    time.sleep(0.2)  # the browser must be watching
    yield found
    watching.join(PATIENCE)
    if not found:
        raise RunError("the page never showed what was saved")


def _fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own address
        data: bytes = answer.read()
    return data


def _taken(seconds: float) -> dict[str, float]:
    return {"seconds": seconds, "memory": 0.0, "worker": 0.0}
