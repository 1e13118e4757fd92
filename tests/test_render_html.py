"""Documents become pages: the policy, what templates may do, and what stands in a page."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import jinja2
import pytest
from jinja2.exceptions import SecurityError
from lxml import html as lxml_html

from briefs.assemble.document import Document, Figure, Picture, Prose, Section
from briefs.drawings import Media, figures
from briefs.pipeline import TEMPLATES
from briefs.problems import ContentError
from briefs.render_html import POLICY, Card, Renderer, Row, Shelf, _unbroken

Documents = Mapping[str, Document]


@pytest.fixture(scope="module")
def pages(documents: Documents, renderer: Renderer) -> dict[str, str]:
    """Every screen page by name, lists included."""
    every = tuple(documents.values())
    cards = tuple(
        Card(d.id, d.kind_label, d.place, d.title, d.description, d.file_stem, "Download", "PDF") for d in every
    )
    rows = (Row("Rural Synergies", "", "https://example.org", "example.org", cards),)
    own, other = Shelf("en", "ltr", "English", "", rows), Shelf("es", "ltr", "Español", "es/", rows)
    return {
        **{d.id: renderer.page(d, "screen", stylesheet="s.css", pdf_note="PDF, 2 pages") for d in every},
        "index": renderer.index(every[0], (own,), "s.css", root="../", up=True),
        "front": renderer.index(every[0], (replace(own, folder="en/"), other), "s.css", root="", up=False),
    }


@pytest.fixture
def simple(documents: Documents) -> Document:
    """The leaflet with its texts made short."""
    return replace(documents["latin-america"], title="Title", description="Description")


def test_every_screen_page_carries_the_policy_and_it_allows_nothing_but_its_own(pages: dict[str, str]) -> None:
    assert POLICY == (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
    )
    for page in pages.values():
        head = page[: page.index("</head>")]
        content = lxml_html.fromstring(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert content == [POLICY]
        assert head.index("Content-Security-Policy") < head.index("stylesheet")


def test_no_page_has_scripts_handlers_or_inline_styles(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        tree = lxml_html.fromstring(page)
        assert tree.xpath("//script | //style | //iframe | //object | //embed | //form | //base") == [], name
        assert tree.xpath("//@style") == [], name
        assert [a for e in tree.iter() for a in e.attrib if str(a).lower().startswith("on")] == [], name
        assert "javascript:" not in page.lower(), name


def test_no_page_loads_anything_from_elsewhere(pages: dict[str, str], renderer: Renderer) -> None:
    for name, page in pages.items():
        tree = lxml_html.fromstring(page)
        loaded = tree.xpath("//@src | //@srcset | //link/@href | //@poster | //*[local-name()='use' or local-name()='image']/@*[local-name()='href']")  # fmt: skip
        assert [str(url) for url in loaded if re.match(r"([a-z]+:)?//|[a-z]+:", str(url))] == [], name
    sheet = renderer.stylesheet("rural-synergies", "screen")
    assert "@import" not in sheet
    urls = re.findall(r"url\(\s*[\"']?([^)\"']+)", sheet)
    assert urls
    assert [url for url in urls if not url.startswith("fonts/")] == []


def test_the_same_document_gives_the_same_page(documents: Documents, pages: dict[str, str]) -> None:
    again = Renderer((TEMPLATES,))
    for id_, document in documents.items():
        assert again.page(document, "screen", stylesheet="s.css", pdf_note="PDF, 2 pages") == pages[id_]
        assert again.page(document, "print") == again.page(document, "print")


PAGES = """
import hashlib
from pathlib import Path
from briefs.assemble import assemble
from briefs.localise import localise
from briefs.pipeline import TEMPLATES, read
from briefs.render_html import Renderer

content, renderer = read(Path("."))[1], Renderer((TEMPLATES,))
documents = [assemble(localise(content, id_, "en")) for id_ in content.publications]
text = "".join(renderer.page(d, media) + renderer.cover_map(d) for d in documents for media in ("screen", "print"))
print(hashlib.sha256(text.encode()).hexdigest())
"""


def test_pages_do_not_depend_on_the_order_of_sets(root: Path) -> None:
    """The same content in two processes, whose hashes of texts differ."""
    found = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", PAGES], cwd=root, env=environment, capture_output=True, check=True)
        found.add(done.stdout)
    assert len(found) == 1


def test_a_page_names_its_language_title_description_and_author(documents: Documents, pages: dict[str, str]) -> None:
    tree = lxml_html.fromstring(pages["peru"])
    assert tree.get("lang") == "en-GB"
    assert tree.findtext(".//title") == (
        "Peru: Rural productive support for the vulnerable population in Peru: the case of Haku Wiñay – Rural Synergies"
    )
    meta = {m.get("name"): m.get("content") for m in tree.iter("meta") if m.get("name")}
    assert str(meta["description"]).startswith("What the productive project Haku Wiñay")
    assert str(meta["author"]).split("; ") == [name for role in documents["peru"].partners for name in role.names]


def test_every_link_inside_a_page_leads_somewhere_and_ids_are_unique(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        tree = lxml_html.fromstring(page)
        ids = [str(id_) for id_ in tree.xpath("//@id")]
        assert len(ids) == len(set(ids)), name
        inner = {str(href)[1:] for href in tree.xpath("//@href") if str(href).startswith("#")}
        assert inner - set(ids) == set(), name


def test_each_page_has_one_first_heading_and_levels_do_not_skip(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        levels = [int(str(e.tag)[1]) for e in lxml_html.fromstring(page).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == [], name


def test_notes_stand_at_the_end_on_screen_and_in_place_in_print(documents: Documents, renderer: Renderer) -> None:
    peru = documents["peru"]
    screen = lxml_html.fromstring(renderer.page(peru, "screen"))
    calls, bodies = screen.xpath("//a[@role='doc-noteref']"), screen.xpath("//ol[@class='note-list']/li")
    assert [a.get("href") for a in calls] == [f"#note-{note.number}" for note in peru.notes]
    assert [li.get("id") for li in bodies] == [f"note-{note.number}" for note in peru.notes]
    printed = lxml_html.fromstring(renderer.page(peru, "print"))
    notes = printed.xpath("//span[@role='doc-footnote']")
    assert [span.get("data-unit") for span in notes] == [note.unit for note in peru.notes]
    assert printed.xpath("//a[@role='doc-noteref']") == []


def test_no_sentinel_and_no_unit_reaches_the_screen(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert not re.search("[\ue000-\uf8ff]", page), name
        assert "data-unit" not in page, name


def test_texts_of_the_document_are_escaped(simple: Document, renderer: Renderer) -> None:
    nasty = '"><script>alert(1)</script>&'
    page = renderer.page(replace(simple, title=nasty, subtitle=nasty, description=nasty, tagline=nasty), "screen")
    assert "<script" not in page
    assert lxml_html.fromstring(page).findtext(".//h1") == nasty


def test_a_picture_has_its_text_escaped_and_its_file_where_the_site_puts_it(
    documents: Documents, renderer: Renderer
) -> None:
    figure = Figure("figure-p", "Figure 1", "T", 'A "b" <c>', "S", "C", Picture("maps/p.png"), (), "")
    section = Section("section-p", "P", "", (Prose("<p>x</p>", ""), figure), (), "")
    peru = replace(documents["peru"], sections=(section,))
    assert figures(peru)[0] == figure
    both: tuple[Media, ...] = ("screen", "print")
    found = {media: lxml_html.fromstring(renderer.page(peru, media)).xpath("//figure//img")[0] for media in both}
    assert {media: (img.get("src"), img.get("alt")) for media, img in found.items()} == {
        "screen": ("../../assets/pictures/maps/p.png", 'A "b" <c>'),
        "print": ("assets/maps/p.png", 'A "b" <c>'),
    }


def test_the_code_of_a_leaflet_is_named_and_escaped(simple: Document, renderer: Renderer) -> None:
    odd = replace(simple, address="https://a.example/?b=1&c=2", labels={**simple.labels, "qr": r"Scan \1 <it>"})
    title = lxml_html.fromstring(renderer.page(odd, "screen")).xpath("//*[local-name()='svg'][@class='qr']/*[local-name()='title']")  # fmt: skip
    assert [t.text for t in title] == [r"Scan \1 <it>: https://a.example/?b=1&c=2"]


def test_every_figure_has_a_drawing_for_phones_and_a_text_alternative(documents: Documents, renderer: Renderer) -> None:
    for document in documents.values():
        tree = lxml_html.fromstring(renderer.page(document, "screen"))
        for figure, element in zip(figures(document), tree.xpath("//figure"), strict=True):
            assert [div.get("class") for div in element.xpath(".//div[@class='drawing']/div")] == ["wide", "narrow"]
            drawings = element.xpath(".//*[local-name()='svg']")
            assert len(drawings) == 2
            assert all(figure.alt in lxml_html.tostring(svg, encoding="unicode", method="text") for svg in drawings)


def test_styles_hold_the_tokens_with_a_dark_set_for_the_screen_alone(renderer: Renderer) -> None:
    theme = renderer.theme("rural-synergies")
    screen, printed = (renderer.stylesheet("rural-synergies", media) for media in ("screen", "print"))
    dark = screen[screen.index("@media (prefers-color-scheme:dark){:root{") :].partition("}}")[0]
    assert {token: value for token, value in theme.dark.items() if f"--{token}:{value};" not in dark} == {}
    assert "prefers-color-scheme" not in printed
    assert "fonts.invalid" in printed
    assert "fonts.invalid" not in screen


@pytest.mark.parametrize(
    ("template", "error"),
    [
        ('{% include "../../etc/passwd" %}', jinja2.TemplateNotFound),
        ('{% include "/etc/passwd" %}', jinja2.TemplateNotFound),
        ('{% import "../blocks.html" as x %}', jinja2.TemplateNotFound),
        ("{{ ''.__class__ }}", SecurityError),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", SecurityError),
        ("{{ doc.__init__.__globals__ }}", SecurityError),
        ("{{ label.__globals__ }}", SecurityError),
        ("{{ self._TemplateReference__context }}", SecurityError),
        ("{{ '%s'.__format__ }}", SecurityError),
        ("{{ open('/etc/passwd') }}", jinja2.UndefinedError),
        ("{{ doc.nothing }}", jinja2.UndefinedError),
        ("{{ nothing }}", jinja2.UndefinedError),
        ("{% if nothing %}x{% endif %}", jinja2.UndefinedError),
        ("{{ label('acronym') }}", KeyError),
        ("{{ label('figure') }}", KeyError),
        ("{% set _ = doc.labels.update({'x': 1}) %}", SecurityError),
        ("{% for n in range(999999999) %}{% endfor %}", OverflowError),
    ],
)
def test_a_project_s_template_reaches_no_files_and_no_insides_and_errs_loudly(
    tmp_path: Path, simple: Document, template: str, error: type[Exception]
) -> None:
    (tmp_path / "passwd").write_text("secret", "utf-8")
    own = tmp_path / "project" / "templates"
    own.mkdir(parents=True)
    (own / "leaflet.html").write_text(template, "utf-8")
    with pytest.raises(error):
        Renderer((own, TEMPLATES)).page(simple, "screen")


def test_a_link_out_of_the_templates_is_not_followed_by_name(tmp_path: Path, simple: Document) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "leaflet.html").write_text('{% include "..%2Fsecret" %}{% include "..\\\\secret" %}', "utf-8")
    (tmp_path / "secret").write_text("secret", "utf-8")
    with pytest.raises(jinja2.TemplateNotFound):
        Renderer((own, TEMPLATES)).page(simple, "screen")


def test_a_project_s_own_template_comes_first_and_others_are_ours(tmp_path: Path, simple: Document) -> None:
    (tmp_path / "leaflet.html").write_text("{% extends 'page.html' %}{% block title %}Own{% endblock %}", "utf-8")
    page = Renderer((tmp_path, TEMPLATES)).page(simple, "screen")
    assert "<title>Own</title>" in page
    assert POLICY.replace("'", "&#39;") in page


def test_a_theme_that_is_not_there_is_an_author_s_problem(renderer: Renderer) -> None:
    with pytest.raises(ContentError) as caught:
        renderer.theme("nobody")
    assert [problem.message for problem in caught.value.problems] == ["there is no theme `nobody`"]


def test_spans_of_years_and_acronyms_with_a_hyphen_are_kept_on_one_line() -> None:
    assert _unbroken("The IN-SCT pilot (2016–2017) & more") == (
        'The <span class="unbroken">IN-SCT</span> pilot <span class="unbroken">(2016–2017)</span> &amp; more'
    )
