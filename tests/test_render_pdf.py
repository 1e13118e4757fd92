"""A print page becomes a PDF: what the renderer may fetch, the same bytes everywhere, and the real PDFs read back."""

import hashlib
import io
import logging
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from briefs.assemble.document import Document
from briefs.jobs import PrintJob
from briefs.render_pdf import conformance, render_pdf
from tests.judges import qr
from tests.judges.requirement import require

Job = Callable[..., PrintJob]
PASSWD = "file:///etc/passwd"


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ('<img src="https://example.org/x.png" alt="x">', ""),
        ('<img src="http://127.0.0.1/x.png" alt="x">', ""),
        (f'<img src="{PASSWD}" alt="x">', ""),
        ('<img src="unknown.png" alt="x">', ""),
        ('<img src="../../etc/passwd" alt="x">', ""),
        ('<img src="map.svg/../../secret" alt="x">', ""),
        ('<img src="data:image/png;base64,AAAA" alt="x">', ""),
        ('<link rel="stylesheet" href="https://example.org/x.css">', ""),
        (f'<link rel="attachment" href="{PASSWD}">', ""),
        (f'<object data="{PASSWD}"></object>', ""),
        ("", f"h1{{background:url({PASSWD})}}"),
        ("", "h1{background:url(https://example.org/x.png)}"),
        ("", f"h1::before{{content:url({PASSWD})}}"),
        ("", f"@font-face{{font-family:x;src:url({PASSWD})}}h1{{font-family:x}}"),
        ("", "@font-face{font-family:x;src:url(https://fonts.invalid/Other.ttf)}h1{font-family:x}"),
    ],
)
def test_a_page_that_asks_for_more_than_it_was_handed_stops_the_rendering(print_job: Job, body: str, css: str) -> None:
    with pytest.raises(FatalURLFetchingError, match="is not part of the project"):
        render_pdf(print_job(f"<h1>H</h1>{body}", css, {"map.svg": b"<svg/>"}))


def test_a_picture_that_asks_for_more_is_not_drawn_and_reported(print_job: Job) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image width="9" height="9" href="{PASSWD}"/></svg>'
    found = render_pdf(
        print_job('<h1>H</h1><p><img src="map.svg" alt="x"></p>', "", {"map.svg": svg.encode()})
    ).findings
    assert [f.message for f in found] == [
        "the renderer says: Failed to render SVG image https://assets.invalid/map.svg"
    ]


def test_assets_are_found_by_the_names_they_were_handed_under(print_job: Job) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    body = '<h1>H</h1><p><img src="assets/a%20b.svg" alt="x"></p>'
    assert render_pdf(print_job(body, "", {"assets/a b.svg": svg})).findings == ()


def test_the_log_and_the_collector_are_left_as_they_were(print_job: Job) -> None:
    logger = logging.getLogger("weasyprint")
    before = list(logger.handlers)
    with pytest.raises(FatalURLFetchingError):
        render_pdf(print_job('<img src="x" alt="x">'))
    assert logger.handlers == before


def test_a_file_that_claims_nothing_does_not_conform() -> None:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    found = [finding.message for finding in conformance(buffer.getvalue())]
    assert any(message.startswith("ua1: ") for message in found)
    assert any(message.startswith("3a: ") for message in found)


RENDER = """
import hashlib, pickle, sys
from briefs.render_pdf import render_pdf
job = pickle.loads(sys.stdin.buffer.read())
print(hashlib.sha256(render_pdf(job).data).hexdigest())
"""


def test_the_bytes_depend_on_the_job_alone(print_job: Job, root: Path, tmp_path: Path) -> None:
    """Twice here, and in other processes with another folder, hash seed, time zone and language: the same file."""
    body = '<h1>H</h1><p lang="es">Hola<span class="footnote" role="doc-footnote">Nota</span></p><h1 id="b">B</h1>'
    job = print_job(body, "#b{break-before:page}@page{@top-left{content:'Head'}}")
    here = {hashlib.sha256(render_pdf(job).data).hexdigest() for _ in range(2)}
    there = set()
    for seed, zone, folder in (("1", "America/Lima", tmp_path), ("2", "Asia/Tokyo", root)):
        environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", RENDER], input=pickle.dumps(job), env=environment, cwd=folder, check=True,
            capture_output=True,
        )  # fmt: skip
        there.add(done.stdout.decode().strip())
    assert here == there
    assert len(here) == 1


@pytest.fixture(scope="module")
def real(built: Path, documents: Mapping[str, Document]) -> Iterator[dict[str, pikepdf.Pdf]]:
    """The real PDFs by publication."""
    opened = {
        id_: pikepdf.open(built / "output" / "en" / id_ / f"{document.file_stem}.pdf")
        for id_, document in documents.items()
    }
    yield opened
    for pdf in opened.values():
        pdf.close()


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html))


def outline(items: Any) -> list[tuple[str, list[Any]]]:
    return [(item.title, outline(item.children)) for item in items]


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The page number of every named destination."""
    number = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
    found = {}

    def below(node: Any) -> None:
        names = list(node.get("/Names", []))
        for key, value in zip(names[::2], names[1::2], strict=True):
            target = value.D if isinstance(value, pikepdf.Dictionary) else value
            found[str(key)] = number[target[0].objgen]
        for kid in node.get("/Kids", []):
            below(kid)

    below(pdf.Root.Names.Dests)
    return found


def test_real_pdfs_embed_subsets_of_the_brand_fonts_alone(real: dict[str, pikepdf.Pdf]) -> None:
    for id_, pdf in real.items():
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fonts, id_
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts), id_
        names = {str(font.FontName)[1:] for font in fonts}
        assert all(name[6] == "+" for name in names), id_
        assert {name[7:].split("-")[0] for name in names} <= {"Source", "SourceSans3", "SourceSerif4"} | names, id_
        families = {str(font.get("/FontFamily", "")) for font in fonts}
        assert families <= {"Source Sans 3", "Source Serif 4"}, id_


def test_real_pdfs_name_their_title_and_language_and_show_the_title(
    real: dict[str, pikepdf.Pdf], documents: Mapping[str, Document]
) -> None:
    for id_, pdf in real.items():
        with pdf.open_metadata() as meta:
            assert documents[id_].title in str(meta["dc:title"]), id_
        assert str(pdf.Root.Lang) == documents[id_].locale
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)


def test_real_bookmarks_are_the_headings_in_order(
    real: dict[str, pikepdf.Pdf], documents: Mapping[str, Document]
) -> None:
    for id_ in ("peru", "mexico"):
        with real[id_].open_outline() as opened:
            found = outline(opened.root)
        titles = [title for title, _ in flat(found)]
        wanted = [plain(line.title) for line in documents[id_].contents]
        assert [title for title in titles if title in wanted] == wanted, id_


def flat(items: list[tuple[str, list[Any]]]) -> list[tuple[str, list[Any]]]:
    return [each for item in items for each in (item, *flat(item[1]))]


def test_real_contents_show_the_page_each_part_stands_on(
    real: dict[str, pikepdf.Pdf], documents: Mapping[str, Document], built: Path
) -> None:
    require(qr)  # pdftotext comes in one package with pdftoppm
    for id_ in ("peru", "mexico"):
        document = documents[id_]
        where = destinations(real[id_])
        file = built / "output" / "en" / id_ / f"{document.file_stem}.pdf"
        text = " ".join(subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True).stdout.split())  # fmt: skip
        for line in document.contents:
            title = " ".join(plain(line.title).split())
            assert f"{title} {where[line.id]}" in text or f"{title}{where[line.id]}" in text, (id_, line)


def test_real_notes_are_notes_and_real_tables_have_heads(
    real: dict[str, pikepdf.Pdf], documents: Mapping[str, Document]
) -> None:
    for id_, pdf in real.items():
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o]
        notes = [o for o in found if o.S == "/Note"]
        assert len(notes) == len({str(o.ID) for o in notes}) == len(documents[id_].notes), id_
        heads = [o for o in found if o.S == "/TH"]
        assert all(str(o.A.Scope) in ("/Row", "/Column") for o in heads), id_
        figures = [o for o in found if o.S == "/Figure"]
        assert all(str(o.get("/Alt", "")).strip() for o in figures), id_
