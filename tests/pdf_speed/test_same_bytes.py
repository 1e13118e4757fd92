"""The shortcuts change no byte: real editions and small pages, rendered with and without them."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.assemble.document import Document
from briefs.jobs import Pdf, PrintJob
from briefs.render_html import Renderer

Both = Callable[[PrintJob], tuple[Pdf, Pdf]]
Job = Callable[..., PrintJob]

WORDS = "Cooperation between partners strengthens institutional responsibility across administrative boundaries"
PARAGRAPH = f"<p>{WORDS}, and <em>{WORDS.lower()}</em>.</p>"
NOTE = f'<p>{WORDS}<span class="footnote">{WORDS[:40]}</span> {WORDS}</p>'
ITEMS = "<ul>" + "".join(f"<li>{WORDS[: 20 + 9 * n]}</li>" for n in range(9)) + "</ul>"
LINES = "<ol>" + "".join(
    f"<li>{WORDS[: 9 + 7 * (n % 4)]}" + ("<ol><li>One<li>Two, which is longer</ol>" if n % 5 == 2 else "") for n in range(19)
) + "</ol>"  # fmt: skip
TABLE = "<table><tr><th>A</th><th>B</th></tr>" + f"<tr><td>{WORDS}</td><td>{WORDS[:30]}</td></tr>" * 4 + "</table>"
ARABIC = "<p dir='rtl'>" + "التعاون بين الشركاء يعزز المسؤولية المؤسسية " * 6 + "</p>"
PATHS = (
    "M9 9l5.5.5-3 4 7 1Z", "m1,2 3,4 5-6zM7 8L9 10 11 12", "M1 1 5 5H9V2h3v4", "M0 0C1 2 3 4 5 6s7 8 9 1", "M1 1l2em 3 1px 9",
    "M1 1l2 3 4", "M1 1 2 2z l3 3", "L4 4 5 5", "M1 1zM2 2L3 3z", "M1e1 1E0l3 3M5 5", "M1 1A5 5 0 01 9 9", "",
)  # fmt: skip
DRAWING = (
    '<svg viewBox="0 0 40 40" width="80" height="80"><marker id="m"><path d="M0 0L2 2"/></marker>'
    + "".join(f'<path d="{path}" stroke="red" marker="url(#m)"/>' for path in PATHS)
    + "<text x=3 y=9>Text</text></svg>"
)
TWO = ".c{columns:2;column-gap:11px}"
CONTENTS = "".join(f'<p><a href="#s{n}">{WORDS[: 30 + 7 * n]}</a></p>' for n in range(14))
PARTS = "".join(f'<h2 id="s{n}">{WORDS[:20]}</h2>{PARAGRAPH * (1 + n % 4)}' for n in range(14))
NUMBERS = "a::after{content:' ' target-counter(attr(href),page)%s}h2{font-size:1.1em}"


@pytest.mark.parametrize(("id_", "language"), [("colombia", "en"), ("latin-america", "ar"), ("mexico", "es")])
def test_a_real_edition_is_the_same(
    every_document: Mapping[tuple[str, str], Document], renderer: Renderer, both: Both, id_: str, language: str
) -> None:
    document = every_document[id_, language]
    sheet = renderer.stylesheet(document.theme, "print", (language,))
    families = renderer.families(document.theme, (language,))
    fast, plain = both(PrintJob(renderer.page(document, "print"), sheet, {"map.svg": _MAP}, families))
    assert fast == plain
    assert fast.pages >= 2


_MAP = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text x="1" y="8">Map</text></svg>'


@pytest.mark.parametrize(
    ("body", "css"),
    [
        pytest.param(PARAGRAPH * 4, TWO, id="columns on one page"),
        pytest.param(PARAGRAPH * 14, TWO, id="columns over several pages"),
        pytest.param(PARAGRAPH * 9, ".c{columns:3}p{margin:7px 0 3px}", id="three columns"),
        pytest.param(PARAGRAPH * 5, f"{TWO}.c{{column-fill:auto;height:120px}}", id="columns of a fixed height"),
        pytest.param(PARAGRAPH * 5, f"{TWO}.c{{padding-bottom:9px;border-bottom:1px solid}}", id="a foot"),
        pytest.param(NOTE * 3, TWO, id="notes in columns"),
        pytest.param(NOTE * 7, TWO, id="notes in columns over several pages"),
        pytest.param(NOTE * 4, ".footnote{footnote-policy:line}", id="notes without columns"),
        pytest.param(PARAGRAPH + TABLE + PARAGRAPH * 2, TWO, id="a table in columns"),
        pytest.param(PARAGRAPH + TABLE * 3, "table{border-collapse:collapse}td{border:1px solid}", id="tables"),
        pytest.param(ITEMS + PARAGRAPH + ITEMS, f"{TWO}li{{position:relative;margin:2px 3%}}", id="lists in columns"),
        pytest.param(LINES, f"{TWO}ol{{list-style:none}}li{{break-inside:avoid;margin:0 0 6px}}li:nth-child(3n+1){{break-after:avoid}}", id="short lines in columns"),
        pytest.param(LINES, f"{TWO}.c{{padding-bottom:9px}}ol ol{{margin:3px 9px}}", id="lists in lists in columns"),
        pytest.param(
            f"<p class=f>{WORDS[:30]}</p>" + PARAGRAPH * 4, f"{TWO}.f{{float:left;width:40%}}", id="a float in columns"
        ),
        pytest.param(
            f"<h2>{WORDS[:30]}</h2>{PARAGRAPH}" * 6,
            f"{TWO}h2{{break-after:avoid;font-size:1.1em}}p{{break-inside:avoid}}",
            id="kept together",
        ),
        pytest.param(f"<h2>{WORDS[:30]}</h2>{PARAGRAPH}" * 3, f"{TWO}h2{{column-span:all}}", id="heads over both"),
        pytest.param(PARAGRAPH * 5, f"{TWO}p{{hyphens:auto;text-align:justify}}", id="justified and hyphenated"),
        pytest.param(PARAGRAPH * 4, f"{TWO}p{{letter-spacing:.3px;word-spacing:1px}}", id="letters spaced"),
        pytest.param(PARAGRAPH * 3, f"{TWO}p{{hyphens:auto;hyphenate-limit-zone:9%}}", id="a zone for hyphens"),
        pytest.param(PARAGRAPH * 3, f"{TWO}p{{orphans:3;widows:3;border-radius:4px;padding:5px;background:#eee}}", id="round"),
        pytest.param(PARAGRAPH * 3, f"{TWO}p{{box-sizing:border-box;width:90%;padding:2%;min-height:30px}}", id="shares"),
        pytest.param(PARAGRAPH * 3, f"{TWO}p{{width:calc(100% - 9px);margin-top:calc(2px + 1%)}}", id="sums"),
        pytest.param(PARAGRAPH * 3, f"{TWO}p::first-letter{{font-size:2em}}p::first-line{{color:#900}}", id="first"),
        pytest.param(PARAGRAPH * 3, f"{TWO}p{{margin-inline-start:5px;padding-block:2px}}", id="logical sides"),
        pytest.param(PARAGRAPH * 3, "p{page:a}p:nth-child(2){page:b}", id="pages with names"),
        pytest.param(f"<div>{PARAGRAPH}</div>" * 4, f"{TWO}.c{{display:flex;columns:auto}}", id="flexible boxes"),
        pytest.param(CONTENTS + PARTS, NUMBERS % "", id="contents whose numbers move what follows"),
        pytest.param(CONTENTS + PARTS, NUMBERS % "' of a page with a number'", id="contents over pages"),
        pytest.param(CONTENTS + PARTS, NUMBERS % "" + "h1::after{content:' of ' counter(pages)}", id="the number of pages"),
        pytest.param(CONTENTS + PARTS, NUMBERS % "" + "a::after{position:absolute;right:0}", id="contents with numbers aside"),
        pytest.param(f"<div>{CONTENTS}</div>{PARTS}", NUMBERS % "" + "div{columns:2}", id="contents in columns"),
        pytest.param(PARTS + CONTENTS, NUMBERS % "", id="contents at the end"),
        pytest.param(PARTS.replace("</h2>", " <a href='#s13'>x</a></h2>"), NUMBERS % "", id="numbers on every page"),
        pytest.param(DRAWING * 2, "", id="drawings"),
        pytest.param(f"<div class=e>{WORDS}</div>{PARAGRAPH}", ".e{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;"
                     "width:90px}p{max-lines:1;block-ellipsis:auto}", id="ellipses"),
        pytest.param("<p>a\u4e2d\u6587 fi\ta&shy;bc</p><pre>one\n\ttwo</pre><u>under</u>", "", id="glyphs of no font"),
        pytest.param(ARABIC * 5, f"{TWO}p{{font-family:'Almarai'}}", id="right to left"),
    ],
)  # fmt: skip
def test_a_small_page_is_the_same(print_job: Job, both: Both, body: str, css: str) -> None:
    families = ("Source Sans 3", "Source Serif 4", "Almarai")
    fast, plain = both(print_job(f"<h1>H</h1><div class=c>{body}</div>", css, None, families))
    assert fast == plain


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lengths=st.lists(st.integers(1, 240), min_size=1, max_size=14),
    count=st.integers(1, 3),
    margin=st.floats(0, 13, allow_nan=False),
    notes=st.sets(st.integers(0, 13), max_size=3),
)
def test_columns_of_any_texts_are_the_same(
    print_job: Job, both: Both, lengths: list[int], count: int, margin: float, notes: set[int]
) -> None:
    text = f"{WORDS} " * 3
    note = '<span class="footnote">A note</span>'
    body = "".join(f"<p>{text[:length]}{note if n in notes else ''}</p>" for n, length in enumerate(lengths))
    fast, plain = both(
        print_job(f"<h1>H</h1><div class=c>{body}</div>", f".c{{columns:{count}}}p{{margin:{margin:.3f}px 0}}")
    )
    assert fast == plain
