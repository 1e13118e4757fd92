"""A process that goes on running gives what a fresh one would, whatever was edited meanwhile."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from briefs.memory import PLACES, TEXTS, Quiet, latest
from tests.warm import Told, in_another, told

MINIMAL = Path(__file__).parent / "projects" / "minimal"
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
# What is edited: the file, what stands there, what is put in its place; the file is mended again after each.
EDITS = {
    "a sentence": ("content/publications/tanks/en.yaml", "description: |-\n  ", "description: |-\n  Indeed: "),
    "a text in another language": ("content/publications/tanks/en.yaml", "description: |-\n  ",
        "description: |-\n  Las cisternas recogen el agua de la lluvia para los niños de las escuelas. "),
    "a fact": ("content/cases/tanks/case.yaml", "value: 9800", "value: 9900"),
    "a fact that is the same number": ("content/cases/tanks/case.yaml", "plot: {value: 2,", "plot: {value: 2.0,"),
    "a label": ("content/labels/en.yaml", "    Figure {number}", "    Drawing {number}"),
    "a name": ("content/registry/organisations.yaml", "en: Water Board", "en: Board of Water"),
    "a name that texts have": ("content/registry/organisations.yaml", "en: Ministry of Works", "en: Tanks"),
    "a rate": ("content/registry/rates.yaml", "24.5", "24.6"),
    "a shared text": ("content/shared/en.yaml", "**Rain is a source", "**Rain is one source"),
    "a locale": ("content/series/minimal/series.yaml", "en: en-GB", "en: en-US"),
    "a comment": ("content/cases/tanks/en.yaml", "", "# a comment\n"),
    "a broken file": ("content/publications/tanks/en.yaml", "title: |-", "title: [|-"),
    "a mistake": ("content/publications/tanks/en.yaml", "title: |-", "titel: |-"),
    "a colour": ("templates/themes/rural-synergies.toml", 'brand = "#1e5b4b"', 'brand = "#1e5b4c"'),
    "a template": ("templates/page.html", "<body ", '<body id="new" '),
    "a style": ("templates/styles/base.css", "body", "/* new */ body"),
}  # fmt: skip
SAME = ("a comment", "a fact that is the same number")


@pytest.fixture(scope="module")
def fresh() -> Iterator[Callable[[Path, Path], Told]]:
    """Says what a process gives that has read nothing yet."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.warm"])
    pids: set[int] = set()
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool:

        def say(project: Path, cache: Path) -> Told:
            found, pid = pool.submit(in_another, project, cache).result()
            assert pid not in {*pids, os.getpid()}
            pids.add(pid)
            return found

        yield say


def test_after_every_edit_a_process_gives_what_a_fresh_one_gives(
    tmp_path: Path, web_fonts: Path, fresh: Callable[[Path, Path], Told]
) -> None:
    project, cache = _copy(MINIMAL, tmp_path, web_fonts)
    shutil.copytree(TEMPLATES, project / "templates")
    before = told(project, cache)
    assert before[2]
    assert before == fresh(project, cache)
    for name, (file, find, put) in EDITS.items():
        path = project / file
        text = path.read_text("utf-8")
        assert find in text, name
        path.write_text(text.replace(find, put, 1), "utf-8")
        after = told(project, cache)
        assert after == fresh(project, cache), name
        assert after != before or name in SAME, name
        path.write_text(text, "utf-8")
        assert told(project, cache) == before, name


def test_the_real_content_too(tmp_path: Path, root: Path, web_fonts: Path, fresh: Callable[[Path, Path], Told]) -> None:
    project, cache = _copy(root, tmp_path, web_fonts)
    told(project, cache)
    for file, find, put in (
        ("content/publications/peru/en.yaml", "\n    text: |-\n      ", "\n    text: |-\n      Once more: "),
        ("content/labels/en.yaml", "  contents: |-\n    ", "  contents: |-\n    All "),
        ("content/registry/organisations.yaml", "name: {en: ", "name: {en: New "),
        ("content/shared/en.yaml", "    text: |-\n      ", "    text: |-\n      Indeed: "),
    ):
        path = project / file
        text = path.read_text("utf-8")
        assert find in text, file
        path.write_text(text.replace(find, put, 1), "utf-8")
    assert told(project, cache) == fresh(project, cache)


def test_equal_input_is_the_same_object_or_the_same_text() -> None:
    asked: list[object] = []

    @latest(lambda *_: None)
    def remembered(value: object) -> object:
        asked.append(value)
        return value

    model = {"value": 1}
    for value in (
        "text",
        "te" + "xt"[:2],
        (model, "a"),
        (model, "a"),
        (1,),
        (1.0,),
        (True,),
        {"value": 1},
        {"value": 1},
    ):
        assert remembered(value) is value or remembered(value) == value
    assert [repr(value) for value in asked] == [
        "'text'", "({'value': 1}, 'a')", "(1,)", "(1.0,)", "(True,)", "{'value': 1}", "{'value': 1}",
    ]  # fmt: skip


def test_each_place_has_one_result_and_there_is_an_end_of_places() -> None:
    asked: list[str] = []

    @latest(lambda place, text: place)
    def remembered(place: str, text: str) -> str:
        asked.append(place)
        return text

    for place in range(PLACES + 1):
        remembered(str(place), "a")
    asked.clear()
    remembered(str(PLACES), "a")
    remembered("1", "b")
    remembered("1", "a")
    remembered("0", "a")
    assert asked == ["1", "1", "0"]


def test_a_text_is_quiet_where_nothing_was_found() -> None:
    quiet, looked = Quiet(), list[str]()

    def look(found: tuple[str, ...]) -> Callable[[], tuple[str, ...]]:
        def told() -> tuple[str, ...]:
            looked.append("")
            return found

        return told

    assert quiet.found("a", look(("fault",))) == ("fault",)
    assert quiet.found("a", look(("fault",))) == ("fault",)
    assert quiet.found("b", look(())) == quiet.found("b", look(())) == ()
    assert len(looked) == 3
    for n in range(TEXTS + 1):
        quiet.found(n, tuple)
    assert len(quiet._texts) <= TEXTS


def _copy(source: Path, folder: Path, web_fonts: Path) -> tuple[Path, Path]:
    project, cache = folder / "project", folder / "cache"
    shutil.copytree(source / "content", project / "content")
    shutil.copytree(web_fonts, cache / "fonts")
    return project, cache
