"""Data flows one way: what each module may import and do, read from the syntax tree of every module.

Imports count wherever they stand, at the top of a module, inside a function or behind TYPE_CHECKING.
"""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "briefs"

# Each stage imports only what stands before it; modules of one line do not import each other.
ORDER = (
    ("manifest", "memory", "problems", "request", "store"),
    ("articles", "collation", "draw", "engine", "events", "faults", "fonts", "jobs", "labels", "languages"),
    ("markup", "model", "typography"),
    ("citations", "inputs", "load", "theme"),
    ("last_build", "sound", "translation"),
    ("validate", "formats"),
    ("localise", "translate"),
    ("assemble",),
    ("drawings",),
    ("render_html", "pdf_layout", "pdf_tables"),
    ("pdf_tags", "pdf_fonts", "pdf_memory", "pdf_notes", "pdf_speed", "pdf_styles"),
    ("render_pdf", "site", "publish"),
    ("worker",),
    ("cluster", "executors"),
    ("printing",),
    ("pipeline",),
    ("preview",),
    ("cli_translate",),
    ("cli_build",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}

COMMANDS = {"cli", "cli_build", "cli_translate"}  # they alone print and end with an exit code

# A library that one part of the program alone may know.
ALONE = {
    "babel": {"formats", "localise", "draw"},  # draw: CLDR's table of country codes
    "citeproc": {"citations"},
    "distributed": {"cluster"},
    "jinja2": {"render_html"},
    "lxml": {"citations", "translate"},
    "markupsafe": {"render_html"},
    "markdown": {"assemble"},
    "nh3": {"assemble"},
    "num2words": {"formats"},
    "numpy": {"draw", "validate"},
    "page": {"render_pdf"},
    "pikepdf": {"render_pdf", "pdf_tags", "site"},  # site counts the pages of PDFs that are there
    "pydyf": {"pdf_tables", "pdf_tags", "pdf_speed"},
    "polib": {"translate"},
    "py3langid": {"languages"},
    "rich": COMMANDS,
    "segno": {"drawings"},
    "starlette": {"preview"},
    "tomllib": {"theme"},
    "typer": {"cli", "cli_translate"},
    "uharfbuzz": {"fonts", "pdf_fonts"},
    "uvicorn": {"preview"},
    "vl_convert": {"draw"},
    "watchfiles": {"preview"},
    "weasyprint": {"render_pdf", "pdf_fonts", "pdf_layout", "pdf_notes", "pdf_speed", "pdf_styles", "pdf_tags"},
    "yaml": {"load"},
}

# Who reads files, and which; only `load` reads the YAML of content.
READERS = {
    "load": "content, citation styles",
    "citations": "which locales the processor has",
    "theme": "themes",
    "render_html": "style sheets",
    "site": "pictures, fonts to be cut",
    "printing": "pictures",
    "manifest": "the output, to compare it",
    "publish": "the output that is there",
    "render_pdf": "brand fonts",
    "pipeline": "the PDFs of an earlier build",
    "engine": "the code that makes PDFs",
    "inputs": "everything a build reads, for its digest",
    "last_build": "what the last build left",
    "store": "what it keeps",
    "fonts": "brand fonts",
    "preview": "pictures, its own script and style sheet",
    "draw": "country outlines; itself and its fonts, for a digest",
    "translate": "files of words, byte by byte",
    "cli_translate": "what comes back from a translation editor",
    "pdf_tags": "streams of the PDF in memory",
}
# Who writes files, and which; only `publish` writes output, only `translate` content.
WRITERS = {
    "publish": "output",
    "last_build": "what a build made, below .cache",
    "store": "what it keeps, below .cache",
    "render_pdf": "fontconfig's settings, in a temporary folder",
    "translate": "files of words and their locks",
    "cli_translate": "exports, where the translator wants them",
}
READS = {"read_text", "read_bytes", "open", "iterdir", "glob", "rglob", "scandir", "walk", "listdir"}
WRITES = {
    "write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rmtree", "rmdir", "rename", "touch", "symlink_to",
    "copy", "copyfile", "copytree", "move", "mkdtemp", "mkstemp",
}  # fmt: skip
PRINTS = {"print", "print_exc", "Console", "echo", "secho", "input"}
EXITS = {"sys.exit", "os._exit", "exit", "quit", "SystemExit"}


def violations(package: Path) -> list[str]:
    """Everything in a package that breaks a rule, as `file:line: what`."""
    return [found for path in sorted(package.rglob("*.py")) for found in _in_module(path, package)]


def _in_module(path: Path, package: Path) -> Iterator[str]:
    name = path.relative_to(package)
    part = name.parts[0].removesuffix(".py")
    if part == "__init__":
        part = "problems"  # what is in the package itself stands before everything
    tree = ast.parse(path.read_text("utf-8"))
    if part not in RANK:
        yield f"{name}:1: `{part}` has no place in the order"
        return
    for line, module in _imports(tree):
        root, _, rest = module.partition(".")
        if root == "briefs":
            other = rest.partition(".")[0]
            if other and other not in RANK:
                yield f"{name}:{line}: imports `{other}`, which has no place in the order"
            elif other and other != part and RANK[other] >= RANK[part]:
                yield f"{name}:{line}: `{part}` imports `{other}`, which does not stand before it"
        elif part not in ALONE.get(root, {part}):
            yield f"{name}:{line}: `{part}` imports `{root}`, which only {_listed(ALONE[root])} may know"
    for line, called in _calls(tree):
        last = called.rpartition(".")[2]
        if part not in READERS and last in READS and called not in ("pikepdf.open",):
            yield f"{name}:{line}: `{part}` reads files: {called}"
        if part not in WRITERS and last in WRITES:
            yield f"{name}:{line}: `{part}` writes files: {called}"
        if part not in COMMANDS and last in PRINTS:
            yield f"{name}:{line}: `{part}` prints: {called}"
        if part not in COMMANDS and called in EXITS:
            yield f"{name}:{line}: `{part}` exits: {called}"


def _listed(parts: set[str]) -> str:
    return ", ".join(f"`{part}`" for part in sorted(parts))


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The full name of everything that is imported: `from briefs import draw` gives `briefs.draw`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            if module == "briefs":
                names = [alias.name for alias in node.names if not alias.name.startswith("__")]
                yield from ((node.lineno, f"briefs.{alias}") for alias in names)
            else:
                yield node.lineno, module
        elif isinstance(node, ast.Call) and _dotted(node.func) in ("__import__", "importlib.import_module"):
            first = node.args[0] if node.args else None
            yield node.lineno, str(first.value) if isinstance(first, ast.Constant) else "briefs.?"


def _calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (called := _dotted(node.func)):
            yield node.lineno, called
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name):
            yield node.lineno, node.exc.id


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return ""


def test_every_stage_imports_only_what_stands_before_it_and_does_only_what_it_may() -> None:
    assert violations(PACKAGE) == []


def test_every_exception_is_still_needed() -> None:
    """A rule's exception that nobody uses any more is taken out again."""
    parts = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")} - {"__init__"}
    imported: dict[str, set[str]] = {}
    reads, writes = set(), set()
    for path in PACKAGE.rglob("*.py"):
        part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        tree = ast.parse(path.read_text("utf-8"))
        for _, module in _imports(tree):
            imported.setdefault(module.partition(".")[0], set()).add(part)
        called = {name.rpartition(".")[2] for _, name in _calls(tree)}
        reads |= {part} if called & READS else set()
        writes |= {part} if called & WRITES else set()
    assert set(RANK) == parts
    assert {name: used for name, used in imported.items() if name in ALONE} == {
        name: parts for name, parts in ALONE.items() if name in imported
    }
    assert set(READERS) - reads == set()
    assert set(WRITERS) - writes == set()


@pytest.mark.parametrize(
    ("module", "line", "expected"),
    [
        ("load.py", "import briefs.publish", "`load` imports `publish`, which does not stand before it"),
        ("formats.py", "from briefs import localise", "`formats` imports `localise`, which does not stand before it"),
        ("draw/bars.py", "from briefs.theme import Theme", "`draw` imports `theme`, which does not stand before it"),
        (
            "localise.py",
            "def f():\n    import jinja2",
            "`localise` imports `jinja2`, which only `render_html` may know",
        ),
        ("assemble/tables.py", "from babel import Locale", "`assemble` imports `babel`, which only `draw`, `formats`"),
        (
            "site.py",
            "from weasyprint import HTML",
            "`site` imports `weasyprint`, which only `pdf_fonts`, `pdf_layout`, `pdf_notes`",
        ),
        (
            "assemble/references.py",
            "from citeproc import Citation",
            "`assemble` imports `citeproc`, which only `citations`",
        ),
        ("cli.py", "__import__('yaml')", "`cli` imports `yaml`, which only `load` may know"),
        ("assemble/figures.py", "open('x')", "`assemble` reads files: open"),
        ("validate/texts.py", "Path('x').write_text('')", "`validate` writes files: .write_text"),
        ("printing.py", "print('x')", "`printing` prints: print"),
        ("publish/swapping.py", "raise SystemExit", "`publish` exits: SystemExit"),
        ("utils.py", "", "`utils` has no place in the order"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, module: str, line: str, expected: str) -> None:
    copy, before = tmp_path / "briefs", violations(PACKAGE)
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    with (copy / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    found = [violation for violation in violations(copy) if violation not in before]
    assert len(found) == 1, found
    place, _, what = found[0].partition(": ")
    assert place.startswith(f"{module}:")
    assert what.startswith(expected)
