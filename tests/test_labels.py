"""Interface strings: none is kept that nothing shows."""

import re
from pathlib import Path
from typing import get_args

import pytest

from briefs.labels import INTERFACE, fields, fill
from briefs.model.structure import Kind

ROOT = Path(__file__).resolve().parent.parent
FILES = [*ROOT.glob("templates/*.html"), *ROOT.glob("briefs/**/*.py")]
SOURCE = "".join(path.read_text("utf-8") for path in FILES if path.name != "labels.py")
# Asked for by a name that is put together: a kind, a block; and a direction, a level, a column, a judgement.
MADE = (*get_args(Kind), "figure", "table")
BEGUN = ("draft-", "change-", "aspect-", "table-", "result-", "not-")


@pytest.mark.parametrize("name", INTERFACE)
def test_every_label_is_shown_somewhere(name: str) -> None:
    asked = re.search(rf"""(?:labels?|interface)[\[(]\s*["']{name}["']""", SOURCE) or re.search(
        rf"""["']{name}["'] if """, SOURCE
    )
    assert asked or name in MADE or name.startswith(BEGUN), f"nothing shows the label `{name}`"


def test_every_kind_of_publication_has_a_label() -> None:
    """The cover shows it: `kind_label` of a document."""
    assert set(get_args(Kind)) <= set(INTERFACE)


def test_the_fields_of_a_label_are_the_names_in_its_braces() -> None:
    assert fields("Page {page} of {pages}, {not_a_field}") == {"page", "pages"}


def test_a_label_is_filled_in_once_and_wholly() -> None:
    assert fill("{title} – {series}", title="On {series}", series="S") == "On {series} – S"
    with pytest.raises(KeyError, match="needs series"):
        fill("{title} – {series}", title="T")
