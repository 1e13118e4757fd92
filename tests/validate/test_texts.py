"""Marks wherever words can stand: what passes `validate` can be assembled, and what cannot is refused."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from briefs.assemble import assemble
from briefs.load import File, KeyPath, Tree, load, parse, texts
from briefs.localise import localise
from briefs.pipeline import read
from briefs.problems import render
from briefs.validate import validate
from tests.broken_cases import MINIMAL


def every(_language: str) -> frozenset[int]:
    return frozenset(range(0x20, 0x3000))


# One of each: what a text can name, rightly or wrongly, in a place that may not have it.
MARKS = (
    "[^extra]", "[^cost]", "[@garden-manual]", "[@water-board-2020; @garden-manual: 3]", "{pupils}", "{pupils.words}",
    "{cost.converted}", "{tanks/cost}", "{years.from}", "{opened}", "{water-board}", "{water-board.plural}",
    "{tank-year.plural}", "{north.acronym}", "{ppp-2018}", "{ppp-2018.UYU}", "{ref:months}", "{ref:results}",
    "\n\n{figure:months}", "{villages}", "{minimal/villages}", "{/villages}",
)  # fmt: skip
WORDS = tuple(
    path.relative_to(MINIMAL).as_posix() for path in sorted(MINIMAL.rglob("en.yaml")) if path.parent.name != "labels"
)


def _places(tree: Tree, name: str) -> list[KeyPath]:
    """One text of every kind in a file of words: a label of a figure stands for all labels."""
    kinds: dict[KeyPath, KeyPath] = {}
    for path, _ in _texts(tree, name):
        kind = path if len(path) < 3 else (path[0], path[2], len(path))
        kinds[kind] = path
    return list(kinds.values())


def _texts(tree: Tree, name: str) -> Iterator[tuple[KeyPath, str]]:
    yield from texts(tree.files[name].data)


def _with(tree: Tree, name: str, path: KeyPath, mark: str) -> Tree:
    """The tree with a mark at the end of the first paragraph of a text."""
    lines = list(tree.files[name].lines)
    at = tree.files[name].marks[path].line  # the first line of the block, counted from 0
    indent = " " * (len(lines[at]) - len(lines[at].lstrip()))
    lines[at : at + 1] = [f"{indent}{line}" if line else "" for line in f"{lines[at].strip()} {mark}".split("\n")]
    if "[^extra]" in mark:  # notes are the last group of a file
        lines += ["  extra: |-", "    A note that nothing else calls."]
    file = parse("\n".join(lines), name)
    assert isinstance(file, File)
    return replace(tree, files={**tree.files, name: file})


@pytest.mark.parametrize("name", WORDS)
def test_a_mark_in_any_text_is_either_refused_or_assembled(name: str) -> None:
    tree = load(MINIMAL)
    for path in _places(tree, name):
        for mark in MARKS:
            content, problems = validate(_with(tree, name, path, mark), every)
            assert all(render(problem) for problem in problems)
            for publication in content.publications if content else ():
                assert content
                assert assemble(localise(content, publication, "en")), (path, mark)


def test_the_minimal_project_has_nothing_to_mend() -> None:
    _, content, problems = read(MINIMAL)
    assert [render(problem) for problem in problems] == []
    assert content is not None
    assert {figure.kind for figure in content.publications["tanks"].figures.values()} == {
        "bars", "timeline", "diagram", "cycle", "fields", "image",
    }  # fmt: skip
    kinds = {type(fact).__name__ for fact in content.cases["tanks"].facts.values()}
    assert kinds == {"Amount", "Share", "Tally", "DecimalTally", "Area", "Period", "Date"}


def test_a_locale_that_nobody_knows_is_refused_where_somebody_can_tell() -> None:
    tree = load(MINIMAL)
    assert validate(tree, every, lambda locale: locale == "en-GB")[1] == ()
    assert [problem.message for problem in validate(tree, every, lambda _: False)[1]] == ["there is no locale `en-GB`"]
