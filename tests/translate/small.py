"""The minimal project with a few texts in Spanish, of which tests change one."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from briefs import cli
from briefs.load import load
from briefs.translate.project import source_order
from briefs.translate.splice import add_text, set_text
from briefs.translation import Unit, units_of
from tests.broken_cases import MINIMAL

FOLDER = "content/publications/tanks"
SOUND = {
    "title": "Lluvia para las escuelas",
    "short": "Lluvia",
    "lead": "{water-board} comenzó en {opened}.",
    "messages.stored": "**Los tanques estaban {filled} llenos al final de la temporada.** Antes, {filled-before}.",
    "key_figures.filled.text": "más agua en los tanques",
    "sections.gardens.title": "Los huertos",
}


def small(folder: Path, texts: Mapping[str, str] | None = None, source: Mapping[str, str] | None = None) -> Path:
    """A copy of the minimal project with the texts of SOUND in Spanish, some changed, and changed texts of the source."""
    project = folder / "project"
    shutil.copytree(MINIMAL / "content", project / "content")
    series = project / "content/series/minimal/series.yaml"
    series.write_text(series.read_text("utf-8").replace("{en: en-GB}", "{en: en-GB, es: es-CO}"), "utf-8")
    terms = project / "content/registry/terms.yaml"
    terms.write_text(
        terms.read_text("utf-8").replace("name: {en: tank year}", "name: {en: tank year, es: año de tanque}")
    )
    with (project / "content/registry/spelling.yaml").open("a", encoding="utf-8") as file:
        file.write("rain: {language: es, write: lluvia, not: [llubia]}\n")
    words = project / FOLDER / "en.yaml"
    raw = words.read_text("utf-8")
    for key, text in {"short": "Rain", **(source or {})}.items():
        raw = set_text(raw, tuple(key.split(".")), text)
    words.write_text(raw, "utf-8")
    order, made = source_order(load(project), FOLDER), ""
    for key, text in {**SOUND, **(texts or {})}.items():
        made = add_text(made, tuple(key.split(".")), text, order)
    (project / FOLDER / "es.yaml").write_text(made, "utf-8")
    return project


def run(project: Path, *arguments: str) -> int:
    """The translators' command line on a project."""
    return cli.main(["--project", str(project), "translate", *arguments])


def unit_of(project: Path, key: str, folder: str = FOLDER, language: str = "es") -> Unit:
    """A unit of the project as it is on disk."""
    return next(unit for unit in units_of(load(project), folder, language) if unit.key == key)


def words_of(project: Path, folder: str = FOLDER) -> str:
    """The Spanish file with its very line ends."""
    return (project / folder / "es.yaml").read_bytes().decode("utf-8")


def lock_of(project: Path, folder: str = FOLDER) -> str:
    """The Spanish lock."""
    return (project / folder / "es.lock.yaml").read_text("utf-8")
