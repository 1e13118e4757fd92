"""What counts as a save: the ways of editors, and what they leave beside a file."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from briefs.load import load, passed_over
from briefs.preview.watch import Saves

WORDS = "content/publications/tanks/en.yaml"


def seen(project: Path, save: Callable[[], Awaitable[None] | None], seconds: float = 2) -> frozenset[str]:
    """What a watch tells of a save."""

    async def whole() -> frozenset[str]:
        saves = Saves(project)
        watching = asyncio.create_task(saves.watch())
        await asyncio.sleep(0.5)  # the watch must stand
        if done := save():
            await done
        found = await saves.next(seconds)
        watching.cancel()
        return found

    return asyncio.run(whole())


def test_a_file_that_is_written_or_put_in_place_is_told_by_its_name(small: Path) -> None:
    words = small / WORDS

    def put() -> None:
        fresh = words.with_name(".en.yaml.tmp")
        fresh.write_bytes(words.read_bytes())
        fresh.replace(words)

    def write() -> None:
        words.write_bytes(words.read_bytes())

    assert seen(small, write) == {WORDS}
    assert seen(small, put) == {WORDS}


def test_several_files_at_once_are_one_save(small: Path) -> None:
    names = {WORDS, "content/labels/en.yaml", "content/shared/en.yaml"}

    def save() -> None:
        for name in names:
            (small / name).write_bytes((small / name).read_bytes())

    assert seen(small, save) == names


@pytest.mark.parametrize(
    "name", ["en.yaml~", "#en.yaml#", ".#en.yaml", ".en.yaml.swp", "en.yaml.swx", "4913", "en.yaml___jb_tmp___"]
)
def test_what_an_editor_leaves_beside_a_file_is_neither_a_save_nor_a_mistake(small: Path, name: str) -> None:
    left = (small / WORDS).with_name(name)

    def leave() -> None:
        left.write_text("x")

    assert passed_over(name)
    assert seen(small, leave, 0.5) == frozenset()
    assert load(small).problems == ()


@pytest.mark.parametrize("name", ["en.yaml", "4914", "en.yaml.bak", "swp"])
def test_other_files_are_not_passed_over(name: str) -> None:
    assert not passed_over(name)


def test_the_output_is_not_watched(small: Path) -> None:
    def build() -> None:
        (small / "output").mkdir()
        (small / "output" / "index.html").write_text("x")

    assert seen(small, build, 0.5) == frozenset()


def test_a_folder_that_is_replaced_is_watched_again(small: Path) -> None:
    words = small / WORDS

    async def replace() -> None:
        shutil.copytree(small / "content", small / "fresh")
        (small / "content").rename(small / "old")
        (small / "fresh").rename(small / "content")
        await asyncio.sleep(1)

    async def whole() -> frozenset[str]:
        saves = Saves(small)
        watching = asyncio.create_task(saves.watch())
        await asyncio.sleep(0.5)
        await replace()
        assert await saves.next(2)
        words.write_bytes(words.read_bytes())
        found = await saves.next(2)
        watching.cancel()
        return found

    assert WORDS in asyncio.run(whole())


def test_templates_that_come_later_are_watched(small: Path) -> None:
    async def come() -> None:
        (small / "templates").mkdir()
        await asyncio.sleep(1)
        (small / "templates" / "page.html").write_text("x")
        await asyncio.sleep(0.3)

    assert "templates/page.html" in seen(small, come)
