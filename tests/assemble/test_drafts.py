"""What is not finished is marked for the eye and for a screen reader, in the language of the page."""

from dataclasses import replace
from html import unescape

import pytest
from lxml import html as lxml_html

from briefs.assemble import assemble
from briefs.assemble.document import Document
from briefs.assemble.drafts import block, drawing, inline, labels
from briefs.assemble.writer import Writer
from briefs.drawings import Media
from briefs.localise import Edition, localise
from briefs.model.content import Content
from briefs.model.words import LabelWords
from briefs.render_html import Renderer
from briefs.site import lists
from briefs.translation.overlay import FALLBACK, STALE

from .samples import INTERFACE, edition

TOLD = {"draft-missing": "Por traducir", "draft-stale": "Revisar", "draft-labels": "Faltan rótulos"}


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


def test_a_drawing_has_one_notice_and_the_language_only_where_nothing_in_it_is_translated(spanish: Edition) -> None:
    notice = '<p class="notice" lang="es-PE">Por traducir</p>'
    assert (
        drawing(spanish, [f"{FALLBACK}Water", f"{FALLBACK}Rain"])[0] == f'<div class="draft missing" lang="en">{notice}'
    )
    assert drawing(spanish, [f"{FALLBACK}Water", "Lluvia"])[0] == f'<div class="draft missing">{notice}'
    assert drawing(spanish, ["Agua", "Lluvia"]) == ("", "")


def test_labels_are_told_of_once_and_a_label_that_is_missing_itself_has_its_own_language(spanish: Edition) -> None:
    assert labels(spanish) == ""
    some = replace(spanish, unfinished_labels={"interface.references": "stale"})
    assert labels(some) == '<p lang="es-PE">Faltan rótulos</p>'
    every = replace(spanish, unfinished_labels={f"interface.{name}": "missing" for name in TOLD})
    assert labels(every) == '<p lang="en">Faltan rótulos</p>'
    assert 'class="notice" lang="en"' in inline(every, "Water", "missing")


def unfinished(content: Content, id_: str) -> Document:
    """A publication in Spanish of which every text on cover and foot is missing, and a label too."""
    made = localise(content, id_, "es", {"interface.references": "missing"})
    words, series = made.words, made.series_words
    cover = {name: f"{FALLBACK}{getattr(words, name) or 'X'}" for name in ("title", "subtitle", "short", "description")}
    flagged = {
        "name": FALLBACK + series.name, "tagline": FALLBACK + (series.tagline or "X"),
        "roles": {role: FALLBACK + text for role, text in series.roles.items()},
        "countries": {code: FALLBACK + name for code, name in series.countries.items()},
    }  # fmt: skip
    first, *_ = words.sections or [""]
    sections = {
        id_: part.model_copy(update={"title": FALLBACK + part.title}) if id_ == first else part
        for id_, part in words.sections.items()
    }
    return assemble(
        replace(
            made,
            words=words.model_copy(update={**cover, "sections": sections}),
            series_words=series.model_copy(update=flagged),
            countries={code: FALLBACK + name for code, name in made.countries.items()},
        )
    )


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("id_", ["mali", "peru", "latin-america", "institutional-analysis", "cooperation-diagnosis"])
def test_every_text_of_cover_and_foot_is_marked_where_it_is_shown_and_nowhere_else(
    content: Content, renderer: Renderer, id_: str, media: Media
) -> None:
    document = unfinished(content, id_)
    page = renderer.page(document, media)
    assert FALLBACK not in page
    head = page.partition("<body")[0]
    notice = "sin traducir todavía"
    assert notice not in head
    assert not [
        value
        for value in lxml_html.fromstring(page).xpath("//@data-head|//@data-series|//@data-short")
        if notice in value
    ]
    tree = lxml_html.fromstring(page)
    marked = {
        " ".join(e.text_content().split()) for e in tree.xpath("//*[contains(@class, 'draft missing')][@lang='en']")
    }
    texts = [document.title, document.subtitle, document.series, document.tagline, document.place]
    assert {" ".join(text.split()) for text in texts if text} <= marked
    for each in tree.xpath("//h1|//p[@class='role']"):
        assert notice in each.text_content()
    assert len(tree.xpath("//aside[@class='unfinished']")) == 1


def test_a_list_marks_what_its_cards_say(content: Content, renderer: Renderer) -> None:
    document = unfinished(content, "mali")
    files = dict(lists(renderer, (document,), {document.theme: "x.css"}, {}))
    tree = lxml_html.fromstring(files["es/index.html"].decode())
    (card,) = tree.xpath("//li[@class='card']")
    assert len(card.xpath(".//*[contains(@class, 'draft missing')]")) == 3  # place, title, description
    assert FALLBACK not in files["es/index.html"].decode()


def test_a_missing_text_keeps_the_marks_of_its_own_language(spanish: Edition) -> None:
    writer = Writer(spanish, {})
    assert "The government’s “will”" in unescape(writer.prose(f'{FALLBACK}The government\'s "will"'))
    assert "«voluntad»" in unescape(writer.prose('La "voluntad"'))
