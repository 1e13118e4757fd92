"""Passages: what of a text is its writer's own, and where its sentences stand."""

import re

import pytest

from briefs.load import File, Tree, parse
from briefs.model.content import Content
from briefs.model.registry import Registry
from briefs.validate.context import Context
from briefs.validate.passages import MASK, Passage, foreign, masked, passages
from tests.validate.planted import MINIMAL


def passage(text: str) -> Passage:
    name = "content/series/minimal/en.yaml"
    file = parse("name: |-\n" + "\n".join(f"  {line}" for line in text.split("\n")), name)
    assert isinstance(file, File)
    content = Content(series={}, series_words={}, shared={}, registry=Registry(names={}, references={}, rates={}),
                      labels={}, cases={}, case_words={}, matrices={}, matrix_words={}, publications={},
                      publication_words={}, styles={})  # fmt: skip
    (found,) = passages(Context(Tree(MINIMAL, {name: file}), content, frozenset()))
    return found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("In {income-gain.amount} there", "In # there"),
        ("As said [@a; @b: 45], here[^note].", "As said #, here#."),
        ("See [the words](https://example.org/a-b) or www.example.org/x.", "See [the words# or #"),
        ("Write to office@example.org now", "Write to # now"),
    ],
)
def test_what_is_no_word_of_the_writer_is_masked(text: str, shown: str) -> None:
    found = passage(text)
    assert len(found.plain) == len(text)
    assert re.sub(f"{MASK}+", "#", found.plain) == shown


def test_italics_and_quotations_may_be_anothers_and_bold_is_not() -> None:
    found = passage('The *cuyes* and **bold**, “quoted” and "so".')
    assert [found.text[slice(*span)] for span in foreign(found.plain)] == ["*cuyes*", "“quoted”", '"so"']


def test_sentences_headings_and_items_are_told_apart_where_they_stand() -> None:
    found = passage("One ends. Two asks? “Three.” Four: five\n\n- six\n- seven; eight in 3.5 parts")
    assert [found.text[slice(*span)] for span in found.sentences()] == [
        "One ends.", "Two asks?", "“Three.”", "Four:", "five", "- six", "- seven;", "eight in 3.5 parts",
    ]  # fmt: skip


def test_masking_keeps_lines() -> None:
    assert masked("ab\ncd", [(1, 4)]) == f"a{MASK}\n{MASK}d"
