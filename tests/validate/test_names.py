"""Names and acronyms: what may not be typed, with what to write in its place."""

from pathlib import Path

import pytest

from briefs.assemble import assemble
from briefs.localise import localise
from briefs.pipeline import read
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
