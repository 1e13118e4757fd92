"""Every check of a translation catches its fault, says where it is, and leaves what is sound alone."""

from pathlib import Path

import pytest

from briefs.translate.checks import WARNINGS
from tests.translate.small import FOLDER, run, small

Capture = pytest.CaptureFixture[str]
STORED = "messages.stored"
WORDS = "**Los tanques estaban {filled} llenos al final de la temporada.** Antes, {filled-before}."

# check: a text, its translation with the fault, what is said, and the source where it is another
FAULTS = {
    "marks lost": (STORED, "**Los tanques estaban llenos.** Antes, {filled-before}.", "error: it lacks `{filled}` (marks)", ""),
    "marks spare": ("title", "{water-board} y lluvia", "error: it has `{water-board}`, which the source has not (marks)", ""),
    "marks changed": (
        "lead",
        "{water-board} comenzó en {season}.",
        "error: it has `{season}` in place of `{opened}` (marks)",
        "",
    ),
    "link": (
        "title",
        "[Lluvia](https://example.org/es)",
        "error: it has `https://example.org/es` in place of `https://example.org/en` (marks)",
        "[Rain](https://example.org/en)",
    ),
    "citation": ("lead", "{water-board} comenzó en {opened}.", "error: it lacks `[@water-board-2020]` (marks)", "{water-board} began in {opened} [@water-board-2020]."),
    "note": ("lead", "{water-board} comenzó en {opened}.", "error: it lacks `[^cost]` (marks)", "{water-board} began in {opened}.[^cost]"),
    "repeated": ("lead", "{water-board} comenzó en {opened}, y {opened}.", "warning: `{opened}` 2 times, in the source 1 (repeated)", ""),
    "bold": ("lead", "{water-board} comenzó en {opened}.", "warning: the source has 1 × bold, the translation 0 (shape)", "**{water-board}** began in {opened}."),
    "paragraph": ("lead", "{water-board} comenzó\n\nen {opened}.", "warning: the source has 1 × paragraph, the translation 2 (shape)", ""),
    "item": ("lead", "{water-board}:\n\n- {opened}", "warning: the source has 2 × list item, the translation 1 (shape)", "{water-board}:\n\n- {opened}\n- Now"),
    "italic": ("sections.gardens.title", "Los huertos", "warning: the source has 1 × italic, the translation 0 (shape)", "The *gardens*"),
    "numbers": ("title", "Lluvia para 13 escuelas", "warning: numbers differ: 12, 13 (numbers)", "Rain for 12 schools"),
    "terms": ("title", "Un ejercicio de lluvia", "warning: the registry calls `tank year` `año de tanque`, which is not here (terms)", "A tank year of rain"),
    "length": ("short", "Lluvia para las escuelas y huertos", "warning: 34 characters, where the source has 4 (length)", "Rain"),
    "spaces": ("title", "Lluvia para  las escuelas", "warning: a space too many (spaces)", ""),
    "copy": ("short", "Agua", "warning: the same as the source (copy)", "Agua"),
    "twice": ("short", "Lluvia en escuelas", f"warning: {FOLDER}/es.yaml title translates the same text in other words (twice)", "Rain for schools"),
    "limit": ("short", "Lluvia para todas las escuelas y sus huertos", "error: 44 characters, where there is room for 40", "Rain for all of the schools and gardens"),
    "unknown": ("lead", "{water-bord} comenzó en {opened}.", "error: there is no fact or name `water-bord`", ""),
    "typed name": ("title", "La Junta de Aguas y la lluvia", "error: the name `Junta de Aguas` is typed", ""),
    "typed number": ("title", "Lluvia para 1.234,5 escuelas", "error: the number `1.234,5` is typed", "Rain for 1,234.5 schools"),
    "forbidden": ("title", "Llubia para las escuelas", "error: `Llubia` is not how it is spelt here", ""),
    "left over": (
        STORED,
        "**The tanks were {filled} full at the end of the season and the schools had water.** Before, {filled-before}.",
        "error: this is in English",
        "",
    ),
}  # fmt: skip


def told(project: Path, capsys: Capture) -> tuple[int, list[str]]:
    """The exit code of `check`, and its findings in the publication's words, one line each."""
    capsys.readouterr()
    code = run(project, "check", "es", "tanks")
    out = capsys.readouterr().out
    *lines, last = [line for line in out.splitlines() if line.startswith(FOLDER) or line[:1].isdigit()]
    counted, _, left = last.partition("; ")
    assert left == "79 missing: see `translate status`"
    return code, [*lines, counted]


def test_a_sound_translation_has_no_findings(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    assert told(project, capsys) == (0, ["0 errors, 0 warnings"])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_once_with_its_place(tmp_path: Path, capsys: Capture, fault: str) -> None:
    key, text, expected, source = FAULTS[fault]
    texts = {key: text}
    project = small(tmp_path, texts, {key: source} if source else None)
    code, lines = told(project, capsys)
    place, _, message = lines[0].partition(" ")
    file, line, column, _ = place.split(":")
    rows = (project / file).read_text("utf-8").splitlines()
    first = text.split("\n")[0]
    near = rows[int(line) - 1].strip()
    assert near in (first.strip(), f"{key.rpartition('.')[2]}: |-"), near
    assert 1 <= int(column) <= len(rows[int(line) - 1])
    assert message.startswith(expected), lines
    assert len(lines) == 2, lines
    error = message.startswith("error")
    assert (code, lines[1]) == ((1, "1 error, 0 warnings") if error else (0, "0 errors, 1 warning"))


def test_every_warning_is_planted() -> None:
    names = {message.rpartition("(")[2].rstrip(")") for _, _, message, _ in FAULTS.values() if message.endswith(")")}
    assert names == {"marks", *WARNINGS}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Rain for 1234 schools", "Lluvia para 1234 escuelas"),
        ("Rain on 12 of 30 days", "Lluvia en 30 días, o en 12"),
        ("See [12](https://example.org/34)", "Véase [12](https://example.org/34)"),
    ],
)
def test_the_same_numbers_are_no_fault(tmp_path: Path, capsys: Capture, source: str, target: str) -> None:
    project = small(tmp_path, {"title": target}, {"title": source})
    assert told(project, capsys) == (0, ["0 errors, 0 warnings"])


@pytest.mark.parametrize(
    "target",
    ["Un año de tanque y lluvia", "Dos años de los tanques", "{tank-year} de lluvia", "Un AÑO DE TANQUE", "Un TY"],
)
def test_a_term_counts_in_any_of_its_forms(tmp_path: Path, capsys: Capture, target: str) -> None:
    source = "{tank-year} of rain" if "{" in target else "A tank year of rain"
    project = small(tmp_path, {"title": target}, {"title": source})
    assert not [line for line in told(project, capsys)[1] if "(terms)" in line]


def test_a_copy_that_was_accepted_is_meant(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path, {"short": "Agua"}, {"short": "Agua"})
    assert run(project, "accept", "es", "tanks", "short") == 0
    assert told(project, capsys)[1] == ["0 errors, 0 warnings"]


def test_a_name_in_the_very_language_may_be_left_out(tmp_path: Path, capsys: Capture) -> None:
    source = {"lead": "{water-board}, {water-board.es}, began in {opened}."}
    project = small(tmp_path, None, source)
    assert told(project, capsys)[1] == ["0 errors, 0 warnings"]


def test_a_text_that_the_source_has_not_is_a_warning(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    with (project / FOLDER / "es.yaml").open("a", encoding="utf-8") as file:
        file.write("credits: |-\n  Imágenes\n")
    code, lines = told(project, capsys)
    assert code == 0
    assert "warning: the source has no such text" in lines[0]
    assert lines[1] == "0 errors, 1 warning"


def test_a_file_that_is_no_yaml_is_told_and_not_a_traceback(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    (project / FOLDER / "es.yaml").write_text("title: |-\n  A\n title: x: y\n", "utf-8")
    assert run(project, "check", "es", "tanks") == 1
    assert f"{FOLDER}/es.yaml:" in capsys.readouterr().err


def test_a_waiver_silences_one_warning_of_one_text_until_it_is_taken_back(tmp_path: Path, capsys: Capture) -> None:
    source = {"title": "Rain for 12 schools", "sections.gardens.title": "The 12 gardens"}
    texts = {"title": "Lluvia para una docena de escuelas", "sections.gardens.title": "La docena de huertos"}
    project = small(tmp_path, texts, source)
    assert run(project, "waive", "es", "tanks", "title", "numbers", "in words") == 2
    assert "accept `title` first" in capsys.readouterr().err
    assert run(project, "accept", "es", "tanks") == 0
    assert [line.rpartition("[")[2] for line in told(project, capsys)[1][:-1]] == ["title]", "sections.gardens.title]"]
    assert run(project, "waive", "es", "tanks", "title", "numbers", "in words: a dozen") == 0
    assert [line.rpartition("[")[2] for line in told(project, capsys)[1][:-1]] == ["sections.gardens.title]"]
    assert run(project, "waive", "es") == 0
    assert capsys.readouterr().out == f"{FOLDER}/es.yaml title: numbers: in words: a dozen\n"
    assert run(project, "accept", "es", "tanks") == 0, "accepting keeps it"
    assert run(project, "waive", "es", "tanks", "title", "numbers", "--remove") == 0
    assert len(told(project, capsys)[1]) == 3


def test_a_waiver_that_nothing_needs_is_told(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    assert run(project, "accept", "es", "tanks") == 0
    assert run(project, "waive", "es", "tanks", "title", "shape", "a reason") == 0
    assert told(project, capsys)[0] == 0
    assert run(project, "check", "es", "tanks") == 0
    assert "note: `shape` is waived here, and nothing needs it: take it back" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("es", "tanks", "title", "marks", "x"), "there is no warning `marks`"),
        (("es", "tanks", "title", "number", "x"), "did you mean `numbers`?"),
        (("es", "tanks", "titel", "numbers", "x"), "did you mean `title`?"),
        (("es", "", "title", "numbers", "x"), "is more than one folder"),
        (("es", "tanks", "title", "numbers"), "say why"),
        (("es", "tanks", "title", "numbers", "--remove"), "`numbers` is not waived for `title`"),
    ],
)
def test_what_cannot_be_waived_is_refused(
    tmp_path: Path, capsys: Capture, arguments: tuple[str, ...], message: str
) -> None:
    project = small(tmp_path)
    assert run(project, "accept", "es", "tanks") == 0
    assert run(project, "waive", *arguments) == 2
    assert message in capsys.readouterr().err
