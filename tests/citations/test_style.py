"""A style that the program cannot cite by is refused before it is met, with what to do about it."""

import re
from pathlib import Path

import citeproc
import pytest

from briefs.citations import faults, speaks
from briefs.model.styles import CitationStyle

from ..assemble.samples import STYLE

STYLES = Path(citeproc.STYLES_PATH)
HARVARD = (STYLES / "harvard-cite-them-right.csl").read_bytes()
DEPENDENT = b"""<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="en-US">
  <info>
    <title>T</title><id>http://www.zotero.org/styles/t</id>
    <link href="http://www.zotero.org/styles/t" rel="self"/>
    <link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>
    <category citation-format="author-date"/><updated>2014-05-15T12:00:00+00:00</updated>
  </info>
</style>"""


def changed(old: str, new: str) -> bytes:
    text = STYLE.csl.decode()
    assert old in text
    return text.replace(old, new).encode()


@pytest.mark.parametrize("csl", [STYLE.csl, HARVARD], ids=["ours", "harvard"])
def test_a_sound_style_has_no_faults(csl: bytes) -> None:
    assert list(faults(CitationStyle("x.csl", csl))) == []


@pytest.mark.parametrize(
    ("csl", "expected"),
    [
        (STYLE.csl[:900], "this is not XML"),
        (b"", "this is not XML"),
        (b"<html/>", "this is not a valid style"),
        (changed('<text variable="URL"', '<txt variable="URL"'), "this is not a valid style"),
        (DEPENDENT, "this style only points to another one"),
        (changed('citation-format="author-date"', 'citation-format="note"'), "does not cite by author and date"),
        (changed('<text variable="year-suffix"/>', ""), "cannot tell two works of one author and year apart"),
        (changed('<text macro="author-short"/>', '<text macro="who"/>'), "there is no macro `who`"),
        (re.sub(b"(?s)<bibliography>.*</bibliography>", b"", STYLE.csl), "makes no list of references"),
    ],
)
def test_an_unsound_style_has_one_fault_that_says_what_to_do(csl: bytes, expected: str) -> None:
    (found,) = faults(CitationStyle("x.csl", csl))
    assert expected in found.message
    assert found.file == "x.csl"
    assert found.hint


def test_a_fault_names_its_line() -> None:
    csl = changed('<text macro="author-short"/>', '<text macro="who"/>')
    (found,) = faults(CitationStyle("x.csl", csl))
    assert b'macro="who"' in csl.splitlines()[found.line - 1]


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "ar", "de"])
def test_a_style_speaks_the_languages_of_csl(language: str) -> None:
    assert speaks(STYLE, language)


def test_a_style_speaks_another_language_only_if_it_brings_its_words() -> None:
    assert not speaks(STYLE, "qu")
    words = '<locale xml:lang="qu"><terms><term name="and">wan</term></terms></locale><macro name="author">'
    assert speaks(CitationStyle("x.csl", changed('<macro name="author">', words)), "qu")
