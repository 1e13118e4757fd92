"""What goes out to an editor comes back as it was, and says what a translator needs to know."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefs.load import load
from briefs.translate.exchange import Entry, ExchangeError, Parcel, comment_above, entry, limit_of, too_long
from briefs.translate.glossary import write_csv, write_tbx
from briefs.translate.names import names_of, official
from briefs.translate.po import read_po, write_po
from briefs.translate.xliff import NAMESPACE, read_xliff, write_tmx, write_xliff
from tests.translate.small import FOLDER, run, small, unit_of

LINE = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)
MARKED = st.lists(
    st.one_of(LINE, st.sampled_from(["{gain}", "[^rate]", "[@a; @b: 3]", "\n\n", "**", '"', "\\n", "<b>"]))
)
TEXT = MARKED.map("".join).filter(bool)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def an_entry(source: str, target: str = "", **more: Any) -> Entry:
    return Entry("publications/peru#title", source, target, "a" * 12, "b" * 12 if target else "", **more)


@settings(max_examples=150, deadline=None)
@given(source=TEXT, target=TEXT, fuzzy=st.booleans())
def test_texts_come_back_as_they_left(source: str, target: str, fuzzy: bool) -> None:
    sent = an_entry(source, target, fuzzy=fuzzy)
    for parcel in (read_po(write_po((sent,), "en", "es")), read_xliff(write_xliff((sent,), "en", "es"))):
        (back,) = parcel.entries
        assert parcel.language == "es"
        assert back == sent


def test_an_entry_tells_what_a_translator_needs(tmp_path: Path) -> None:
    project = small(tmp_path)
    words = project / FOLDER / "en.yaml"
    raw = words.read_text("utf-8")
    words.write_text(raw.replace("lead: |-", "# Keep it short.\n# One sentence.\nlead: |-", 1), "utf-8")
    tree = load(project)
    lead = entry(tree, unit_of(project, "lead"), names_of(tree))
    assert lead.notes == (
        f"in {FOLDER}/es.yaml",
        "The paragraph that opens the text",
        "Keep it short. One sentence.",
        "{water-board}: la Junta de Aguas (WB)",
        "preview: output/es/tanks/index.html",
    )
    short = entry(tree, unit_of(project, "short"), names_of(tree))
    assert (short.limit, "limit: 40 characters" in short.notes) == (40, True)
    assert comment_above(tree, unit_of(project, "short")) == ""
    assert (limit_of(unit_of(project, "short")), limit_of(unit_of(project, "lead"))) == (40, None)


def test_a_term_that_is_typed_is_told_with_its_translation(tmp_path: Path) -> None:
    project = small(tmp_path, source={"title": "A tank year of rain"})
    assert "tank year: año de tanque" in entry(load(project), unit_of(project, "title"), names_of(load(project))).notes


def test_the_length_of_a_text_is_measured_without_its_marks(tmp_path: Path) -> None:
    unit = unit_of(small(tmp_path), "short")
    assert too_long(unit, "x" * 41) == "it has 41 characters, where there is room for 40"
    assert too_long(unit, "x" * 40 + "{water-board}") == ""


def test_a_name_is_told_in_full(tmp_path: Path) -> None:
    names = names_of(load(small(tmp_path)))
    assert official(names["water-board"], "es") == "la Junta de Aguas (WB)"
    assert official(names["works-ministry"], "es") == ""


def test_po_has_context_notes_limit_and_flags(tmp_path: Path) -> None:
    project, out = small(tmp_path, source={"short": "Rain in {north}"}), tmp_path / "es.po"
    assert run(project, "export", "es", "tanks", "--output", str(out)) == 0
    po = polib.pofile(str(out), wrapwidth=0)
    short = next(item for item in po if item.msgctxt == "publications/tanks#short")
    assert "limit: 40 characters" in short.comment
    assert "A few words for the foot of the page" in short.comment
    assert short.flags == ["python-brace-format"]
    assert str(po) == out.read_text("utf-8"), "an editor that changes nothing changes no byte"


def test_xliff_has_its_elements_in_the_order_of_the_standard(tmp_path: Path) -> None:
    project, out = small(tmp_path), tmp_path / "es.xlf"
    assert run(project, "export", "es", "tanks", "--format", "xliff", "--output", str(out)) == 0
    root = etree.parse(str(out)).getroot()
    names = {"x": NAMESPACE}
    assert (root.tag, root.get("version")) == (f"{{{NAMESPACE}}}xliff", "1.2")
    (file,) = root
    assert {name for name in ("original", "source-language", "datatype") if file.get(name)} == {
        "original", "source-language", "datatype",
    }  # fmt: skip
    assert (file.get("target-language"), [etree.QName(child).localname for child in file]) == ("es", ["body"])
    units = root.findall(".//x:trans-unit", names)
    assert len({unit.get("id") for unit in units}) == len(units)
    for unit in units:
        tags = [etree.QName(child).localname for child in unit]
        assert tags[:2] == ["source", "target"]
        assert set(tags[2:]) == {"note"}
        ids = [mark.get("id") for mark in unit.findall("x:source/x:ph", names)]
        assert len(set(ids)) == len(ids)
    short = next(unit for unit in units if unit.get("id") == "publications/tanks#short")
    assert (short.get("maxwidth"), short.get("size-unit")) == ("40", "char")
    lead = next(unit for unit in units if unit.get("id") == "publications/tanks#lead")
    assert [mark.text for mark in lead.findall("x:source/x:ph", names)] == ["{water-board}", "{opened}"]
    states = {str(target.get("state")) for target in root.findall(".//x:target", names)}
    assert states == {"needs-translation", "translated"}


def test_tmx_has_only_what_is_finished() -> None:
    entries = (an_entry("Rain", "Lluvia"), an_entry("Roof"), an_entry("Tank", "Tanque", fuzzy=True))
    root = etree.fromstring(write_tmx(entries, "en", "es").encode())
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    assert root.xpath("string(header/@srclang)") == "en"
    pairs = [{str(tuv.get(XML_LANG)): tuv.findtext("seg") for tuv in unit} for unit in root.iter("tu")]
    assert pairs == [{"en": "Rain", "es": "Lluvia"}]


def test_tbx_has_the_names_that_both_languages_have(tmp_path: Path) -> None:
    names = names_of(load(small(tmp_path)))
    text = write_tbx(names, "en", "es")
    assert text.splitlines()[1] == '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
    root = etree.fromstring(text.encode())
    assert [child.tag for child in root] == ["martifHeader", "text"]
    entries = root.findall("text/body/termEntry")
    assert [each.get("id") for each in entries] == ["tank-year", "water-board"]
    terms = [
        (part.get(XML_LANG), tig.findtext("term"), tig.findtext("termNote"))
        for part in entries[1].findall("langSet")
        for tig in part.findall("tig")
    ]
    assert terms == [
        ("en", "Water Board", "fullForm"), ("en", "WB", "acronym"),
        ("es", "Junta de Aguas", "fullForm"), ("es", "WB", "acronym"),
    ]  # fmt: skip


def test_csv_has_a_head_and_every_name(tmp_path: Path) -> None:
    names = names_of(load(small(tmp_path)))
    head, *rows = csv.reader(io.StringIO(write_csv(names, "en", "es")))
    assert head == ["id", "en", "en short", "es", "es short"]
    assert len(rows) == len(names)
    assert ["water-board", "Water Board", "WB", "Junta de Aguas", "WB"] in rows


@pytest.mark.parametrize("form", ["csv", "tbx"])
def test_the_glossary_is_written_to_a_file(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"g.{form}"
    assert run(small(tmp_path), "glossary", "es", "--format", form, "--output", str(out)) == 0
    assert "Junta de Aguas" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_po, "this is prose\n", "this is not a PO file"),
        (read_po, 'msgid ""\nmsgstr ""\n', "does not say its language"),
        (read_xliff, "<xliff", "this is not XLIFF"),
        (read_xliff, "<html/>", "this is not XLIFF 1.2"),
        (read_xliff, f'<xliff xmlns="{NAMESPACE}" version="1.2"/>', "has to say one target language"),
    ],
)
def test_what_is_no_exchange_file_is_refused(read: Callable[[str], Parcel], text: str, message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        read(text)
