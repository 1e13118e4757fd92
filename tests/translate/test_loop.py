"""The way of a text on the real content: a sentence changes, its translations go stale, an editor's file brings them back."""

import json
import re
from pathlib import Path

import polib
import pytest

from briefs import cli
from briefs.load import load
from briefs.translation import State, units_of

Capture = pytest.CaptureFixture[str]

FOLDER = "content/publications/mali"
KEY = "messages.local-setting"


def states(project: Path, language: str) -> dict[str, State]:
    """The states of the Mali brief's texts."""
    return {unit.key: unit.state for unit in units_of(load(project), FOLDER, language)}


def run(project: Path, *arguments: str) -> int:
    """The command line on a project."""
    return cli.main(["--project", str(project), *arguments])


def test_a_changed_sentence_goes_stale_and_comes_back_by_an_editor(
    project: Path, tmp_path: Path, capsys: Capture
) -> None:
    words = project / FOLDER
    assert set(states(project, "es").values()) == {State.CURRENT}
    source = (words / "en.yaml").read_text("utf-8")
    sentence = "took shape locally"
    assert source.count(sentence) == 1
    (words / "en.yaml").write_text(source.replace(sentence, "took shape on the ground"), "utf-8")

    # Both translations are stale, in status, in the preview and in the review.
    for language in ("es", "fr"):
        assert [key for key, state in states(project, language).items() if state is State.STALE] == [KEY]
    assert run(project, "translate", "status", "--fail-on", "stale") == 1
    assert run(project, "build", "mali", "--format", "html") == 0
    page = (project / "output" / "es" / "mali" / "index.html").read_text("utf-8")
    assert len(re.findall(r'class="draft stale"', page)) == 1
    review = (project / "output" / "review" / "es" / "mali.html").read_text("utf-8")
    assert f'<tr class="stale" id="{KEY}"' in review

    # A release refuses it and says where.
    capsys.readouterr()
    assert run(project, "build", "mali", "--format", "html", "--release") == 1
    told = capsys.readouterr().err
    assert f"{FOLDER}/es.yaml:" in told
    assert f"{FOLDER}/fr.yaml:" in told
    assert "the source has changed since this was translated" in told

    # It goes out, is translated in an editor, and comes in; nothing else of the file changes.
    for language, done in (("es", "Tomó forma en el terreno"), ("fr", "A pris forme sur le terrain")):
        out, before = tmp_path / f"{language}.po", (words / f"{language}.yaml").read_text("utf-8")
        assert run(project, "translate", "export", language, "mali", "--output", str(out)) == 0
        po = polib.pofile(str(out), wrapwidth=0)
        (stale,) = [item for item in po if "fuzzy" in item.flags]
        assert sentence in (stale.previous_msgid or "")
        assert "took shape on the ground" in stale.msgid
        stale.msgstr = re.sub(r"^\*\*.*?\*\*", f"**{done}.**", stale.msgstr)
        stale.flags.remove("fuzzy")
        po.save(str(out))
        assert run(project, "translate", "import", str(out)) == 0
        after = (words / f"{language}.yaml").read_text("utf-8")
        changed = [line for line in after.splitlines() if line not in before.splitlines()]
        assert len(changed) == 1
        assert done in changed[0]
        assert len(after.splitlines()) == len(before.splitlines())
        assert set(states(project, language).values()) == {State.CURRENT}
    assert run(project, "build", "mali", "--format", "html", "--release") == 0


def test_an_import_overwrites_nothing_newer(project: Path, tmp_path: Path, capsys: Capture) -> None:
    out, words = tmp_path / "es.po", project / FOLDER / "es.yaml"
    assert run(project, "translate", "export", "es", "mali", "--output", str(out)) == 0
    here = words.read_text("utf-8").replace("short: |-\n  Mali: Nioro Cash+", "short: |-\n  Nioro Cash+")
    words.write_text(here, "utf-8")
    po = polib.pofile(str(out), wrapwidth=0)
    next(item for item in po if item.msgctxt == "publications/mali#short").msgstr = "Mali"
    next(item for item in po if item.msgctxt == f"publications/mali#{KEY}").msgstr = "Sin marcas"
    po.save(str(out))
    capsys.readouterr()
    assert run(project, "translate", "import", str(out)) == 1
    told = capsys.readouterr().out
    assert "publications/mali#short: it was changed here after it had been exported" in told
    assert f"publications/mali#{KEY}: it lacks `{{nioro-cash}}`" in told
    assert words.read_text("utf-8") == here


def test_a_scaffold_has_every_key_and_builds_a_draft(project: Path, capsys: Capture) -> None:
    words = project / FOLDER / "es.yaml"
    words.unlink()
    assert run(project, "translate", "scaffold", "es", "mali") == 0
    found = states(project, "es")
    assert set(found.values()) == {State.MISSING}
    assert "# en: " in words.read_text("utf-8")
    assert run(project, "build", "mali", "--lang", "es", "--format", "html") == 0
    page = (project / "output" / "es" / "mali" / "index.html").read_text("utf-8")
    assert 'class="draft missing" lang="en"' in page
    capsys.readouterr()
    assert run(project, "translate", "status", "--json") == 0
    rows = {(row["folder"], row["language"]): row for row in json.loads(capsys.readouterr().out)}
    assert rows["publications/mali", "es"]["done"] == 0
