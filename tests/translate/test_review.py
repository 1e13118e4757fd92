"""The review of a translation: every text that the publication uses, beside its source, with what is known of it."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from briefs import cli
from briefs.assemble import assemble
from briefs.load import load
from briefs.localise import localise
from briefs.model.content import Content
from briefs.pipeline import read
from briefs.render_html import Renderer
from briefs.site import review_pages
from briefs.translate.review import review, reviews
from briefs.translate.used import used_units
from briefs.translation import State, languages_of
from tests.broken_cases import MINIMAL
from tests.conftest import copy_project
from tests.judges import axe, nu
from tests.judges.requirement import require

FOLDER = "content/publications/mali"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, web_fonts: Path) -> Path:
    """The output of the Mali brief in English and Spanish as a draft, one text of it stale, one waived, one noted."""
    project = copy_project(tmp_path_factory.mktemp("review") / "project", web_fonts)
    words = project / FOLDER / "en.yaml"
    raw = words.read_text("utf-8")
    words.write_text(raw.replace("short: |-", "# The country, then the programme.\nshort: |-", 1), "utf-8")
    run(project, "translate", "accept", "es", "mali")
    run(project, "translate", "waive", "es", "mali", "title", "numbers", "a reason")
    raw = words.read_text("utf-8")
    words.write_text(raw.replace("took shape locally", "took shape on the ground"), "utf-8")
    assert run(project, "build", "mali", "--format", "html", "--lang", "en", "--lang", "es") == 0
    return project / "output"


def run(project: Path, *arguments: str) -> int:
    return cli.main(["--project", str(project), *arguments])


def row(page: Path, key: str) -> lxml_html.HtmlElement:
    """The line of a text on a page."""
    found = lxml_html.fromstring(page.read_text("utf-8")).get_element_by_id(key)
    assert isinstance(found, lxml_html.HtmlElement)
    return found


def test_every_translation_has_a_review(content: Content, root: Path) -> None:
    tree = load(root)
    made = {(each.publication, each.language) for each in reviews(tree, content)}
    assert made == {(p, lang) for p in content.publications for lang in languages_of(tree, f"content/publications/{p}")}


def test_a_review_has_the_texts_that_the_publication_uses(content: Content, root: Path) -> None:
    found = dict(used_units(load(root), content, "mali", "es"))
    assert list(found) == [
        FOLDER, "content/shared", "content/cases/mali-nioro-cash", "content/series/rural-synergies", "content/labels",
    ]  # fmt: skip
    publication = content.publications["mali"]
    keys = {unit.key for unit in found["content/shared"]}
    named = [*publication.key_messages, *publication.all_recommendations(), *publication.technical_sheet]
    shared = {item.removeprefix("shared.") for item in named if item.startswith("shared.")}
    assert {key.split(".")[1] for key in keys if not key.startswith(("notes.", "passages."))} == shared
    report = dict(used_units(load(root), content, "cooperation-diagnosis", "es"))
    assert "content/matrices/cooperation-partners" in report
    assert "content/shared" not in report


def test_a_text_leads_to_its_place_in_the_preview_where_that_has_one(content: Content, root: Path) -> None:
    anchors = {
        id_: {line.anchor for part in review(load(root), content, id_, "es").parts for line in part.lines} - {""}
        for id_ in ("peru", "latin-america")
    }
    assert {"section-evidence", "figure-technologies", "table-groups"} <= anchors["peru"]
    assert anchors["latin-america"] == set()


def test_the_counts_of_a_review_are_those_of_its_lines(content: Content, root: Path) -> None:
    made = review(load(root), content, "mali", "es")
    lines = [line for part in made.parts for line in part.lines]
    assert made.size == len(lines) == sum(made.counts.values())
    assert len({line.id for line in lines}) == len(lines)
    assert made.counts == {state.value: sum(line.state is state for line in lines) for state in State}
    assert made.findings == sum(len(line.findings) for line in lines)


def test_lines_of_labels_are_made_once_for_all_reviews(content: Content, root: Path) -> None:
    tree = load(root)
    one, other, again = (review(tree, content, id_, "es").parts for id_ in ("mali", "peru", "mali"))
    assert (one[-1].folder, one[-1].lines is other[-1].lines) == ("labels", True)
    assert one[0].lines is again[0].lines
    assert one[0].anchored
    assert not one[-1].anchored


def test_a_line_shows_state_change_notes_and_names(pages: Path) -> None:
    page = pages / "review/es/mali.html"
    stale = row(page, "messages.local-setting")
    assert stale.get("class") == "stale"
    assert [e.text for e in stale.xpath(".//del")] == ["locally"]
    assert [e.text for e in stale.xpath(".//ins")] == ["on the ground"]
    names = {dt.text: dt.getnext().text for dt in stale.xpath(".//dt")}
    assert "Nioro" in names["{nioro-cash}"]
    short = row(page, "short")
    assert short.xpath("string(.//p[@class='comment'])") == "The country, then the programme."
    assert "A few words for the foot of the page" in short.text_content()
    assert "at most 40 characters" in short.text_content()
    assert "numbers: a reason" in row(page, "title").xpath("string(.//ul[@class='waived'])")


def test_a_review_says_what_to_do_and_how(pages: Path) -> None:
    tree = lxml_html.fromstring((pages / "review/es/mali.html").read_text("utf-8"))
    (button,) = tree.xpath("//p[@class='download']/a")
    assert (button.text, button.get("href"), button.xpath("ancestor::*/@lang")[-1]) == (
        "Open the draft", "../../es/mali/index.html", "en",
    )  # fmt: skip
    size = len(tree.xpath("//tr[@data-line]"))
    assert f"{size - 1} of {size} texts accepted" in tree.xpath("string(//p[@class='download'])")
    assert "../index.html" in tree.xpath("//header//a[text()='All reviews']/@href")
    assert "stale (1) adapt it, accept it" in tree.xpath("string(//label[input/@id='show-stale'])")
    assert "build.py translate accept es mali" in tree.xpath("string(//p[@class='how'])")
    files = [head.text_content() for head in tree.xpath("//tr[@class='part']/th")]
    assert (files[0], files[-1]) == ("content/publications/mali/es.yaml", "content/labels/es.yaml")


def test_words_that_went_and_words_that_came_do_not_run_together(pages: Path) -> None:
    (source,) = row(pages / "review/es/mali.html", "messages.local-setting").xpath("td[1]")
    assert "shape locally on the ground." in source.text_content().replace("**", "")


def test_what_nobody_accepted_does_not_count(content: Content, root: Path) -> None:
    made = review(load(root), content, "mali", "es")
    never = replace(made, counts={**dict.fromkeys(map(str, State), 0), "untracked": 10, "edited": 1, "obsolete": 2})
    assert (never.accepted, never.live, never.size) == (1, 11, 13)


def test_both_columns_say_their_language_and_direction(pages: Path) -> None:
    for line in lxml_html.fromstring((pages / "review/es/mali.html").read_text("utf-8")).xpath("//tr[@data-line]"):
        source, target, _ = line.xpath("td")
        assert (source.get("lang"), source.get("dir"), target.get("lang"), target.get("dir")) == (
            "en",
            "ltr",
            "es",
            "ltr",
        )


def test_links_lead_to_the_preview_and_to_places_in_it(pages: Path) -> None:
    page = pages / "review/es/mali.html"
    links = lxml_html.fromstring(page.read_text("utf-8")).xpath("//main//a/@href")
    assert links
    for link in {str(link) for link in links}:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve()
        assert target == (pages / "es/mali/index.html").resolve()
        assert f'id="{anchor}"' in target.read_text("utf-8"), anchor


def test_a_list_names_every_review_with_how_far_it_is(pages: Path) -> None:
    tree = lxml_html.fromstring((pages / "review/index.html").read_text("utf-8"))
    assert tree.get("lang") == "en"
    links = {str(href) for href in tree.xpath("//main//h3/a/@href")}
    made = {path.relative_to(pages / "review").as_posix() for path in (pages / "review").glob("*/*.html")}
    assert links == made
    (mali,) = tree.xpath("//li[.//a[@href='es/mali.html']]")
    assert "1 stale" in mali.text_content()
    assert re.search(r"\d+ %", mali.text_content())


def test_only_reviews_have_a_script_and_it_is_their_own(pages: Path) -> None:
    for page in pages.rglob("*.html"):
        scripts = re.findall(r"<script[^>]*>", page.read_text("utf-8"))
        own = page.parent.parent.name == "review"
        assert scripts == (['<script src="../review.js">'] if own else []), page
        assert ("script-src" in page.read_text("utf-8")) == own


SEARCH = """<script>
const said = [];
const look = (words) => {
  field.value = words;
  field.dispatchEvent(new Event("input"));
  const found = [...document.querySelectorAll("tr[data-line]")].filter((row) => row.getClientRects().length);
  said.push(`${told.textContent}: ${found.slice(0, 2).map((row) => row.id)}`);
};
look("GROUND Tómo");
look("xyzzy");
look("");
document.getElementById("show-stale").click();
look("");
document.title = said.join("|");
</script></body>"""


def test_words_are_found_in_both_languages_and_among_the_texts_of_a_state(pages: Path) -> None:
    require(axe)
    page = pages / "review/es/mali.html"
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text("utf-8"))
    size = text.count("data-line>")
    own = page.with_name("searched.html")
    own.write_text(text.replace("</body>", SEARCH), "utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", own.as_uri()]
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60)
    own.unlink()
    title = re.search(r"<title>(.*)</title>", done.stdout)
    assert title is not None
    assert title[1].split("|") == [
        f"1 / {size}: messages.local-setting", f"0 / {size}: ", f"{size} / {size}: title,short",
        f"1 / {size}: messages.local-setting",
    ]  # fmt: skip


def test_the_summary_of_a_draft_names_the_list_and_a_release_has_none(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "build", "mali", "--format", "html", "--lang", "es") == 0
    assert f"Translations beside their source: {project}/output/review/index.html" in capsys.readouterr().out
    assert run(project, "translate", "accept", "es", "") == 0
    run(project, "build", "mali", "--format", "html", "--lang", "es", "--release")
    assert "Translations beside" not in capsys.readouterr().out


def test_a_right_to_left_translation_runs_right_to_left_beside_its_source(
    content: Content, root: Path, renderer: Renderer
) -> None:
    documents = [
        assemble(localise(content, id_, lang)) for id_ in content.publications for lang in content.languages(id_)
    ]
    turned = tuple(replace(d, direction="rtl") if d.language == "es" else d for d in documents)
    made = dict(review_pages(renderer, load(root), content, turned))
    page = lxml_html.fromstring(made["review/es/mali.html"].decode())
    cells = page.xpath("(//tr[@data-line])[1]/td")
    assert [cell.get("dir") for cell in cells] == ["ltr", "rtl", "ltr"]
    assert page.get("dir") is None


def test_reviews_are_valid_and_everyone_can_use_them(pages: Path) -> None:
    found = [pages / "review/es/mali.html", pages / "review/index.html"]
    require(nu)
    assert nu.check(found) == []
    require(axe)
    assert axe.check(found, root=pages) == []


def test_a_project_in_one_language_has_no_reviews(renderer: Renderer) -> None:
    tree, content, _ = read(MINIMAL)
    assert content is not None
    documents = tuple(assemble(localise(content, id_, "en")) for id_ in content.publications)
    assert dict(review_pages(renderer, tree, content, documents)) == {}
