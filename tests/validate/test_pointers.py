"""Typed cross-references: which words point at a figure, table or section, and which do not."""

import shutil
from pathlib import Path

import pytest

from briefs.pipeline import read
from tests.validate.planted import planted

WORDS = "content/publications/tanks/en.yaml"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Figure 3 shows it.", ["Figure 3"]),
        ("It is in figures 2 and 3.", ["figures 2"]),
        ("As in Table 1 and table\u00a0A.", ["Table 1", "table A"]),
        ("See Section II and section 4.", ["Section II", "section 4"]),
        ("The table below is a list.", ["The table below"]),
        ("It is in the chart above.", ["the chart above"]),
        ("It is in the following table.", ["the following table"]),
        ("{ref:months} shows it.", []),
        ("They sit at a table and figure out 3 ways.", []),
        ("The table stands below the roof, in a section of its own.", []),
        ("The figures of 2016 and a table of tanks.", []),
        ("Both lead to a box below.", []),
    ],
)
def test_a_figure_is_pointed_at_by_a_mark(tmp_path: Path, text: str, found: list[str]) -> None:
    problems = read(planted(tmp_path, WORDS, "The office read the marks on each tank.", text))[2]
    assert [p.message for p in problems] == [f"`{words}` points to nothing that stays where it is" for words in found]


def test_a_source_line_may_name_the_figure_of_another_work(tmp_path: Path) -> None:
    assert read(planted(tmp_path, WORDS, "Own drawing\n    labels:\n      first:", "Water Report, Figure 2\n    labels:\n      first:"))[2] == ()  # fmt: skip


def test_every_language_has_the_words_of_its_own_labels(tmp_path: Path) -> None:
    project = planted(tmp_path, "content/labels/en.yaml", "Figure {number}", "Drawing {number}.")
    file = project / WORDS
    text = "Drawing 3 shows it. Figure 3 is a number."
    file.write_text(file.read_text("utf-8").replace("The office read the marks on each tank.", text), "utf-8")
    assert [p.message for p in read(project)[2]] == ["`Drawing 3` points to nothing that stays where it is"]
    shutil.copyfile(project / "content/labels/en.yaml", project / "content/labels/es.yaml")
    spanish = project / "content/cases/tanks/es.yaml"
    spanish.write_text("name: |-\n  Véase la tabla siguiente\nsynthesis: {}\n", "utf-8")
    messages = [p.message for p in read(project)[2] if p.file.endswith("cases/tanks/es.yaml")]
    assert "`la tabla siguiente` points to nothing that stays where it is" in messages
