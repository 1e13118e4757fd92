"""Left-over language: where in a text it is found, and what is not asked about."""

from pathlib import Path

import pytest

from briefs.pipeline import read
from tests.validate.planted import MINIMAL, planted

WORDS = "content/publications/tanks/en.yaml"
REPLACED = "The office read the marks on each tank."
# The line of these words.
AT = next(n for n, line in enumerate((MINIMAL / WORDS).read_text("utf-8").splitlines(), 1) if REPLACED in line)
SPANISH = "Los ingresos subieron, pero no para todos por igual."
MORE = "No todos los hogares pudieron participar."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SPANISH, [(AT, 7, len(SPANISH))]),
        (f"The office read the marks. {SPANISH} It wrote them down.", [(AT, 34, len(SPANISH))]),
        (f"The office read the marks.\n\n      {SPANISH}", [(AT + 2, 7, len(SPANISH))]),
        (f"{SPANISH} {MORE} It wrote them down.", [(AT, 7, len(f"{SPANISH} {MORE}"))]),
        (f"{SPANISH}\n\n      {MORE}", [(AT, 7, len(SPANISH)), (AT + 2, 7, len(MORE))]),
        (f"{SPANISH} The office read the marks. {MORE}", [(AT, 7, len(SPANISH)), (AT, 87, len(MORE))]),
        ("The study *Los ingresos de los hogares rurales en el Perú* is the first.", []),
        ("The programme says “para que no falte el agua en las escuelas”.", []),
        ("One office runs the *Programa de Agua para las Escuelas del Norte*.", []),
        ("See https://example.org/los-ingresos-de-los-hogares-rurales there.", []),
        ("{water-board} y", []),
    ],
)
def test_a_sentence_in_another_language_is_found_where_it_stands(
    tmp_path: Path, text: str, found: list[tuple[int, int, int]]
) -> None:
    problems = read(planted(tmp_path, WORDS, REPLACED, text))[2]
    assert [(p.line, p.column, p.length) for p in problems] == found
    assert {p.message for p in problems} <= {"this is in Spanish, the file is `en.yaml`"}


def test_a_file_that_is_mostly_in_another_language_is_one_problem(tmp_path: Path) -> None:
    project = planted(tmp_path, WORDS, "", "")
    copy = project / "content/publications/tanks/es.yaml"
    copy.write_text((project / WORDS).read_text("utf-8"), "utf-8")
    found = [p for p in read(project)[2] if p.file == "content/publications/tanks/es.yaml"]
    assert [(p.line, p.message) for p in found] == [(1, "this file is in English, its name says `es`")]
