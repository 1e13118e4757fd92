"""Stage 1, load: a folder of YAML files → plain data that knows the line and column of every key."""

import errno
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from briefs.load.file import Data, File, KeyPath, Mark, dotted, texts, value_at
from briefs.load.reader import MAX_DEPTH, parse
from briefs.memory import latest
from briefs.model.styles import CitationStyle
from briefs.problems import Problem, did_you_mean

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "Data",
    "File",
    "KeyPath",
    "Mark",
    "Tree",
    "dotted",
    "load",
    "parse",
    "passed_over",
    "texts",
    "value_at",
]

MAX_BYTES = 1_000_000
MAX_ASSET_BYTES = 10_000_000
_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_WORDS = r"[a-z]{2}(?:\.lock)?"
LAYOUT = re.compile(
    rf"(?:series/{_ID}/(?:series|{_WORDS})|shared/{_WORDS}|labels/{_WORDS}"
    r"|registry/(?:organisations|programmes|places|terms|references|rates|spelling)"
    rf"|cases/{_ID}/(?:case|{_WORDS})|matrices/{_ID}/(?:matrix|{_WORDS})|publications/{_ID}/(?:publication|{_WORDS}))\.yaml"
)
_FOLDERS = ("series", "shared", "labels", "registry", "cases", "matrices", "publications", "assets")
# en.yaml~ and #en.yaml# of Emacs and gedit, swap files and the probe of Vim, what JetBrains editors write first
_LEFTOVER = re.compile(r".*~|#.*#|.*\.sw[a-z]|4913|.*___jb_(?:tmp|old)___")
_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# The first bytes of a picture: a file that was renamed and not converted would only fail in print.
_SIGNATURES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".svg": b"<"}


@dataclass(frozen=True)
class Tree:
    """All content files of a project by name (relative to the project), and the names that could not be read.

    `assets` are the usable pictures by their names below `content/assets/`, `themes` the themes a series may choose,
    `styles` the citation styles, by name.
    """

    root: Path
    files: Mapping[str, File]
    broken: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    assets: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    styles: Mapping[str, CitationStyle] = field(default_factory=dict)

    def groups(self, kind: str) -> list[str]:
        """The ids under `content/<kind>/`, sorted, whether or not their files could be read."""
        return list(self._groups.get(kind, ()))

    @cached_property
    def _groups(self) -> dict[str, list[str]]:
        found: dict[str, set[str]] = {}
        for name in {*self.files, *self.broken}:
            _, kind, *rest = name.split("/")
            if rest:
                found.setdefault(kind, set()).add(rest[0])
        return {kind: sorted(ids) for kind, ids in found.items()}

    def languages(self, folder: str) -> list[str]:
        """The languages that have a file of words in a folder such as `content/cases/peru`."""
        return list(self._languages.get(folder, ()))

    @cached_property
    def _languages(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in sorted(self.files):
            folder, _, last = name.rpartition("/")
            if re.fullmatch(r"[a-z]{2}\.yaml", last):
                found.setdefault(folder, []).append(last.removesuffix(".yaml"))
        return found


def load(root: Path) -> Tree:
    """Read `root/content` whole; what cannot be read becomes problems of the tree, never an exception."""
    content = root / "content"
    if not content.is_dir():
        problem = Problem(
            "content", 0, 0, "there is no folder `content` here",
            hint="name a project with --project, or start in one",
        )  # fmt: skip
        return Tree(root, {}, problems=(problem,))
    files: dict[str, File] = {}
    problems: list[Problem] = []
    broken: set[str] = set()
    homes: dict[Path, Path] = {}
    assets: set[str] = set()
    for path in _walk(content):
        name = path.relative_to(root).as_posix()
        inner = name.removeprefix("content/")
        asset = inner.startswith("assets/")
        if path.is_symlink() and path.is_dir():
            problems.append(Problem(name, 0, 0, "this is a link to a folder", hint="put a copy here, not a link"))
        elif not asset and not LAYOUT.fullmatch(inner):
            problems.append(Problem(name, 0, 0, "nothing reads this file", hint=_place(inner)))
        elif fault := _unusable(path, name, root, MAX_ASSET_BYTES if asset else MAX_BYTES, homes):
            problems.append(fault)
            broken.add(name)
        elif asset:
            assets.add(inner.removeprefix("assets/"))
            problems += _picture(path, name)
        elif isinstance(result := _read(path, name), File):
            files[name] = result
        else:
            problems += result
            broken.add(name)
    themes = frozenset(_themes(root))
    styles: dict[str, CitationStyle] = {}
    for templates in (_TEMPLATES, root / "templates"):  # those of the project come before those of this program
        for path in sorted(templates.glob("citations/*.csl")):
            name = f"templates/citations/{path.name}"
            if fault := _unusable(path, name, templates.parent, MAX_BYTES, homes):
                problems.append(fault)
            else:
                styles[path.stem] = _style(name, path.read_bytes())
    return Tree(root, files, frozenset(broken), tuple(problems), frozenset(assets), themes, styles)


def passed_over(name: str) -> bool:
    """Whether a file or folder of that name is none of ours: hidden, or what an editor leaves beside a file."""
    return name.startswith(".") or _LEFTOVER.fullmatch(name) is not None


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder, and links to folders, which are not followed, but for those that are passed over."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if passed_over(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield Path(entry.path)


def _themes(root: Path) -> Iterator[str]:
    for folder in (root / "templates", _TEMPLATES):
        yield from (path.stem for path in folder.glob("themes/*.toml"))


def _place(inner: str) -> str:
    """The hint for a file that has no place in `content/`."""
    folder, _, last = inner.rpartition("/")
    stem, _, extension = last.rpartition(".")
    if re.fullmatch(r"[a-z]{2}[-_]\w+", stem):
        return f"a file of words is named for its language alone: `{stem[:2]}.yaml`; the country stands in `locales`"
    if extension in ("yml", "YAML", "YML") or (extension == "yaml" and stem != stem.lower()):
        return f"rename it to `{stem.lower()}.yaml`"
    top, *rest = folder.split("/")
    if top not in _FOLDERS:
        return did_you_mean(top, _FOLDERS) or f"the folders of content/ are: {', '.join(_FOLDERS)}"
    if rest and not re.fullmatch(_ID, rest[0]):
        return f"name the folder `{rest[0]}` in lower-case letters, digits and hyphens"
    return "a file of words is named for its language: `en.yaml`; the folders are in docs/content-model.md"


def _unusable(path: Path, name: str, root: Path, most: int, homes: dict[Path, Path]) -> Problem | None:
    try:
        if _leads_out(path, root, homes):
            return Problem(name, 0, 0, "this link leads out of the project", hint="put a copy here, not a link")
        if not path.exists():
            return Problem(name, 0, 0, "this link leads nowhere", hint="put a copy here, not a link")
        if not path.is_file():
            return Problem(name, 0, 0, "this is not a file", hint="put a copy here, not a link")
        if path.stat().st_size > most:
            message = f"the file has more than {most:,} bytes"
            return Problem(name, 0, 0, message, hint="is it the file you meant?")
        with path.open("rb"):
            return None
    except (OSError, RuntimeError) as error:  # pathlib tells of a link that leads to itself by a RuntimeError
        if isinstance(error, RuntimeError) or error.errno == errno.ELOOP:
            return Problem(name, 0, 0, "this link leads to itself", hint="put a copy here, not a link")
        hint = "make it readable: look at its permissions"
        return Problem(name, 0, 0, f"the file cannot be read: {(error.strerror or 'fault').lower()}", hint=hint)


def _leads_out(path: Path, root: Path, homes: dict[Path, Path]) -> bool:
    """Whether a file lies outside of the root, by a link of its own or of its folder; `homes` are folders as they are
    without links, which need not be asked for again for every file.
    """
    for folder in (root, path.parent):
        if folder not in homes:
            homes[folder] = folder.resolve()
    real = path.resolve() if path.is_symlink() else homes[path.parent]
    return not real.is_relative_to(homes[root])


def _picture(path: Path, name: str) -> Iterator[Problem]:
    start = _SIGNATURES.get(path.suffix)
    if start and not path.read_bytes()[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
        hint = "export it again in that format: a new name does not change what is inside"
        yield Problem(name, 0, 0, f"this is not a picture of the kind `{path.suffix}`", hint=hint)


def _read(path: Path, name: str) -> File | tuple[Problem, ...]:
    return _parsed(name, path.read_bytes())


@latest(lambda name, raw: name)
def _parsed(name: str, raw: bytes) -> File | tuple[Problem, ...]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].rpartition(b"\n")[2]
        line = raw.count(b"\n", 0, error.start) + 1
        shown = raw.split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
        column = len(before.decode("utf-8", "replace")) + 1
        hint = "save it again with the encoding UTF-8"
        return (Problem(name, line, column, "the file is not UTF-8", "", hint, shown),)
    result = parse(text, name)
    return result if isinstance(result, File) else tuple(result)


@latest(lambda name, raw: name)
def _style(name: str, raw: bytes) -> CitationStyle:
    return CitationStyle(name, raw)
