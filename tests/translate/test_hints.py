"""A translator is told what the source has, and one mistake makes one problem."""

from pathlib import Path

import pytest

from tests.translate.small import FOLDER, run, small

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("La WB comenzó en {opened}.", "the name `WB` is typed", "write {water-board}, as the source does; it brings"),
        ("{water-board} comenzó con 39% y {opened}.", "the number `39%` is typed", "the source has: {opened}"),
        ("{water-board} comenzó en {abierto}.", "no fact or name `abierto`", "the source has: {opened}"),
        ("{water-board comenzó en {opened}.", "`{` is not a placeholder", "write `{water-board}`"),
        ('{water-board} comenzó "en {opened}.', 'one `"` has no other', 'put `"` at both ends'),
    ],
)
def test_the_hint_names_what_the_source_has(
    tmp_path: Path, capsys: Capture, text: str, message: str, hint: str
) -> None:
    project = small(tmp_path, {"lead": text})
    assert run(project, "check", "es", "tanks") == 1
    told = capsys.readouterr().out
    assert message in told
    assert hint in told
    assert "1 error," in told.splitlines()[-1], told
    assert "case.yaml" not in told
    assert "content/registry" not in told


def test_a_missing_mark_is_printed_as_the_source_has_it(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path, {"lead": "Comenzó en {opened}."}, {"lead": "{water-board.name} began in {opened}."})
    assert run(project, "check", "es", "tanks") == 1
    assert "it lacks `{water-board.name}`" in capsys.readouterr().out


def test_a_mistyped_key_is_not_thrown_away(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    words = project / FOLDER / "es.yaml"
    words.write_text(words.read_text("utf-8").replace("  stored: |-", "  guardado: |-"), "utf-8")
    run(project, "check", "es", "tanks")
    told = capsys.readouterr().out
    assert "if this is " in told
    assert "`stored`" in told
    assert "missing, give it back its name; else remove it" in told


def test_only_a_build_speaks_of_the_output(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    (project / FOLDER / "es.yaml").write_text("title: |-\n  A\nshort:|-\n  B\n", "utf-8")
    assert run(project, "accept", "es", "tanks") == 1
    err = capsys.readouterr().err
    assert "put a space after the colon" in err
    assert "last good output" not in err
