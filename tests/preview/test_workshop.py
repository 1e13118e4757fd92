"""The newest good state: what it serves is what a build writes, and a mistake leaves it as it was."""

import re
from pathlib import Path

import pytest

from briefs.assemble import assemble
from briefs.localise import localise
from briefs.pipeline import TEMPLATES, read
from briefs.preview.press import Press
from briefs.preview.workshop import Workshop
from briefs.render_html import Renderer
from briefs.site import edition_path, review_pages, site_files
from briefs.store import Store

WORDS = "content/publications/tanks/en.yaml"
TANKS = "en/tanks/index.html"


@pytest.fixture
def workshop(small: Path) -> Workshop:
    made = Workshop(small)
    made.take(made.read((), ()))
    assert made.problems == ()
    return made


def change(workshop: Workshop, old: str, new: str, name: str = WORDS, opened: tuple[str, ...] = (TANKS,)) -> None:
    path = workshop.project / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    workshop.take(workshop.read((name,), opened))


def text(workshop: Workshop, address: str = TANKS) -> str:
    page = workshop.page(address)
    assert page is not None
    return page.data.decode()


@pytest.mark.parametrize("which", ["small", "real"])
def test_every_file_of_a_build_is_served_as_it_is_but_for_the_names_of_pictures(
    small: Path, project: Path, which: str
) -> None:
    folder = small if which == "small" else project
    tree, content, _ = read(folder)
    assert content is not None
    documents = tuple(
        assemble(localise(content, id_, language))
        for id_ in content.publications
        for language in content.languages(id_)
    )
    renderer = Renderer((folder / "templates", TEMPLATES))
    maps = [(edition_path(d), renderer.cover_map(d).encode()) for d in documents]
    expected = dict(site_files(renderer, documents, documents, maps, {}, folder))
    expected |= dict(review_pages(renderer, tree, content, documents))
    workshop = Workshop(folder)
    workshop.take(workshop.read((), ()))
    served = {address: workshop.file(address) for address in expected}
    assert {address for address, data in served.items() if data is None} == set()
    for address, data in served.items():
        assert data is not None
        plain = re.sub(rb'(<img\b[^>]*?\bsrc="[^"?]*)\?[0-9a-f]{10}"', rb'\1"', data)
        assert plain == expected[address], address


def test_a_mistake_keeps_the_last_good_page_and_is_told_with_its_place(workshop: Workshop) -> None:
    before = text(workshop)
    change(workshop, "{water-board} began", "{water-bord} began")
    assert text(workshop) == before
    assert workshop.version == 2
    (told,) = workshop.state(TANKS, Press(print, Store(workshop.project / ".cache" / "pdf")))["problems"]
    assert (told["file"], told["line"], told["column"]) == (WORDS, 10, 3)
    assert (told["before"], told["mark"], told["after"]) == ("  ", "{water-bord}", " began in {opened}.")
    assert "water-board" in told["hint"]
    change(workshop, "{water-bord} began", "{water-board} has begun")
    assert workshop.problems == ()
    assert "has begun" in text(workshop)


def test_only_pages_whose_content_changed_are_new(workshop: Workshop) -> None:
    assert workshop.snapshot
    addresses = [f"{path}/index.html" for path in workshop.snapshot.editions]
    before = {address: workshop.page(address) for address in addresses}
    kept = {path: workshop.snapshot.document(path) for path in workshop.snapshot.editions}
    change(workshop, "Two steps help most", "Two steps help")
    after = {address: workshop.page(address) for address in addresses}
    assert [address for address in addresses if before[address] != after[address]] == [TANKS]
    assert [p for p, document in kept.items() if workshop.snapshot.document(p) is not document] == ["en/tanks"]


def test_a_picture_that_changed_is_named_anew_on_its_page(workshop: Workshop) -> None:
    name = "content/assets/signs/drop.svg"
    found = re.search(r"assets/pictures/signs/drop\.svg\?[0-9a-f]{10}", text(workshop))
    assert found
    change(workshop, "<svg", '<svg data-new="1"', name)
    again = re.search(r"assets/pictures/signs/drop\.svg\?[0-9a-f]{10}", text(workshop))
    assert again
    assert again[0] != found[0]


def test_a_style_sheet_of_the_project_is_taken_in_at_once(workshop: Workshop) -> None:
    before = text(workshop)
    own = workshop.project / "templates" / "styles" / "screen.css"
    own.parent.mkdir(parents=True)
    own.write_text("body{color:red}", "utf-8")
    workshop.take(workshop.read(("templates/styles/screen.css",), (TANKS,)))
    after = text(workshop)
    assert before != after
    sheet = re.search(r'href="../../(assets/[^"]+\.css)"', after)
    assert sheet
    assert b"body{color:red}" in (workshop.file(sheet[1]) or b"")
    older = re.search(r'href="../../(assets/[^"]+\.css)"', before)
    assert older
    assert workshop.file(older[1]), "a page that is still open may ask for its sheet"


def test_a_fault_in_a_template_is_told_with_file_and_line_and_mended(workshop: Workshop) -> None:
    own = workshop.project / "templates"
    own.mkdir()
    for planted, line in (("a\n{% if %}", 2), ("a\nb\n{{ nothing_there }}", 3)):
        (own / "leaflet.html").write_text(planted, "utf-8")
        assert workshop.snapshot is not None
        content = workshop.snapshot.content
        leaflets = tuple(f"en/{id_}/index.html" for id_, own in content.publications.items() if own.kind == "leaflet")
        assert leaflets
        workshop.take(workshop.read(("templates/leaflet.html",), leaflets))
        (problem,) = workshop.problems
        assert (problem.file, problem.line) == ("templates/leaflet.html", line)
    (own / "page.html").write_text("{% if %}", "utf-8")
    workshop.take(workshop.read(("templates/page.html",), (TANKS,)))
    (problem,) = workshop.problems
    assert (problem.file, problem.line) == ("templates/page.html", 1)
    (own / "page.html").unlink()
    (own / "leaflet.html").unlink()
    workshop.take(workshop.read(("templates/page.html",), (TANKS,)))
    assert workshop.problems == ()


def test_the_policy_of_a_page_moves_to_a_header_that_lets_the_preview_run_and_nothing_else(workshop: Workshop) -> None:
    page = workshop.page(TANKS)
    assert page is not None
    assert b"Content-Security-Policy" not in page.data
    assert page.policy == (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "script-src 'self'; connect-src 'self'; frame-ancestors 'none'"
    )
    assert page.data.count(b"<script") == 1


def test_nothing_is_written_to_the_output(workshop: Workshop) -> None:
    workshop.page("index.html")
    workshop.page(TANKS)
    assert not (workshop.project / "output").exists()


def test_a_picture_that_became_a_link_out_of_the_project_is_not_served(workshop: Workshop, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg>secret</svg>", "utf-8")
    picture = workshop.project / "content/assets/signs/drop.svg"
    assert workshop.file("assets/pictures/signs/drop.svg") == picture.read_bytes()
    picture.unlink()
    picture.symlink_to(secret)
    assert workshop.file("assets/pictures/signs/drop.svg") is None
