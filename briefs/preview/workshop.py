"""The newest good state of a project and what is wrong with what was saved since; read again at every save."""

import datetime
import gc
import hashlib
import re
import traceback
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

from briefs import fonts
from briefs.pipeline import TEMPLATES, read
from briefs.preview.press import Order, Press, Print
from briefs.preview.snapshot import Kept, Snapshot
from briefs.printing import faults
from briefs.problems import ContentError, Problem, Severity, excerpt
from briefs.render_html import POLICY, Renderer
from briefs.site import PdfFacts, pdf_path

SCRIPT = "_preview/preview.js"
START = "start"  # stands for the page that is shown until there is a good state
OWN = {SCRIPT: "preview.js", "_preview/preview.css": "preview.css"}

_META_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')


@dataclass(frozen=True)
class Reading:
    """What a save led to: a state where the project is in order, problems where it is not."""

    snapshot: Snapshot | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page as the preview serves it: with the preview's script, and the policy that lets it run."""

    data: bytes
    digest: str
    policy: str


class Workshop:
    """Holds the newest good state and makes from it what is asked for. Pages may be asked for from any thread."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.snapshot: Snapshot | None = None
        self.problems: tuple[Problem, ...] = ()
        self.version = 0
        self.saved = datetime.datetime.now()
        self.prints: dict[str, Print] = {}  # the last of each edition
        self._kept = Kept()
        self._folders = (project / "templates", TEMPLATES)
        self._looks = Renderer(self._folders, project / ".cache"), 0

    def read(self, changed: Collection[str], opened: Collection[str]) -> Reading:
        """Read the project anew and make the editions that are open. `changed` are names of files below the project.

        Nothing is shown before it is taken. Lists and reviews are made afterwards, each for whoever looks at it: a list
        needs every edition, and no other page shall wait for that.
        """
        if any("templates/" in name for name in changed):
            self._looks = Renderer(self._folders, self.project / ".cache"), self._looks[1] + 1
        try:
            tree, content, problems = read(self.project)
            if content is None:
                return Reading(None, problems)
            snapshot = Snapshot(self.project, tree, content, self._looks, self._kept)
            facts = self._facts()
            for address in opened:
                if snapshot.is_page(address):
                    snapshot.file(address, facts)
        except ContentError as error:
            return Reading(None, error.problems)
        except Exception as error:  # a template that is being written, for the most part
            return Reading(None, (_fault(error),))
        return Reading(snapshot, (), tuple(p for p in problems if p.severity is Severity.WARNING))

    def take(self, reading: Reading) -> None:
        """Show what was read: the new state, or the problems over the last good one."""
        self.version += 1
        self.saved = datetime.datetime.now()
        self.problems = reading.problems
        self.snapshot = reading.snapshot or self.snapshot

    def warm(self) -> None:
        """Make a page once: the library that draws lets nothing else run while it is loaded, so no page shall wait.

        What has been read by then stays, and the collector need not walk it again at every save.
        """
        if self.snapshot:
            self.file(f"{next(iter(self.snapshot.editions))}/index.html")
        gc.collect()
        gc.freeze()

    def resolved(self, path: str) -> str:
        """The address below the root that a path in a browser means: a folder means its list or page."""
        return f"{path}index.html" if not path or path.endswith("/") else path

    def file(self, address: str) -> bytes | None:
        """What stands at an address; None where there is nothing. Raises what a faulty template raises."""
        return self.snapshot.file(address, self._facts()) if self.snapshot else None

    def stand_in(self, address: str) -> bytes | None:
        """What a page that stands in for another needs: the preview's own files, a style sheet, its fonts."""
        if address in OWN:
            return (TEMPLATES / "preview" / OWN[address]).read_bytes()
        if self.snapshot is None and address.startswith("assets/fonts/"):
            return self._kept.web_fonts(frozenset(fonts.FAMILIES), self.project).get(address)
        return self._kept.sheets.get(address.removeprefix("assets/"))

    def page(self, address: str) -> Page | None:
        """The page at an address, made ready for the preview; None where there is none."""
        data = self.file(address) if address.endswith(".html") else None
        return _framed(data.decode()) if data is not None else None

    def start(self, title: str, text: str) -> Page:
        """A page that stands in where there is none."""
        sheets = sorted(self._kept.sheets) or [self._house_sheet()]
        html = (TEMPLATES / "preview" / "start.html").read_text("utf-8")
        values = {"title": title, "text": text, "sheet": sheets[0]}
        return _framed(re.sub(r"\{\{ (\w+) \}\}", lambda found: values[found[1]], html), START)

    def order(self, path: str) -> Order:
        """The order for the PDF of an edition as it stands."""
        assert self.snapshot is not None
        return self.snapshot.order(path)

    def keep(self, found: Print) -> None:
        """Remember what came of a PDF: a page tells of its pages and size."""
        self.prints[found.order.path] = found

    def state(self, address: str, press: Press) -> dict[str, Any]:
        """What an open page is told: which version it should show, what is wrong, and where its PDF stands."""
        page, faulty = None, self.problems
        try:
            page = self.page(address)
        except Exception as error:
            faulty = (*faulty, _fault(error))
        path = address.removesuffix("/index.html")
        edition = path if self.snapshot and path in self.snapshot.editions else None
        if self.snapshot and address.startswith("review/"):
            own = address.removeprefix("review/").removesuffix(".html")
            edition = own if own in self.snapshot.translations else None
        print_faults = self.print_faults(edition) if edition else ()
        return {
            "version": self.version,
            "saved": self.saved.strftime("%H:%M:%S"),
            "page": page.digest if page else None,
            "started": self.snapshot is not None,
            "problems": [_told(problem) for problem in (*faulty, *print_faults)],
            "links": self._links(address, edition),
            "pdf": self._pdf(edition, press) if edition and not (faulty and page is None) else None,
        }

    def print_faults(self, path: str) -> tuple[Problem, ...]:
        """What is wrong with the last PDF of an edition."""
        found = self.prints.get(path)
        if found is None or self.snapshot is None:
            return ()
        document = found.order.document
        if found.pdf is None:
            return (Problem(pdf_path(document), 0, 0, f"the PDF could not be made: {found.fault}"),)
        publication = self.snapshot.content.publications.get(document.id)
        return tuple(faults(self.snapshot.tree, publication, document, found.pdf)) if publication else ()

    def _facts(self) -> Mapping[str, PdfFacts]:
        return {
            path: (found.pdf.pages, len(found.pdf.data)) for path, found in self.prints.items() if found.pdf is not None
        }

    def _links(self, address: str, edition: str | None) -> list[dict[str, str]]:
        """The ways from a page: to the lists, to the translation beside its source."""
        if self.snapshot is None:
            return []
        links = [("All publications", "index.html")]
        if edition:
            links[0] = ("All publications", f"{edition.partition('/')[0]}/index.html")
        if edition and address.startswith("review/"):
            links.append(("Draft", f"{edition}/index.html"))
        elif edition in self.snapshot.translations:
            links.append(("Beside its source", f"review/{edition}.html"))
        elif self.snapshot.translations:
            links.append(("Translations", "review/index.html"))
        return [{"text": text, "href": f"/{href}"} for text, href in links if href != address]

    def _pdf(self, path: str, press: Press) -> dict[str, Any]:
        order = self.order(path)
        found = press.ready(order)
        href = f"/{pdf_path(order.document)}"
        if found is not None:
            return {"href": href, "state": "ready", "pages": found.pdf.pages if found.pdf else 0}
        return {"href": href, "state": "making" if press.busy(path) else "none", "pages": 0}

    def _house_sheet(self) -> str:
        """A style sheet for the page of problems, before the content says which theme is its own."""
        for path in sorted(folder / "themes" for folder in self._folders):
            for theme in sorted(path.glob("*.toml")):
                try:
                    self._kept.sheets["house.css"] = self._looks[0].stylesheet(theme.stem, "screen").encode()
                except (ContentError, OSError):
                    continue
                return "house.css"
        return ""


def _framed(html: str, known: str = "") -> Page:
    """A page with the preview's script in its head, its policy taken out to be sent as a header."""
    found = _META_POLICY.search(html)
    policy = _opened(unescape(found[1]) if found else POLICY)
    html = _META_POLICY.sub("", html, count=1)
    digest = known or hashlib.sha256(html.encode()).hexdigest()[:16]
    script = f'<script src="/{SCRIPT}" data-page="{digest}" defer></script>\n'
    return Page(html.replace("</head>", f"{script}</head>", 1).encode(), digest, policy)


def _opened(policy: str) -> str:
    """A policy under which the preview's script runs and may ask its own server, and nothing else is added."""
    kept = [part.strip() for part in policy.split(";") if not part.strip().startswith(("script-src", "connect-src"))]
    return "; ".join([*filter(None, kept), "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"])


def _told(problem: Problem) -> dict[str, Any]:
    before, mark, after = excerpt(problem) if problem.excerpt else ("", "", "")
    return {
        "file": problem.file, "line": problem.line, "column": problem.column, "severity": problem.severity.value,
        "message": problem.message, "key": problem.key, "hint": problem.hint,
        "before": before, "mark": mark, "after": after,
    }  # fmt: skip


def _fault(error: Exception) -> Problem:
    """A fault of a template, or one of ours, where it was raised."""
    if isinstance(error, ContentError):
        return replace(error.problems[0])
    lines = traceback.extract_tb(error.__traceback__)
    frame = next((line for line in reversed(lines) if "/templates/" in line.filename), lines[-1])
    name, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    file, number = (str(name), int(line)) if name and line else (frame.filename, frame.lineno or 0)
    hint = "" if "/templates/" in file else "this may be a fault of Briefs: run `python build.py` for its whole report"
    shown = file.partition("/templates/")[2]
    return Problem(
        f"templates/{shown}" if shown else Path(file).name, number, 1, f"{type(error).__name__}: {error}", hint=hint,
        excerpt=frame.line or "" if not name else "",
    )  # fmt: skip
