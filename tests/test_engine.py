"""The digest of the renderer names all that decides the bytes of a PDF beside its job."""

import ast
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest

from briefs import engine

PACKAGE = Path(engine.__file__).resolve().parent


def modules(first: str) -> set[str]:
    """The files of our package that a module imports, with those that they import."""
    found, ahead = set[str](), [first]
    while ahead:
        name = ahead.pop()
        if name in found:
            continue
        found.add(name)
        for node in ast.walk(ast.parse((PACKAGE / name).read_text("utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("briefs"):
                rest = (node.module or "").removeprefix("briefs").lstrip(".")
                names = [rest, *(f"{rest}.{alias.name}".lstrip(".") for alias in node.names)]
            for each in names:
                path = each.replace(".", "/")
                ahead += [n for n in (f"{path}.py", f"{path}/__init__.py") if path and (PACKAGE / n).is_file()]
    return found


def distributions() -> set[str]:
    """The distributions that the modules import, wherever in them."""
    by_name, names = packages_distributions(), set[str]()
    for module in engine.MODULES:
        for node in ast.walk(ast.parse((PACKAGE / module).read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").partition(".")[0])
    return {each for name in names for each in by_name.get(name, [])}


def closure(roots: set[str]) -> set[str]:
    """Distributions with all that they require, as they declare it."""
    found, ahead = set[str](), list(roots)
    while ahead:
        name = re.sub(r"[-_.]+", "-", ahead.pop()).lower()
        if name in found:
            continue
        try:
            needed = requires(name) or []
        except PackageNotFoundError:
            continue  # required by others than this system or Python
        found.add(name)
        ahead += [m[0] for each in needed if "extra ==" not in each and (m := re.match(r"[\w.-]+", each))]
        if name == "fonttools":
            ahead += ["brotli", "zopfli"]  # its extra `woff`
    return found


def test_the_modules_are_those_that_the_renderer_imports() -> None:
    assert modules("render_pdf.py") - {"__init__.py"} == set(engine.MODULES)


def test_the_libraries_are_those_that_the_renderer_needs() -> None:
    roots = distributions()
    assert {"weasyprint", "uharfbuzz", "fonttools", "page-validation"} <= roots
    assert closure(roots) - engine.LIBRARIES == set()
    fonts = {name for name in engine.installed() if name.startswith("fontpkg-")}
    assert fonts <= engine.LIBRARIES


def test_pango_and_harfbuzz_tell_their_versions() -> None:
    told = sorted(engine.native())
    assert [re.sub(r"[\d.]+", "N", each) for each in told] == ["hb_version_string N", "pango_version_string N"]


def test_another_version_or_another_module_is_another_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = engine.engine.__wrapped__
    before = fresh()
    assert before == fresh() == engine.engine()
    monkeypatch.setattr(engine, "installed", lambda: {"weasyprint": "70.1"})
    assert fresh() != before
    monkeypatch.undo()
    monkeypatch.setattr(engine, "native", lambda: iter(["pango_version_string 1.0"]))
    assert fresh() != before
    monkeypatch.undo()
    monkeypatch.setattr(engine, "MODULES", engine.MODULES[1:])
    assert fresh() != before


def test_it_is_known_without_the_renderer() -> None:
    code = (
        "import sys; from briefs.engine import engine; engine();"
        "print([n for n in ('weasyprint', 'pydyf', 'fontTools', 'pikepdf', 'pydantic') if n in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, check=True, text=True).stdout == "[]\n"
