"""The loop of a translator: status, scaffold, diff, accept."""

import json
import re
from difflib import ndiff
from pathlib import Path

import pytest

from briefs import cli
from briefs.load import load
from briefs.translation import State, units_of
from tests.translate.small import FOLDER, lock_of, run, small, unit_of, words_of

Capture = pytest.CaptureFixture[str]


def rewrite(project: Path, file: str, find: str, replace: str) -> None:
    """Change the only place of some words in a file."""
    path = project / file
    text = path.read_text("utf-8")
    assert text.count(find) == 1
    path.write_text(text.replace(find, replace), "utf-8")


def test_status_counts_units_and_words_by_state(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path, {"short": "Rain"})
    assert run(project, "accept", "es", "tanks", "title", "lead") == 0
    rewrite(project, f"{FOLDER}/en.yaml", "began in {opened}", "started in {opened}")
    capsys.readouterr()
    assert run(project, "status", "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    every = units_of(load(project), FOLDER, "es")
    words = {unit.key: len((unit.source or "").split()) for unit in every}
    done = [unit.key for unit in every if unit.target and unit.key not in ("short", "lead")]
    assert row == {
        "folder": "publications/tanks",
        "language": "es",
        "units": len(every),
        "words": sum(words.values()),
        "done": pytest.approx(sum(words[key] for key in done) / sum(words.values())),
        "states": {"missing": len(every) - 6, "copy": 1, "untracked": 3, "current": 1, "stale": 1},
    }
    assert run(project, "status") == 0
    assert "1 copy, 3 untracked, 1 current, 1 stale" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("states", "code"), [("stale", 0), ("missing", 1), ("stale,untracked", 1), ("stale, obsolete", 0)]
)
def test_status_fails_on_what_it_is_told_to(tmp_path: Path, states: str, code: int) -> None:
    assert run(small(tmp_path), "status", "--fail-on", states) == code


def test_status_knows_no_other_state(tmp_path: Path, capsys: Capture) -> None:
    assert run(small(tmp_path), "status", "--fail-on", "stael") == 2
    assert "there is no state `stael`; did you mean `stale`?" in capsys.readouterr().err


def test_a_scaffold_has_each_missing_key_where_the_source_has_it_below_its_text(tmp_path: Path) -> None:
    project = small(tmp_path)
    before = words_of(project)
    assert run(project, "scaffold", "es", "tanks") == 0
    after = words_of(project)
    assert "# en: What a tank changes\nsubtitle: |-\nshort: |-\n  Lluvia\n" in after
    assert [line for line in ndiff(before.splitlines(), after.splitlines()) if line.startswith("-")] == []
    tree = load(project)
    source, own = ([*tree.files[f"{FOLDER}/{tag}.yaml"].marks] for tag in ("en", "es"))
    assert own == source
    assert run(project, "scaffold", "es", "tanks") == 0
    assert words_of(project) == after, "a second time it adds nothing"
    keys = [line.rstrip(":") for line in lock_of(project).splitlines() if not line.startswith((" ", "#"))]
    assert keys == [unit.key for unit in units_of(tree, FOLDER, "es")], "and the lock has a place for each"


def test_a_scaffold_keeps_windows_line_ends(tmp_path: Path) -> None:
    project = small(tmp_path)
    words = project / FOLDER / "es.yaml"
    words.write_bytes(words.read_bytes().replace(b"\n", b"\r\n"))
    assert run(project, "scaffold", "es", "tanks") == 0
    assert words.read_bytes().count(b"\n") == words.read_bytes().count(b"\r\n") > 100


def test_a_new_language_gets_a_file_and_empty_texts_are_missing(tmp_path: Path) -> None:
    project = small(tmp_path)
    assert run(project, "scaffold", "fr", "tanks") == 0
    made = (project / FOLDER / "fr.yaml").read_text("utf-8")
    assert made.startswith("# Words in fr.")
    states = {unit.state for unit in units_of(load(project), FOLDER, "fr")}
    assert states == {State.MISSING}


def test_diff_shows_what_changed_word_by_word(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    assert run(project, "accept", "es", "tanks") == 0
    capsys.readouterr()
    assert run(project, "diff", "es", "tanks") == 0
    assert capsys.readouterr().out == "0 changed\n"
    rewrite(project, f"{FOLDER}/en.yaml", "began in {opened}", "started in {opened}")
    assert run(project, "diff", "es", "tanks") == 0
    assert capsys.readouterr().out == (
        f"{FOLDER}/es.yaml lead (stale)\n  {{water-board}} [-began-][+started+] in {{opened}}.\n"
        "  {water-board} comenzó en {opened}.\n\n1 changed\n"
    )


def test_accept_takes_the_texts_that_are_named(tmp_path: Path) -> None:
    project = small(tmp_path)
    assert run(project, "accept", "es", "tanks", "title", "messages.stored") == 0
    states = {unit.key: unit.state for unit in units_of(load(project), FOLDER, "es") if unit.target}
    assert [key for key, state in states.items() if state is State.CURRENT] == ["title", "messages.stored"]
    assert set(states.values()) == {State.CURRENT, State.UNTRACKED}


def test_accept_refuses_what_would_break_a_page_and_takes_the_rest(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path, {"lead": "{water-board} comenzó."})
    assert run(project, "accept", "es", "tanks") == 1
    assert capsys.readouterr().out == (
        f"refused: {FOLDER}/es.yaml lead: it lacks `{{opened}}`\n{FOLDER}: 5 accepted, 79 missing\n"
    )
    assert unit_of(project, "lead").state is State.UNTRACKED
    assert unit_of(project, "title").state is State.CURRENT


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("accept", "es", "tanks", "titel"), "there is no translated text `titel`; did you mean `title`?"),
        (("accept", "es", "tanks", "subtitle"), "there is no translated text `subtitle`"),
        (("accept", "es", "tank"), "there are no words of `tank`; did you mean `tanks`?"),
        (("accept", "en", "tanks"), "`en` is the language that is translated from"),
        (("scaffold", "../es", "tanks"), "`../es` is no language code"),
        (("export", "es", "--format", "doc"), "there is no format `doc`; there are: po, xliff, tmx"),
        (("export", "es", "--output", "nowhere/es.po"), "cannot be written"),
        (("glossary", "es", "--format", "doc"), "there is no format `doc`; there are: csv, tbx"),
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, capsys: Capture, arguments: tuple[str, ...], message: str) -> None:
    assert run(small(tmp_path), *arguments) == 2
    assert message in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("command", ["scaffold", "accept", "diff", "export"])
@pytest.mark.parametrize("name", ["es.yaml", "es.lock.yaml", "en.yaml"])
def test_nobody_writes_over_a_file_that_cannot_be_read(
    tmp_path: Path, capsys: Capture, command: str, name: str
) -> None:
    project = small(tmp_path)
    broken = project / FOLDER / name
    broken.write_text("title: |-\n  A\n b: c: d\n", "utf-8")
    there = {path: path.read_bytes() for path in (project / FOLDER).iterdir()}
    assert run(project, command, "es", "tanks") == 1
    assert f"{FOLDER}/{name}:3:" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (project / FOLDER).iterdir()} == there


def test_a_file_that_no_key_can_be_added_to_is_told_and_not_a_traceback(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    (project / FOLDER / "es.yaml").write_text("{title: Lluvia}\n", "utf-8")
    assert run(project, "scaffold", "es", "tanks") == 1
    told = capsys.readouterr().err
    assert f"{FOLDER}/es.yaml: error: no key can be added here" in told
    assert words_of(project) == "{title: Lluvia}\n"


def test_a_publication_s_scaffold_has_all_that_it_shows_and_builds_at_once(project: Path, capsys: Capture) -> None:
    """A language that nobody has prepared: no locale, no labels, nothing of the series or the case."""
    assert run(project, "scaffold", "it", "mali") == 0
    out = capsys.readouterr().out.splitlines()
    folders = ("publications/mali", "shared", "cases/mali-nioro-cash", "series/rural-synergies", "labels")
    assert [line.partition(": ")[0] for line in out[:-1]] == [f"content/{folder}/it.yaml" for folder in folders]
    assert out[-1].startswith("Next: ")
    assert cli.main(["--project", str(project), "build", "mali", "--format", "html"]) == 0
    page = (project / "output" / "it" / "mali" / "index.html").read_text("utf-8")
    assert '<html lang="it"' in page
    assert 'class="draft missing" lang="en"' in page
    assert cli.main(["--project", str(project), "build", "mali", "--lang", "it", "--format", "html", "--release"]) == 1
    told = capsys.readouterr().err
    assert "mali: there is no locale for `it`" in told
    assert re.search(r"labels.it.yaml.* \d\d of the texts here are not translated yet", told)


def test_accept_names_what_else_the_publication_shows(project: Path, capsys: Capture) -> None:
    (project / "content/shared/fr.lock.yaml").unlink()
    assert run(project, "accept", "fr", "mali") == 0
    assert capsys.readouterr().out.splitlines() == [
        "content/publications/mali: 0 accepted",
        "mali also shows 11 texts of shared: `build.py translate accept fr shared`",
    ]


def test_what_the_validation_refuses_is_not_accepted(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path, {"short": "48 mil litros"})
    assert run(project, "accept", "es", "tanks", "short") == 1
    assert "refused: " in (told := capsys.readouterr().out)
    assert "`48 mil` is typed" in told
    assert unit_of(project, "short").state is State.UNTRACKED


def test_status_of_one_language_and_one_publication(project: Path, capsys: Capture) -> None:
    assert run(project, "status", "fr", "mali", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["language"], row["folder"]) for row in rows] == [("fr", "publications/mali")]
