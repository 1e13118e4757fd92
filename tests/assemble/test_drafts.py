"""What is not finished is marked for the eye and for a screen reader, in the language of the page."""

import pytest

from briefs.assemble.drafts import block, inline
from briefs.assemble.writer import Writer
from briefs.localise import Edition
from briefs.model.words import LabelWords
from briefs.translation.overlay import FALLBACK, STALE

from .samples import INTERFACE, edition

TOLD = {"draft-missing": "Por traducir", "draft-stale": "Revisar"}


@pytest.fixture
def spanish() -> Edition:
    labels = LabelWords(interface={**INTERFACE, **TOLD}, dimensions={}, indicators={}, architecture={})
    return edition(language="es", locale="es-PE", labels=labels)


def test_paragraphs_in_the_source_language_say_so_and_have_its_language(spanish: Edition) -> None:
    assert block(spanish, "<p>Water.</p>", "missing") == (
        '<div class="draft missing" lang="en"><p class="notice" lang="es-PE">Por traducir</p><p>Water.</p></div>'
    )


def test_stale_paragraphs_keep_the_language_of_the_page(spanish: Edition) -> None:
    assert block(spanish, "<p>Agua.</p>", "stale") == (
        '<div class="draft stale"><p class="notice" lang="es-PE">Revisar</p><p>Agua.</p></div>'
    )


def test_a_title_has_its_notice_behind_it(spanish: Edition) -> None:
    assert inline(spanish, "Water", "missing") == (
        '<span class="draft missing" lang="en">Water</span> <span class="notice" lang="es-PE">(Por traducir)</span>'
    )


def test_what_is_finished_has_no_mark(spanish: Edition) -> None:
    assert (block(spanish, "<p>Agua.</p>", ""), inline(spanish, "Agua", "")) == ("<p>Agua.</p>", "Agua")


@pytest.mark.parametrize(("flag", "name"), [(FALLBACK, "missing"), (STALE, "stale")])
def test_the_writer_takes_the_flag_off_and_marks_what_it_writes(spanish: Edition, flag: str, name: str) -> None:
    writer = Writer(spanish, {})
    for html in (writer.prose(f"{flag}One.\n\nTwo."), writer.inline(f"{flag}One")):
        assert f'class="draft {name}"' in html
        assert html.count('class="notice"') == 1
        assert flag not in html
