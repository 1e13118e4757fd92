"""Words become HTML: marks in reading order, Markdown, and nothing that a text must not carry."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.assemble.document import NOTE_CLOSE, NOTE_OPEN, Note
from briefs.assemble.writer import Writer

from .samples import edition

CALL = f"{NOTE_OPEN}{{}}{NOTE_CLOSE}"


@pytest.fixture
def writer() -> Writer:
    return Writer(edition(), {"flow": ("figure-flow", "Figure 2")})


def test_a_name_is_written_out_at_its_first_mention_and_short_after_that(writer: Writer) -> None:
    assert writer.prose("We asked {midis}. Then {midis} said no.") == (
        "<p>We asked the Ministry of Inclusion (MIDIS). Then MIDIS said no.</p>"
    )
    assert writer.prose("And {midis} again.") == "<p>And MIDIS again.</p>"


def test_each_edition_meets_a_name_anew() -> None:
    for _ in range(2):
        assert writer_of().inline("See {midis}", expand=True) == "See the Ministry of Inclusion (MIDIS)"


def test_titles_and_cells_take_the_short_form_and_leave_the_first_mention_to_the_text(writer: Writer) -> None:
    assert writer.inline("{midis} and {cusco}") == "MIDIS and Cusco"
    assert writer.prose("In {midis}") == "<p>In the Ministry of Inclusion (MIDIS)</p>"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "It ends. ",
        "Does it? ",
        "It does! ",
        "**A claim.** ",
        "*A claim.* ",
        "“He said so.” ",
        "A paragraph.\n\n",
        "**",
        "“",
        "(",
        "- ",
        "One:\n\n- first;\n- ",
        "1. ",
        "A note follows.[^who] ",
        "(It ended.) ",
        "«Así fue.» ",
        "¿",
        "First.\nNot first.\n",
        "One.\n\n  ",
    ],
)
def test_the_article_is_capitalised_where_a_sentence_starts(writer: Writer, before: str) -> None:
    assert "The Ministry of Inclusion (MIDIS)" in writer.prose(before + "{midis} acts", {"who": "Note"})


@pytest.mark.parametrize(
    "before",
    [
        "It asks ",
        "It asks\n",
        "As the rule[^who] ",
        "Asked, ",
        "Both: ",
        "In 2016 ",
        "**Bold** ",
        "the (small) ",
        "e; ",
    ],
)
def test_the_article_stays_small_inside_a_sentence(writer: Writer, before: str) -> None:
    assert "the Ministry of Inclusion (MIDIS)" in writer.prose(before + "{midis} acts", {"who": "Note"})


def test_parts_of_a_name_are_fixed_forms(writer: Writer) -> None:
    assert writer.inline("{midis.acronym} is {midis.name}") == "MIDIS is the Ministry of Inclusion"
    assert writer.inline("{cusco.acronym}, {cusco}", expand=True) == "Cusco, Cusco"
    assert writer.inline("{bank} and {bank}", expand=True) == "The World Bank and the World Bank"


def test_a_part_does_not_count_as_the_first_mention(writer: Writer) -> None:
    assert writer.inline("{midis.acronym}: {midis}", expand=True) == "MIDIS: the Ministry of Inclusion (MIDIS)"


def test_plurals_have_their_own_forms_and_no_article(writer: Writer) -> None:
    assert writer.prose("{pdp.plural} differ. Some {pdp.plural} last; a {pdp} is one.") == (
        "<p>Productive programmes (PDPs) differ. Some PDPs last; a PDP is one.</p>"
    )


def test_a_name_in_another_language_is_marked_with_it(writer: Writer) -> None:
    assert writer.inline("{shcp}", expand=True) == 'The <span lang="es">Secretaría de Hacienda</span> (SHCP)'


def test_the_writer_remembers_which_names_were_used(writer: Writer) -> None:
    writer.prose("{midis} and {juntos.acronym} in {cusco} [@body]")
    assert writer.used == {"midis", "juntos", "cusco"}
    assert writer.cited == {"body"}


def test_facts_are_written_whole_or_in_part_and_a_case_s_own_before_others(writer: Writer) -> None:
    assert writer.inline("{gain}; {gain.amount}; {peru/gain}") == "PEN 1,400 (US$ PPP 805); PEN 1,400; PEN 7"


def test_markdown_characters_of_facts_and_names_stay_as_they_are(writer: Writer) -> None:
    assert writer.prose("{stars}") == "<p>**not bold** _nor this_ [nor](http://a.example)</p>"
    assert writer.prose("{less} {odd}") == "<p>a &lt; b &amp; c A &amp; B &lt;Ltd&gt; (A&amp;B)</p>"
    assert writer.prose("{year}. is no list") == "<p>2016. is no list</p>"
    assert writer.plain("{less}") == "a < b & c"


def test_notes_are_numbered_in_the_order_they_are_called(writer: Writer) -> None:
    notes = {"rate": "At {gain}.", "who": "By {midis}."}
    html = writer.prose("First [^who] and then.[^rate]", notes, "content/x.yaml|sections.a.text")
    assert html == f"<p>First{CALL.format(1)} and then.{CALL.format(2)}</p>"
    assert writer.notes == [
        Note(1, "By the Ministry of Inclusion (MIDIS).", "content/x.yaml|notes.who"),
        Note(2, "At PEN 1,400 (US$ PPP 805).", "content/x.yaml|notes.rate"),
    ]


def test_a_note_counts_as_the_first_mention_of_what_it_names(writer: Writer) -> None:
    html = writer.prose("One.[^who] Then {midis}.", {"who": "By {midis}."})
    assert html.endswith("Then MIDIS.</p>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@one]", '(<a class="cite" href="#ref-one">Aldana, 2016</a>)'),
        ("[@one: 45]", '(<a class="cite" href="#ref-one">Aldana, 2016: 45</a>)'),
        ("[@two]", '(<a class="cite" href="#ref-two">Escobal and Ponce, 2016</a>)'),
        ("[@many]", '(<a class="cite" href="#ref-many">Baird et al., 2018</a>)'),
        ("[@body]", '(<a class="cite" href="#ref-body">MIDIS, 2017</a>)'),
        ("[@odd-name]", '(<a class="cite" href="#ref-odd-name">O&#x27;Neil &amp; &lt;Sons&gt;, 2016</a>)'),
        (
            "[@one; @body: 3]",
            '(<a class="cite" href="#ref-one">Aldana, 2016</a>; <a class="cite" href="#ref-body">MIDIS, 2017: 3</a>)',
        ),
    ],
)
def test_a_citation_names_author_year_and_page(writer: Writer, text: str, expected: str) -> None:
    assert writer.prose(f"So it is {text}.") == f"<p>So it is {expected}.</p>"


def test_a_reference_to_a_figure_is_a_link_with_its_number(writer: Writer) -> None:
    assert writer.prose("See {ref:flow}.") == '<p>See <a class="ref" href="#figure-flow">Figure\u00a02</a>.</p>'


def test_markdown_is_paragraphs_lists_bold_italic_and_links(writer: Writer) -> None:
    text = "**Bold** and *italic*, a [link](https://a.example/b).\n\n- one\n- two\n\n1. first\n2. second"
    assert writer.prose(text) == (
        '<p><strong>Bold</strong> and <em>italic</em>, a <a href="https://a.example/b">link</a>.</p>\n'
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<ol>\n<li>first</li>\n<li>second</li>\n</ol>"
    )


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("<script>alert(1)</script>after", ("<script", "alert(1)")),
        ("<style>@import url(//a.example)</style>after", ("<style", "@import")),
        ('<img src="x" onerror="alert(1)">after', ("<img", "onerror")),
        ('<p onclick="alert(1)">after</p>', ("onclick",)),
        ('<strong style="position:fixed" class="x" id="y">after</strong>', ("style=", "class=", "id=")),
        ("[after](javascript:alert)", ("javascript:",)),
        ("[after](JaVaScRiPt:alert)", ("script:", "SCRIPT:", "ScRiPt:")),
        ("[after](data:text/html;base64,AAAA)", ("data:",)),
        ("[after](file:///etc/passwd)", ("file:",)),
        ('<a href="vbscript:x">after</a>', ("vbscript",)),
        ('<iframe src="https://a.example">after</iframe>', ("<iframe",)),
        ('<svg onload="alert(1)"><a xlink:href="javascript:x">after</a></svg>', ("<svg", "onload", "javascript")),
        ('<meta http-equiv="refresh" content="0">after', ("<meta",)),
        ('<form action="https://a.example"><input>after</form>', ("<form", "<input")),
        ("after\n\n# Heading", ("<h1",)),
        ("after ![alt](https://a.example/x.png)", ("<img",)),
        ("after `code`", ("<code",)),
    ],
)
def test_what_a_text_must_not_carry_is_taken_out(writer: Writer, text: str, gone: tuple[str, ...]) -> None:
    html = writer.prose(text)
    assert [part for part in gone if part in html] == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "“a ‘b’”"), ("es", "«a “b”»"), ("pt", "“a ‘b’”"), ("fr", "«\u00a0a ‘b’\u00a0»"), ("de", "“a ‘b’”")],
)
def test_straight_quotation_marks_become_those_of_the_language(language: str, expected: str) -> None:
    html = Writer(edition(language=language), {}).inline("Say \"a 'b'\" now.")
    assert unescape(html) == f"Say {expected} now."


def test_french_spaces_and_captions_are_set_around_marks_too() -> None:
    captions = {"flow": ("figure-flow", "Figure 2")}
    writer = Writer(edition(language="fr"), captions)
    assert writer.plain("**Qui** ? {gain.amount} ; voir {ref:flow} : *oui* !") == (
        "Qui\u202f? PEN 1,400\u202f; voir figure\u00a02\u00a0: oui\u202f!"
    )
    assert writer.plain("Fin. {ref:flow} suit.") == "Fin. Figure\u00a02 suit."


def test_apostrophes_and_dashes_are_set(writer: Writer) -> None:
    assert writer.inline("people's well--being...") == "people’s well–being…"


def test_a_text_is_cut_at_its_blocks(writer: Writer) -> None:
    parts = list(writer.parts("One.\n\n{figure:a}\n\nTwo.\n\n{table:b}\n{quote:c}"))
    assert [part if isinstance(part, str) else (part.scope, part.target) for part in parts] == [
        "One.",
        ("figure", "a"),
        "Two.",
        ("table", "b"),
        ("quote", "c"),
    ]


def test_plain_text_has_no_markup_and_lines_stay_lines(writer: Writer) -> None:
    assert writer.plain("**A** & [b](https://a.example) {midis}") == "A & b MIDIS"
    assert writer.lines("{gain.amount}\n*two*") == "PEN 1,400\ntwo"


SENTINELS = re.compile("[\ue000-\uf8ff]")


@given(st.lists(st.sampled_from(["{midis}", "{gain}", "[@one]", "{ref:flow}", "**", "*", "`", "\n\n", "- ", "    ", "[", "]", "<", ">", "(", ")", "word ", "\\", "1. ", "'", '"'])))  # fmt: skip
@settings(max_examples=300)
def test_private_sentinels_never_leak_and_no_mark_is_lost(pieces: list[str]) -> None:
    """Either every mark stands in the HTML, or the writer refuses the text (see the next rule)."""
    text = "".join(pieces)
    try:
        html = Writer(edition(), {"flow": ("figure-flow", "Figure 2")}).prose(text)
    except ValueError:
        return
    assert not SENTINELS.search(html)
    assert html.count('href="#figure-flow"') == text.count("{ref:flow}")


def test_a_text_whose_marks_markdown_loses_is_refused_and_not_cut_short(writer: Writer) -> None:
    with pytest.raises(ValueError, match="Markdown loses a mark of"):
        writer.prose("*{midis}**\\**{midis}")


@given(st.text(st.characters(exclude_characters="{}[]", exclude_categories=("Cs", "Co")), max_size=80))
def test_any_text_without_marks_gives_only_allowed_tags(text: str) -> None:
    html = Writer(edition(), {}).prose(text)
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z][\w:-]*)", html))
    assert tags <= {"p", "ul", "ol", "li", "strong", "em", "a", "br"}


def writer_of() -> Writer:
    return Writer(edition(), {})
