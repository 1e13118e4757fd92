"""Every check of the laid-out pages finds the fault planted for it, at its words, and passes what is sound."""

from collections.abc import Callable

import pytest

from briefs.jobs import Finding, PrintJob
from briefs.render_pdf import render_pdf

Job = Callable[..., PrintJob]
LONG = "Unbreakablewordthatislong"
NOTE = '<span class="footnote" role="doc-footnote" data-unit="f|notes.n">Note</span>'

SOUND = {
    "text": ('<h1>Head</h1><p data-unit="f|a">Some text that fits</p>', ""),
    "an absolute box": ('<h1>H</h1><p data-unit="f|a">Text</p>', "p{position:absolute;top:100px;left:200px}"),
    "a note": (f'<h1>H</h1><p data-unit="f|a">Call{NOTE}</p>', ""),
    "a table": ('<h1>H</h1><table data-unit="f|a"><tr><th scope="row">A</th><td>B</td></tr></table>', ""),
    "right contents": (
        '<h1>H</h1><p><a href="#x">X</a></p><h1 id="x">X</h1>',
        "a::after{content:' ' target-counter(attr(href),page)}h1+p+h1{break-before:page}",
    ),
    "a hanging line": ('<h1>H</h1><p data-unit="f|a">Author (2016)</p>', "p{padding-left:20px;text-indent:-20px}"),
    "letters in another case": ('<h1>H</h1><p data-unit="f|a">Straße, ﬁne</p>', "p{text-transform:lowercase}"),
    "a picture": ('<h1>H</h1><p data-unit="f|a"><img src="p.svg" alt="P"></p>', ""),
}
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="50" height="40"><rect width="50" height="40"/></svg>'


@pytest.mark.parametrize(("body", "css"), SOUND.values(), ids=SOUND.keys())
def test_sound_pages_have_no_findings(print_job: Job, body: str, css: str) -> None:
    assert render_pdf(print_job(body, css, {"p.svg": PICTURE})).findings == ()


@pytest.mark.parametrize(
    ("body", "css", "expected"),
    [
        pytest.param(
            '<h1>H</h1><p data-unit="f|a">Text</p>',
            "p{position:absolute;top:100px;left:345px}",
            Finding("“Text” runs off the page", 1, "f|a"),
            id="off the page",
        ),
        pytest.param(
            '<h1>H</h1><p data-unit="f|a"><img src="p.svg" alt="P"></p>',
            "img{margin-left:330px}",
            Finding("a picture runs off the page", 1, "f|a"),
            id="picture off the page",
        ),
        pytest.param(
            '<h1>H</h1><p data-unit="f|a">Text</p>',
            "p{position:absolute;top:212px}",
            Finding("“Text” runs below the text area or over the notes", 1, "f|a"),
            id="below the text area",
        ),
        pytest.param(
            f'<h1>H</h1><p>Call{NOTE}</p><p data-unit="f|a" class="last">Text</p>',
            ".last{position:absolute;bottom:20px}",
            Finding("“Text” runs below the text area or over the notes", 1, "f|a"),
            id="over the notes",
        ),
        pytest.param(
            f'<h1>H</h1><div data-unit="f|a">{LONG}</div>',
            "div{width:60px}",
            Finding(f"“{LONG}” is wider than the box it stands in", 1, "f|a"),
            id="too wide",
        ),
        pytest.param(
            f'<h1>H</h1><table><tr><td data-unit="f|a">{LONG}</td><td>b</td></tr></table>',
            "table{table-layout:fixed;width:150px}",
            Finding(f"“{LONG}” is wider than the box it stands in", 1, "f|a"),
            id="overflow in a cell",
        ),
        pytest.param(
            f'<h1>H</h1><div class="g"><p data-unit="f|a">{LONG}</p><p>b</p></div>',
            ".g{display:grid;grid-template-columns:60px 60px}",
            Finding(f"“{LONG}” is wider than the box it stands in", 1, "f|a"),
            id="overflow in a grid",
        ),
        pytest.param(
            '<h1>H</h1><div data-unit="f|a">One two three four five six</div>',
            "div{width:100px;height:22px}",
            Finding("“four five six” is higher than the box it stands in", 1, "f|a"),
            id="too high",
        ),
        pytest.param(
            '<h1>H</h1><div data-unit="f|a">One two three four five six</div>',
            "div{width:100px;max-height:22px;overflow:hidden}",
            Finding("“One two three” is cut off by the box around it", 1, "f|a"),
            id="clipped",
        ),
        pytest.param(
            '<h1>H</h1><p data-unit="f|a">Shown <b>hidden</b></p>',
            "b{display:none}",
            Finding("text is lost: 6 letters of “Shown hidden…” stand on no page", 0, "f|a"),
            id="lost text",
        ),
        pytest.param(
            f'<h1>H</h1><p data-unit="f|a">Call{NOTE}</p>',
            ".footnote{display:none}",
            Finding("text is lost: 4 letters of “Note…” stand on no page", 0, "f|notes.n"),
            id="lost note",
        ),
        pytest.param(
            '<h1>H</h1><p><a href="#x">X</a></p><h1 id="x">X</h1>',
            "a::after{content:' 7'}h1+p+h1{break-before:page}",
            Finding("the contents say page 7 for #x, it is on 2", 1),
            id="wrong contents number",
        ),
        pytest.param(
            "<h1>H</h1><p>Text</p>",
            "p{colour:red}",
            Finding("the renderer says: Ignored `colour:red`", 0),
            id="renderer warning",
        ),
        pytest.param(
            '<h1>H</h1><p><a href="#nowhere">Text</a></p>',
            "",
            Finding("the renderer says: No anchor #nowhere for internal URI reference", 0),
            id="dead link",
        ),
        pytest.param(
            "<h1>H</h1><p>水</p>",
            "",
            Finding('the renderer says: .notdef glyph rendered for Unicode string unsupported by fonts: "水"', 0),
            id="missing glyph",
        ),
    ],
)
def test_a_planted_fault_is_found(print_job: Job, body: str, css: str, expected: Finding) -> None:
    found = render_pdf(print_job(body, css, {"p.svg": PICTURE})).findings
    matching = [f for f in found if f.message.startswith(expected.message)]
    assert [(f.page, f.unit) for f in matching] == [(expected.page, expected.unit)], found


def test_a_note_on_another_page_than_its_call_is_found(print_job: Job) -> None:
    body = f'<h1>H</h1><p>a</p><p data-unit="f|a">Call{NOTE}</p>'
    found = render_pdf(print_job(body, "@page{@footnote{max-height:0}}")).findings
    assert found == (Finding("a note does not stand on the page that calls it", 1, "f|notes.n"),)


def test_a_stranger_s_font_is_found(print_job: Job) -> None:
    job = print_job("<h1>H</h1><p>x</p>", "p{font-family:'Source Serif 4'}", families=("Source Sans 3",))
    with pytest.raises(BaseException, match=r"SourceSerif4-normal\.ttf, which is not part of the project"):
        render_pdf(job)
    inside = PrintJob(job.html, "p{font-family:'Source Serif 4'}", {}, ("Source Sans 3",))
    found = render_pdf(inside).findings
    assert Finding("the font Source Serif 4 is not a brand font", 0) in found


def test_findings_name_the_page_they_stand_on(print_job: Job) -> None:
    body = f'<h1>H</h1><h1>Two</h1><div data-unit="f|a">{LONG}</div>'
    found = render_pdf(print_job(body, "h1+h1{break-before:page}div{width:60px}")).findings
    assert found == (Finding(f"“{LONG}” is wider than the box it stands in", 2, "f|a"),)
