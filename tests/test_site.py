"""The files around the editions: lists, styles, fonts, and what is known of each PDF."""

import io
import re
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest
from lxml import html as lxml_html

from briefs.assemble.document import Document, Figure, Picture, Section
from briefs.model.structure import Kind
from briefs.render_html import Renderer
from briefs.site import BREADTH, edition_path, in_order, pdf_facts, pdf_note, pdf_path, site_files
from tests.real import PUBLICATIONS

Documents = Mapping[str, Document]


@pytest.fixture(scope="module")
def made(
    documents: Documents, renderer: Renderer, tmp_path_factory: pytest.TempPathFactory, root: Path
) -> dict[str, bytes]:
    """The files of a site with the PDF of one edition."""
    every = tuple(documents.values())
    leaflet = (documents["latin-america"],)
    maps = [(edition_path(d), b"<svg/>") for d in every]
    return dict(site_files(renderer, every, leaflet, maps, {"en/peru": (18, 840_400)}, root))


def test_pages_are_those_chosen_and_lists_and_maps_those_of_all(made: dict[str, bytes]) -> None:
    names = {re.sub(r"-[0-9a-f]{10}\.css", "-DIGEST.css", name) for name in made}
    assert names == {
        "index.html", "en/index.html", "en/latin-america/index.html",
        *(f"en/{id_}/map.svg" for id_ in PUBLICATIONS),
        *(f"assets/{series}-DIGEST.css" for series in ("rural-synergies", "social-protection-network")),
        *(f"assets/fonts/{f}-{s}.woff2" for f in ("SourceSans3", "SourceSerif4") for s in ("normal", "italic")),
    }  # fmt: skip


def test_pages_ask_for_the_style_sheet_that_is_there(made: dict[str, bytes]) -> None:
    sheet = next(name for name in made if name.startswith("assets/rural-synergies-"))
    for page, up in (("index.html", ""), ("en/index.html", "../"), ("en/latin-america/index.html", "../../")):
        assert f'href="{up}{sheet}"'.encode() in made[page]


def test_a_list_tells_pages_and_size_of_a_pdf_that_is_there(made: dict[str, bytes]) -> None:
    text = made["en/index.html"].decode()
    assert "PDF, 18 pages, 840\u00a0kB" in text
    assert text.count("pages, ") == 1


def test_what_is_known_of_a_pdf_is_in_the_words_of_the_document(documents: Documents) -> None:
    peru = documents["peru"]
    assert pdf_note(peru, None) == ""
    assert pdf_note(peru, (18, 1_234_567)) == "PDF, 18 pages, 1.2\u00a0MB"
    spanish = replace(peru, language="es", labels={"pages-size": "PDF, {pages} páginas, {size}"})
    assert pdf_note(spanish, (18, 1_234_567)) == "PDF, 18 páginas, 1,2\u00a0MB"


def test_paths_name_language_series_and_publication(documents: Documents) -> None:
    assert edition_path(documents["peru"]) == "en/peru"
    assert pdf_path(documents["peru"]) == "en/peru/rural-synergies-peru-en.pdf"


def test_pages_and_size_are_read_from_the_pdf() -> None:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.add_blank_page()
        pdf.save(buffer)
    assert pdf_facts(buffer.getvalue()) == (2, len(buffer.getvalue()))


def test_pictures_are_published_where_the_pages_look_for_them(
    documents: Documents, renderer: Renderer, project: Path
) -> None:
    picture = project / "content" / "assets" / "maps" / "p.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"PNG")
    figure = Figure("figure-p", "Figure 1", "T", "Alt", "S", "C", Picture("maps/p.png"), (), "")
    peru = replace(documents["peru"], sections=(Section("section-p", "P", "", (figure,), (), ""),))
    made = dict(site_files(renderer, (peru,), (peru,), (), {}, project))
    src = re.search(r'<img src="([^"]*p\.png)"', made["en/peru/index.html"].decode())
    assert src is not None
    assert made[src[1].removeprefix("../../")] == b"PNG"


def named(kind: str, place: str, title: str, series: str = "one", language: str = "en") -> Document:
    """A document with what a list asks of it."""
    asked = {
        "id": title.lower(),
        "kind": kind,
        "place": place,
        "title": title,
        "series_id": series,
        "language": language,
    }
    empty: dict[str, Any] = dict.fromkeys((f.name for f in dataclass_fields(Document)), "")
    return Document(**{**empty, **asked})


def test_a_list_has_the_largest_series_first_and_in_it_what_covers_most_and_then_the_countries() -> None:
    wanted = (
        named("institutional-analysis", "", "Six countries"),
        named("leaflet", "", "In short"),
        named("short-brief", "Éire", "Another"),
        named("short-brief", "Ethiopia", "A brief"),
        named("country-brief", "Peru", "A long one"),
        named("report", "", "A diagnosis", "another"),
    )
    for documents in (wanted, wanted[::-1], (*wanted[3:], *wanted[:3])):
        assert in_order(documents) == wanted


def test_series_of_one_size_stand_by_their_ids_and_places_in_the_alphabet_of_the_language() -> None:
    wanted = (
        named("country-brief", "Nicaragua", "N", "a", "es"),
        named("country-brief", "Ñuble", "Ñ", "a", "es"),
        named("country-brief", "Angola", "O", "b", "es"),
        named("country-brief", "Zambia", "P", "b", "es"),
    )
    assert in_order(wanted[::-1]) == wanted


def test_every_kind_of_publication_has_its_place_in_a_list() -> None:
    assert set(BREADTH) == set(get_args(Kind))


def test_a_list_of_two_series_has_a_heading_and_a_row_of_cards_for_each(
    made: dict[str, bytes], documents: Documents
) -> None:
    for page, folder in (("index.html", "en/"), ("en/index.html", "")):
        tree = lxml_html.fromstring(made[page].decode())
        parts = tree.xpath("//h2 | //h3/a")
        shown = [" ".join(part.text_content().split()) for part in parts]
        order = in_order(tuple(documents.values()))
        first, second = order[0].series, order[-1].series
        titles = [" ".join(f"{d.place} {d.title}".split()) for d in order]
        assert shown == [first, *titles[:-1], second, titles[-1]], page
        assert [str(href) for href in tree.xpath("//h3/a/@href")] == [f"{folder}{d.id}/index.html" for d in order]
        assert len(tree.xpath("//ul[@class='cards']")) == 2
        addresses = [str(href) for href in tree.xpath("//footer//a/@href")]
        assert addresses == [order[0].address, order[-1].address]


def test_a_list_of_one_series_has_its_name_in_the_head_and_no_row_of_its_own(
    documents: Documents, renderer: Renderer, root: Path
) -> None:
    every = tuple(d for d in documents.values() if d.series_id == "rural-synergies")
    maps = [(edition_path(d), b"<svg/>") for d in every]
    tree = lxml_html.fromstring(dict(site_files(renderer, every, (), maps, {}, root))["index.html"].decode())
    assert [e.text_content() for e in tree.xpath("//header//p[@class='series']")] == ["Rural Synergies"]
    assert tree.xpath("//*[@class='row']") == []
    assert len(tree.xpath("//h2/a")) == len(every)


def test_the_list_of_a_language_leads_to_those_of_the_others(
    documents: Documents, renderer: Renderer, root: Path
) -> None:
    leaflet = documents["latin-america"]
    every = (leaflet, *(replace(leaflet, language=language) for language in ("fr", "es")))
    made = dict(site_files(renderer, every, (), (), {}, root))

    def links(page: str) -> list[tuple[str, str, str]]:
        found = lxml_html.fromstring(made[page].decode()).xpath("//p[@class='also']/a")
        return [(a.text, a.get("hreflang"), a.get("href")) for a in found]

    assert links("fr/index.html") == [("English", "en", "../en/index.html"), ("Español", "es", "../es/index.html")]
    assert [name for name, _, _ in links("en/index.html")] == ["Español", "Français"]
    assert links("index.html") == [("Español", "es", "es/index.html"), ("Français", "fr", "fr/index.html")]


def test_the_front_page_has_the_language_of_the_sources_first_and_is_written_in_it(
    every_document: Mapping[tuple[str, str], Document], renderer: Renderer, root: Path
) -> None:
    every = tuple(every_document.values())
    maps = [(edition_path(d), b"<svg/>") for d in every]
    tree = lxml_html.fromstring(dict(site_files(renderer, every, (), maps, {}, root))["index.html"].decode())
    assert tree.get("lang") == "en"
    found = [h.text_content() for h in tree.xpath("//h2[@class='language']")]
    assert found == ["English", "Español", "Français", "Português", "العربية"]


def test_a_page_leads_to_its_other_languages_and_to_no_others(
    every_document: Mapping[tuple[str, str], Document], renderer: Renderer, root: Path
) -> None:
    every = tuple(every_document.values())
    maps = [(edition_path(d), b"<svg/>") for d in every]
    wanted = {
        ("mali", "en"): ["es", "fr"], ("mali", "fr"): ["en", "es"], ("peru", "en"): ["es"],
        ("latin-america", "es"): ["ar", "en"], ("cooperation-diagnosis", "pt"): ["en", "es"],
    }  # fmt: skip
    made = dict(site_files(renderer, every, tuple(every_document[key] for key in wanted), maps, {}, root))
    for (id_, language), others in wanted.items():
        tree = lxml_html.fromstring(made[f"{language}/{id_}/index.html"].decode())
        hrefs = [f"../../{other}/{id_}/index.html" for other in others]
        assert sorted(str(a.get("href")) for a in tree.xpath("//p[@class='also']/a")) == hrefs
        assert sorted(str(a.get("href")) for a in tree.xpath("//link[@rel='alternate']")) == hrefs
