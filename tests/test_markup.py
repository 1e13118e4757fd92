"""Marks in texts: every form, every broken form, and where each stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.markup import BLOCK_KINDS, Mark, MarkKind, marks, seen_length, without_marks

IDS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
PLAIN = st.text(st.characters(exclude_characters="{}[]", exclude_categories=["Cs"]), max_size=60)


def found(text: str) -> list[tuple[str, str, str, str, str]]:
    """Kind, the text under the mark, scope, target and part of each."""
    return [(m.kind.value, text[m.start : m.end], m.scope, m.target, m.part) for m in marks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{gain}", ("placeholder", "{gain}", "", "gain", "")),
        ("{income-gain-p75}", ("placeholder", "{income-gain-p75}", "", "income-gain-p75", "")),
        ("{gain.amount}", ("placeholder", "{gain.amount}", "", "gain", "amount")),
        ("{peru/gain}", ("placeholder", "{peru/gain}", "peru", "gain", "")),
        ("{peru/gain.signed}", ("placeholder", "{peru/gain.signed}", "peru", "gain", "signed")),
        ("{ppp-2018.PEN}", ("placeholder", "{ppp-2018.PEN}", "", "ppp-2018", "PEN")),
        ("{ref:flow}", ("ref", "{ref:flow}", "", "flow", "")),
        ("[^rate]", ("note", "[^rate]", "", "rate", "")),
        ("[@baird-2018]", ("citation", "[@baird-2018]", "", "baird-2018", "")),
        ("[@baird-2018: 45]", ("citation", "[@baird-2018: 45]", "", "baird-2018", "45")),
        ("[@baird-2018: pp. 45–47]", ("citation", "[@baird-2018: pp. 45–47]", "", "baird-2018", "pp. 45–47")),
    ],
)
def test_each_form_of_mark_is_read(text: str, expected: tuple[str, ...]) -> None:
    assert found(f"Before {text} after.") == [expected]


@pytest.mark.parametrize("kind", BLOCK_KINDS)
def test_a_block_stands_alone_on_its_line(kind: str) -> None:
    mark = f"{{{kind}:flow}}"
    expected = [("block", mark, kind, "flow", "")]
    assert found(mark) == expected
    assert found(f"One.\n\n  {mark} \n\nTwo.") == expected
    assert found(f"See {mark}") == [("broken", mark, kind, "flow", "")]
    assert found(f"{mark} shows") == [("broken", mark, kind, "flow", "")]


def test_a_bracket_with_several_citations_gives_several_marks_of_one_span() -> None:
    text = "As shown [@a-1; @b: 45;@c]."
    assert list(marks(text)) == [
        Mark(MarkKind.CITATION, 9, 26, "a-1"),
        Mark(MarkKind.CITATION, 9, 26, "b", part="45"),
        Mark(MarkKind.CITATION, 9, 26, "c"),
    ]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("{}", "{}"),
        ("{Gain}", "{Gain}"),
        ("{income gain}", "{income gain}"),
        ("{income_gain}", "{income_gain}"),
        ("{-gain}", "{-gain}"),
        ("{gain-}", "{gain-}"),
        ("{gain.}", "{gain.}"),
        ("{gain.a.b}", "{gain.a.b}"),
        ("{a/b/gain}", "{a/b/gain}"),
        ("{ref:}", "{ref:}"),
        ("{picture:flow}", "{picture:flow}"),
        ("{ gain }", "{ gain }"),
        ("{gain", "{"),
        ("gain}", "}"),
        ("{ga\nin}", "{"),
        ("[^]", "[^]"),
        ("[^a b]", "[^a b]"),
        ("[@]", "[@]"),
        ("[@a b]", "[@a b]"),
        ("[@a;]", "[@a;]"),
        ("[@a, @b]", "[@a, @b]"),
    ],
)
def test_what_looks_like_a_mark_and_is_none_is_broken(text: str, broken: str) -> None:
    seen = list(marks(text))
    first = next(m for m in seen if m.kind is MarkKind.BROKEN)
    assert text[first.start : first.end] == broken


def test_links_and_plain_brackets_are_no_marks() -> None:
    assert list(marks("A [link](https://example.org/a), a [bracket], an @ sign, 5 ^ 2.")) == []


@given(PLAIN)
def test_a_text_without_braces_and_brackets_has_no_marks(text: str) -> None:
    assert list(marks(text)) == []


@given(st.lists(st.tuples(PLAIN, IDS, st.sampled_from(["{%s}", "{ref:%s}", "[^%s]", "[@%s]"])), max_size=6), PLAIN)
def test_spans_cut_a_text_into_exactly_its_marks_and_the_rest(pieces: list[tuple[str, str, str]], tail: str) -> None:
    written = [form % id_ for _, id_, form in pieces]
    text = "".join(before + mark for (before, _, _), mark in zip(pieces, written, strict=True)) + tail
    seen = list(marks(text))
    assert [text[m.start : m.end] for m in seen] == written
    assert [m.target for m in seen] == [id_ for _, id_, _ in pieces]
    assert MarkKind.BROKEN not in {m.kind for m in seen}


@given(st.text(alphabet="ab{}[]^@:;./\n -1", max_size=40))
def test_marks_come_in_order_and_never_overlap(text: str) -> None:
    at = 0
    spans = list(dict.fromkeys((m.start, m.end) for m in marks(text)))
    for start, end in spans:
        assert at <= start < end <= len(text)
        at = end


def test_several_citations_in_one_bracket_are_taken_out_once() -> None:
    assert without_marks("It rose [@a; @b: 3] by {gain}.", "#") == "It rose # by #."


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Water", 5),
        ("{midis}: water", 7),
        ("**Water** *now*", 9),
        ("[Water](https://example.org/a-long-address)", 5),
        ("e\u0301te\u0301", 3),
        ("\u0645\u064e\u0627\u0621", 3),
        ("One\nTwo", 6),
    ],
)
def test_the_length_of_a_text_is_what_a_reader_sees(text: str, length: int) -> None:
    assert seen_length(text) == length
