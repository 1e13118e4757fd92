"""The files around the editions: lists, styles, fonts, and what is known of each PDF."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefs.assemble.document import Document, Figure, Picture, Section
from briefs.render_html import Renderer
from briefs.site import edition_path, pdf_facts, pdf_note, pdf_path, site_files
from tests.real import PUBLICATIONS

Documents = Mapping[str, Document]


@pytest.fixture(scope="module")
def made(
    documents: Documents, renderer: Renderer, tmp_path_factory: pytest.TempPathFactory, root: Path
) -> dict[str, bytes]:
    """The files of a site with the PDF of one edition."""
    every = tuple(documents.values())
    leaflet = (documents["latin-america"],)
    maps = {edition_path(d): b"<svg/>" for d in every}
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
    made = dict(site_files(renderer, (peru,), (peru,), {}, {}, project))
    src = re.search(r'<img src="([^"]*p\.png)"', made["en/peru/index.html"].decode())
    assert src is not None
    assert made[src[1].removeprefix("../../")] == b"PNG"
