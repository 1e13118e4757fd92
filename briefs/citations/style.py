"""What is wrong with a citation style, before the processor meets it: it would fail halfway, or leave something out."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from briefs.model.styles import CitationStyle
from briefs.problems import Problem

_CSL = {"cs": "http://purl.org/net/xbiblio/csl"}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ELSEWHERE = "choose an author-date style of https://www.zotero.org/styles"


def faults(style: CitationStyle) -> Iterator[Problem]:
    """Why series cannot cite in a style: it is no valid CSL, not by author and date, or lacks what a list needs."""
    try:
        root = etree.fromstring(style.csl)
    except etree.XMLSyntaxError as fault:
        hint = "download the style again: this file is cut or was changed"
        yield _problem(style, fault.position[0], "this is not XML", hint)
        return
    schema = _schema()
    if not schema.validate(root):
        error = schema.error_log[0]
        yield _problem(style, error.line, f"this is not a valid style: {error.message}", _ELSEWHERE)
    elif parent := root.xpath("string(cs:info/cs:link[@rel='independent-parent']/@href)", namespaces=_CSL):
        name = str(parent).rpartition("/")[2]
        hint = f"download `{name}` and name that one in series.yaml"
        yield _problem(style, 0, "this style only points to another one", hint)
    elif "author-date" not in _all(root, "cs:info/cs:category/@citation-format"):
        yield _problem(style, 0, "this style does not cite by author and date", _ELSEWHERE)
    elif not _all(root, "cs:bibliography"):
        yield _problem(style, 0, "this style makes no list of references", _ELSEWHERE)
    elif not _all(root, "//cs:text[@variable='year-suffix']"):
        hint = '<text variable="year-suffix"/> belongs after the year, in the citation and in the list'
        yield _problem(style, 0, "this style cannot tell two works of one author and year apart", hint)
    else:
        macros = set(_all(root, "cs:macro/@name"))
        for element in _all(root, "//*[@macro]"):
            if (name := element.get("macro")) not in macros:
                yield _problem(
                    style, element.sourceline or 0, f"there is no macro `{name}`", "download the style again"
                )


def speaks(style: CitationStyle, language: str) -> bool:
    """Whether "and", "eds." and the months are known in a language: to CSL, or to the style itself."""
    if next(_data("locales").glob(f"locales-{language}[-.]*xml"), None):
        return True
    own = _all(etree.fromstring(style.csl), "cs:locale[cs:terms]")
    return any(locale.get(_LANGUAGE, "").partition("-")[0] == language for locale in own)


def _problem(style: CitationStyle, line: int, message: str, hint: str) -> Problem:
    """A problem of a line, underlined, or of the whole style where the line is 0."""
    lines = style.csl.decode("utf-8", "replace").splitlines()
    if not 0 < line <= len(lines):
        return Problem(style.file, 0, 0, message, hint=hint)
    text = lines[line - 1].strip()
    column = lines[line - 1].index(text) + 1
    return Problem(style.file, line, column, message, "", hint, lines[line - 1], len(text))


def _all(root: Any, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces=_CSL))


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(_data("schema") / "schemas" / "styles" / "csl.rng"))


def _data(folder: str) -> Path:
    """A folder of the processor's data, found without importing it."""
    spec = find_spec("citeproc")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data" / folder
