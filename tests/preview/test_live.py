"""A real browser beside a real preview: what a writer sees after saving."""

import http.client
import json
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefs.pipeline import TEMPLATES
from briefs.preview.workshop import Workshop
from briefs.render_pdf import render_pdf
from tests.judges import axe
from tests.preview.conftest import Running, start, stop
from tools.browser import Browser

ROOT = 'document.querySelector("briefs-preview").shadowRoot'
BAR = f'{ROOT}.querySelector(".bar")'
PANEL = f'{ROOT}.querySelector(".panel")'
VERSION = f'{ROOT}.querySelector(".saved").textContent'
TOLD = f'{ROOT}.querySelector(".saved").textContent.startsWith("Version")'


def look(chromium: Browser, running: Running, page: str = "/en/tanks/") -> None:
    chromium.size(1280, 900)
    chromium.open(running.url + page)
    chromium.until(f"{TOLD} && !document.querySelector('briefs-preview').hidden")
    chromium.complaints()


def shows(words: str) -> str:
    return f"document.body.textContent.includes({json.dumps(words)})"


def test_a_save_changes_the_page_in_place_and_keeps_what_the_reader_did(chromium: Browser, running: Running) -> None:
    look(chromium, running)
    chromium.evaluate("""(() => {
      window.stays = true;
      document.querySelectorAll("details").forEach((each) => { each.open = true; });
      const link = document.querySelector('#section-plots a, main a');
      link.focus({ preventScroll: true });
      window.focused = link;
      const middle = document.querySelector("#section-plots");
      scrollTo({ top: middle.getBoundingClientRect().top + scrollY - 200, behavior: "instant" });
    })()""")
    place = 'Math.round(document.querySelector("#section-plots").getBoundingClientRect().top)'
    before = chromium.evaluate(place), chromium.evaluate("scrollY")
    assert before[1] > 500
    unfolded = chromium.evaluate('document.querySelectorAll("details[open]").length')
    assert unfolded > 0
    # A paragraph above what is looked at: the page grows, what is looked at stays where it is.
    running.change("A tank costs {cost}.", "A tank costs {cost}. " + "New words stand above. " * 40)
    chromium.until(shows("New words stand above."))
    time.sleep(0.3)
    assert abs(chromium.evaluate(place) - before[0]) <= 1
    assert chromium.evaluate("scrollY") > before[1] + 50
    assert chromium.evaluate("window.stays")
    assert chromium.evaluate("document.activeElement === window.focused")
    assert chromium.evaluate('document.querySelectorAll("details[open]").length') == unfolded
    assert chromium.complaints() == []


def test_the_page_after_many_saves_is_the_one_that_is_served(chromium: Browser, running: Running) -> None:
    look(chromium, running)
    edits = [
        ("- *Clean* the roof.", "- *Clean* the roof.\n      - Look at it.\n      - And again."),
        ("Two steps help most", "One step helps"),
        ("- *Clean* the roof.\n", ""),
        ("The tank belongs to the school", "The tank is the school’s"),
        ("{quote:rule}", "Words in its place.\n\n      {quote:rule}"),
        ("Words in its place.\n\n      ", ""),
    ]
    for old, new in edits:
        version = chromium.evaluate(VERSION)
        running.change(old, new)
        chromium.until(f"{VERSION} !== {json.dumps(version)}")
    chromium.until("""(async () => {
      const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
      const own = document.cloneNode(true);
      own.querySelector("briefs-preview").remove();
      const plain = (root) => root.body.innerHTML.replace(/\\s+/g, " ").trim();
      return plain(own) === plain(page) && own.title === page.title;
    })()""")


def test_a_page_that_a_save_does_not_change_is_left_alone(chromium: Browser, running: Running) -> None:
    look(chromium, running, "/en/sheet/")
    chromium.evaluate("""(() => {
      window.changes = 0;
      new MutationObserver((found) => { window.changes += found.length; })
        .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    })()""")
    version = chromium.evaluate(VERSION)
    running.change("Two steps help most", "Two steps help")
    chromium.until(f"{VERSION} !== {json.dumps(version)}")
    time.sleep(0.3)
    assert chromium.evaluate("window.changes") == 0


def test_problems_lie_over_the_last_good_page_as_text_and_vanish_when_mended(
    chromium: Browser, running: Running
) -> None:
    look(chromium, running)
    running.change("What a tank changes", "What a <script>window.hacked=1</script> {no-such} changes")
    chromium.until(f"!{PANEL}.hidden")
    words = chromium.evaluate(f"{PANEL}.innerText")
    assert "content/publications/tanks/en.yaml, line 4, column" in words
    assert "there is no fact or name no-such" in words
    assert "<script>window.hacked=1</script> {no-such} changes" in words
    assert chromium.evaluate(f"{PANEL}.querySelectorAll('script').length") == 0
    assert chromium.evaluate("window.hacked === undefined")
    assert chromium.evaluate(shows("What a tank changes"))
    assert chromium.evaluate(f"{PANEL}.getAttribute('role')") == "dialog"
    assert "problems" in chromium.evaluate(f"{ROOT}.querySelector('[role=status]').textContent")
    chromium.press("Escape")
    chromium.until(f"{PANEL}.hidden")
    version = chromium.evaluate(VERSION)
    running.change("Two steps help most", "Two steps help")  # the same problems: they stay out of sight
    chromium.until(f"{VERSION} !== {json.dumps(version)}")
    assert chromium.evaluate(f"{PANEL}.hidden")
    chromium.evaluate(f"{ROOT}.querySelector('.count').click()")
    chromium.until(f"!{PANEL}.hidden")
    assert chromium.evaluate(f"{ROOT}.activeElement === {PANEL}")
    running.change("<script>window.hacked=1</script> {no-such} changes", "tank makes better")
    chromium.until(f"{PANEL}.hidden && {shows('What a tank makes better')}")
    assert chromium.complaints() == []


def test_a_file_that_is_half_written_for_a_moment_shows_no_problem(chromium: Browser, running: Running) -> None:
    look(chromium, running)
    chromium.evaluate(f"""(() => {{
      window.seen = 0;
      new MutationObserver(() => {{ window.seen += !{PANEL}.hidden; }}).observe({PANEL}, {{ attributes: true }});
    }})()""")
    whole = running.words.read_text("utf-8").replace("Two steps help most", "Two steps do")
    for _ in range(3):
        running.words.write_text("")
        time.sleep(0.1)
        running.words.write_text(whole, "utf-8")
        chromium.until(shows("Two steps do"))
        time.sleep(0.4)
    assert chromium.evaluate("window.seen") == 0


def test_a_first_reading_with_problems_has_a_page_that_becomes_the_real_one(
    chromium: Browser, small: Path, tmp_path: Path
) -> None:
    words = small / "content/publications/tanks/en.yaml"
    good = words.read_text("utf-8")
    words.write_text(good.replace("What a tank changes", "What a {no-such} changes"), "utf-8")
    running = start(small, tmp_path / "log")
    try:
        look(chromium, running)
        chromium.until(f"!{PANEL}.hidden")
        assert "there is no fact or name no-such" in chromium.evaluate(f"{PANEL}.innerText")
        assert [each for each in judged(running, "/en/tanks/") if "503" not in each] == []
        words.write_text(good, "utf-8")
        chromium.until(shows("What a tank changes"))
        chromium.until(f"{PANEL}.hidden")
    finally:
        stop(running)


def test_a_lost_connection_is_told_and_comes_back_by_itself(chromium: Browser, alone: Running, tmp_path: Path) -> None:
    look(chromium, alone)
    port = urlsplit(alone.url).port
    assert port
    assert stop(alone) == 0
    chromium.until(f'{BAR}.textContent.includes("Connection lost")')
    alone.change("Two steps help most", "Two steps while nobody looked")
    again = start(alone.project, tmp_path / "again", port=port)
    try:
        chromium.until(shows("Two steps while nobody looked"))
        chromium.until(TOLD)
    finally:
        stop(again)


def test_a_changed_style_sheet_and_picture_are_seen_without_a_reload(chromium: Browser, running: Running) -> None:
    look(chromium, running)
    chromium.evaluate("window.stays = true")
    picture = running.project / "content/assets/signs/drop.svg"
    before = chromium.evaluate('document.querySelector("img[src*=drop]").src')
    picture.write_text(picture.read_text("utf-8").replace("<svg", '<svg data-new="1"', 1), "utf-8")
    chromium.until(f'document.querySelector("img[src*=drop]").src !== {json.dumps(before)}')
    chromium.until('document.querySelector("img[src*=drop]").complete')
    own = running.project / "templates/styles/screen.css"
    own.parent.mkdir(parents=True)
    text = (TEMPLATES / "styles/screen.css").read_text("utf-8")
    own.write_text(text + "main{border-top:7px solid red}", "utf-8")
    chromium.until('getComputedStyle(document.querySelector("main")).borderTopWidth === "7px"')
    assert chromium.evaluate("document.querySelectorAll('head link[rel=stylesheet]').length") == 1
    assert chromium.evaluate("window.stays")
    assert chromium.complaints() == []


def test_a_pdf_is_rendered_when_asked_for_and_again_in_the_background(chromium: Browser, running: Running) -> None:
    look(chromium, running, "/en/sheet/")
    link = f'{BAR}.querySelector("a[target=briefs-pdf]")'
    assert chromium.evaluate(f"{link}.textContent") == "PDF"
    address = chromium.evaluate(f'{link}.getAttribute("href")')
    assert fetched(running, address) == built(running)
    chromium.until(f'{link}.textContent.startsWith("PDF of this version: ")')
    words = running.project / "content/publications/sheet/en.yaml"
    words.write_text(words.read_text("utf-8").replace("belong together", "go together"), "utf-8")
    chromium.until(f'{link}.textContent === "PDF is being made"')
    chromium.until(f'{link}.textContent.startsWith("PDF of this version: ")', 120)
    assert fetched(running, address) == built(running)
    assert chromium.evaluate(shows("go together"))


def test_faults_of_a_pdf_are_problems_of_its_page_alone(chromium: Browser, running: Running) -> None:
    words = running.project / "content/publications/sheet/en.yaml"
    good = words.read_text("utf-8")
    words.write_text(good.replace("belong together", f"belong {'x' * 200} together"), "utf-8")
    look(chromium, running, "/en/sheet/")
    chromium.until(shows("x" * 200))
    assert chromium.evaluate(f"{PANEL}.hidden")
    fetched(running, chromium.evaluate(f'{BAR}.querySelector("a[target=briefs-pdf]").getAttribute("href")'))
    chromium.until(f"!{PANEL}.hidden")
    assert "content/publications/sheet/en.yaml" in chromium.evaluate(f"{PANEL}.innerText")
    words.write_text(good, "utf-8")
    chromium.until(f"{PANEL}.hidden", 120)


def test_bar_and_problems_can_be_used_by_everybody(chromium: Browser, running: Running) -> None:
    look(chromium, running)
    assert judged(running, "/en/tanks/") == []
    running.change("What a tank changes", "What a {no-such} changes")
    chromium.until(f"!{PANEL}.hidden")
    assert judged(running, "/en/tanks/") == []
    for width, height in ((1280, 900), (360, 780)):
        chromium.size(width, height)
        box = chromium.evaluate(
            f"(() => {{ const box = {PANEL}.getBoundingClientRect(); return [box.left, box.right]; }})()"
        )
        assert box[0] >= 0
        assert box[1] <= width


def judged(running: Running, page: str) -> list[str]:
    return axe.check([running.url + page])


def fetched(running: Running, address: str) -> bytes:
    with closing(http.client.HTTPConnection(urlsplit(running.url).netloc, timeout=240)) as connection:
        connection.request("GET", address)
        with connection.getresponse() as answer:
            assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
            return answer.read()


def built(running: Running) -> bytes:
    """The PDF that a build would write."""
    workshop = Workshop(running.project)
    workshop.take(workshop.read((), ()))
    return render_pdf(workshop.order("en/sheet").job()).data


@pytest.fixture(autouse=True)
def _light(chromium: Browser) -> None:
    chromium.media(colorScheme="light")
