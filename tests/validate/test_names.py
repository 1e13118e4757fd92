"""Names and acronyms: what may not be typed, with what to write in its place."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.assemble import assemble
from briefs.localise import localise
from briefs.pipeline import read
from briefs.validate.names import _pattern
from tests.validate.planted import planted

WORDS = "content/publications/tanks/en.yaml"


def typed(name: str) -> str:
    return f"the name `{name}` is typed"


@pytest.mark.parametrize(
    ("text", "found", "write"),
    [
        ("The Water Board decides.", [typed("Water Board")], "{water-board}"),
        ("The Water Board (WB) decides.", [typed("Water Board (WB)")], "{water-board}"),
        ("The WB decides.", [typed("WB")], "{water-board.acronym}"),
        ("A WB-led scheme.", [typed("WB")], "{water-board.acronym}"),
        ("Many TYs went by.", [typed("TYs")], "{tank-year.plural}"),
        ("The *Water Board* decides.", [typed("Water Board")], "{water-board}"),
        ("The Garden Scheme (WB) is new.", [typed("Garden Scheme"), typed("WB")], "{garden-scheme}"),
        ("The National Office (NOT) decides.", ["the registry has no acronym `NOT`"], "content/registry/"),
        ("The pupils (PtoP) decide.", ["the registry has no acronym `PtoP`"], "content/registry/"),
        ("Tanks, a tank year and the northern villages are words.", []  , ""),
        ("A water board of one's own, and a wb.", [], ""),
        ("WBs and NEWB are other words.", [], ""),
        ("Pesos (UYU) are money, dollars (USD) too.", [], ""),
        ("In a crisis (COVID-19) much changed (a little).", [], ""),
        ("{water-board} ({water-board.acronym}) decides.", [], ""),
    ],
)  # fmt: skip
def test_a_name_of_the_registry_comes_by_placeholder(tmp_path: Path, text: str, found: list[str], write: str) -> None:
    problems = read(planted(tmp_path, WORDS, "The office read the marks on each tank.", text))[2]
    assert [p.message for p in problems] == found
    assert write in (problems[0].hint if problems else "")


def test_a_name_stands_without_its_article_where_a_heading_asks_for_it(tmp_path: Path) -> None:
    content = read(planted(tmp_path, WORDS, "How we counted", "{garden-scheme.bare} and {garden-scheme.name}"))[1]
    assert content is not None
    sheet = assemble(localise(content, "tanks", "en")).sheets[-1]
    assert sheet.title == "Garden Scheme and the Garden Scheme"


NAME = st.text("ab .(é", min_size=1, max_size=9).filter(str.strip)


@given(st.sets(NAME, min_size=1, max_size=12), st.lists(NAME, max_size=8))
def test_names_are_found_as_if_each_were_tried_at_every_word_the_longest_first(
    names: set[str], others: list[str]
) -> None:
    text = "  ".join([*others, *sorted(names)])
    longest = sorted({" ".join(name.split()) for name in names}, key=len, reverse=True)
    each = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)
    found = _pattern(names)
    assert found is not None
    plain = re.compile(rf"(?<!\w)(?:{each})(?!\w)")
    assert [m.span() for m in found.finditer(text)] == [m.span() for m in plain.finditer(text)]
