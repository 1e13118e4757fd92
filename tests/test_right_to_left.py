"""The Arabic leaflet: its page and its PDF run from right to left, and its letters can be read, searched and copied."""

import io
import subprocess
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from briefs.assemble import assemble
from briefs.assemble.document import Document
from briefs.formats import direction, file_size, listed, script
from briefs.jobs import Pdf
from briefs.localise import Edition
from briefs.printing import LEAFLET_PAGES, print_job
from briefs.render_html import Renderer
from briefs.render_pdf import render_pdf
from tests.judges import qr
from tests.judges.requirement import require

ROOT = Path(__file__).resolve().parents[1]
Editions = Mapping[tuple[str, str], Edition]


@pytest.fixture(scope="module")
def arabic(editions: Editions) -> Document:
    return assemble(editions["latin-america", "ar"])


@pytest.fixture(scope="module")
def pdf(arabic: Document, renderer: Renderer) -> Pdf:
    return render_pdf(print_job(arabic, renderer, renderer.cover_map(arabic).encode(), ROOT))


def test_scripts_and_directions_are_those_of_cldr() -> None:
    assert {language: (script(language), direction(language)) for language in ("en", "es-PE", "ar", "fa")} == {
        "en": ("Latn", "ltr"),
        "es-PE": ("Latn", "ltr"),
        "ar": ("Arab", "rtl"),
        "fa": ("Arab", "rtl"),
    }


def test_lists_and_sizes_are_written_as_the_script_writes_them() -> None:
    assert listed(["A", "B"], "en") == "A, B"
    assert listed(["أ", "ب"], "ar") == "أ، ب"
    assert listed(["أ", "ب"], "ar", ";") == "أ؛ ب"
    assert file_size(76_000, "ar") == "76\u00a0كيلوبايت"
    assert file_size(76_000, "es") == "76\u00a0kB"


def test_the_page_says_its_language_and_direction(arabic: Document, renderer: Renderer) -> None:
    page = renderer.page(arabic, "screen")
    assert '<html lang="ar" dir="rtl">' in page
    assert '<small><bdi dir="ltr">FEST</bdi>، <bdi dir="ltr">UNIDOS</bdi></small>' in page


def test_the_map_is_no_mirror_image_and_stands_on_the_other_side(
    arabic: Document, editions: Editions, renderer: Renderer
) -> None:
    """What is lit stands left of where it stands in English, and west is still left."""
    english = assemble(editions["latin-america", "en"])
    assert renderer.cover_map(arabic) != renderer.cover_map(english)
    assert "scale(-1" not in renderer.cover_map(arabic) + renderer.stylesheet(arabic.theme, "screen", ["ar"])


def test_typefaces_and_rules_of_a_script_go_to_its_editions_alone(
    arabic: Document, editions: Editions, renderer: Renderer
) -> None:
    jobs = {}
    for language in ("ar", "en", "es"):
        document = assemble(editions["latin-america", language])
        jobs[language] = print_job(document, renderer, b"", ROOT)
    assert {language for language, job in jobs.items() if "Almarai" in job.families} == {"ar"}
    assert {language for language, job in jobs.items() if "Almarai" in job.stylesheet} == {"ar"}
    assert {language for language, job in jobs.items() if "[dir=rtl]" in job.stylesheet} == {"ar"}


def test_the_leaflet_has_two_pages_and_no_fault(pdf: Pdf) -> None:
    assert (pdf.pages, pdf.findings) == (LEAFLET_PAGES, ())


def test_every_glyph_of_the_pdf_has_a_text_and_lam_alif_is_one_character(pdf: Pdf) -> None:
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        fonts = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each]
        maps = {str(font.BaseFont).partition("+")[2]: font.ToUnicode.read_bytes() for font in fonts}
    assert {name for name, mapping in maps.items() if b"> <>" in mapping or b"> <06440627>" in mapping} == set()
    assert any(b"> <fefb>" in mapping for name, mapping in maps.items() if "Almarai" in name)


def test_the_pdf_gives_back_its_words_in_the_order_they_are_read(pdf: Pdf, arabic: Document, tmp_path: Path) -> None:
    require(qr)  # pdftotext comes in one package with pdftoppm
    (tmp_path / "leaflet.pdf").write_bytes(pdf.data)
    done = subprocess.run(["pdftotext", tmp_path / "leaflet.pdf", "-"], capture_output=True, check=True, text=True)
    printed = {word.strip("،.:؛") for word in unicodedata.normalize("NFKC", unmarked(done.stdout)).split()}
    expected = {word.strip("،.:؛") for word in f"{arabic.title} {arabic.subtitle}".split()}
    assert expected - printed == set()


def unmarked(text: str) -> str:
    """A text without the marks of direction that pdftotext sets around its lines."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")
