"""What a Weblate server does to files of words, by the library it reads and writes them with."""

import re
from pathlib import Path
from typing import Any

import pytest
from translate.storage.yaml import YAMLFile

from briefs.load import load
from briefs.translate.project import save
from briefs.translate.scaffold import scaffold
from briefs.translate.splice import set_text
from briefs.translation import units_of
from tests.real import ROOT

PARSE: Any = YAMLFile.parsestring  # which says nothing of its types
GUIDE = (ROOT / "docs" / "translating.md").read_text("utf-8")
WORDS = sorted(path for path in (ROOT / "content").rglob("*.yaml") if len(path.stem) == 2)
NEW = "Una frase nueva: «{{dos}}» # y *tres*.\n\nOtro párrafo."


def setting(name: str) -> str:
    """The value that the guide gives for a setting of a Weblate component."""
    found = re.search(rf"^- {name}: `(.+?)`", GUIDE, re.MULTILINE)
    assert found, f"the guide does not set `{name}`"
    return found[1]


@pytest.mark.parametrize("path", WORDS, ids=lambda path: "/".join(path.parts[-3:]))
def test_a_file_that_nobody_changed_keeps_its_bytes(path: Path) -> None:
    raw = path.read_bytes()
    assert bytes(PARSE(raw)) == raw


@pytest.mark.parametrize("name", ["publications/mali/es", "publications/peru/es", "shared/fr", "labels/pt"])
def test_a_text_is_written_as_we_write_it(name: str) -> None:
    raw = (ROOT / "content" / f"{name}.yaml").read_bytes()
    keys = [unit.getid() for unit in PARSE(raw).units]
    assert len(keys) > 10
    for key in (keys[0], keys[len(keys) // 2], keys[-1]):
        file = PARSE(raw)
        next(unit for unit in file.units if unit.getid() == key).target = NEW
        assert bytes(file).decode() == set_text(raw.decode(), tuple(key.split("->")), NEW)


def test_a_scaffold_is_filled_in_and_read_again(project: Path) -> None:
    folder = "content/publications/mali"
    words = project / folder / "es.yaml"
    done = {unit.key: unit.target for unit in units_of(load(project), folder, "es")}
    words.unlink()
    raw, _ = scaffold(load(project), folder, "es")
    save(project, {f"{folder}/es.yaml": raw})
    file = PARSE(words.read_bytes())
    for unit in file.units:
        unit.target = done[unit.getid().replace("->", ".")]
    words.write_bytes(bytes(file))
    assert {unit.key: unit.target for unit in units_of(load(project), folder, "es")} == done
    assert words.read_text("utf-8").count("# en: ") == len(done)


def test_components_are_found_and_nothing_else(root: Path) -> None:
    pattern = re.compile(setting("regular expression to match translation files against"))
    languages = re.compile(setting("language filter"))
    found = set()
    for path in (root / "content").rglob("*.yaml"):
        match = pattern.fullmatch(path.relative_to(root).as_posix())
        if match and languages.match(match["language"]):
            base = setting("monolingual base language file").replace("{{ component }}", match["component"])
            assert (root / base).is_file()
            found.add(path)
    assert found == set(WORDS)
