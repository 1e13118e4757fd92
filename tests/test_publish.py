"""The output is swapped whole, and whatever goes wrong, the last good output stays."""

import os
import re
from contextlib import suppress
from pathlib import Path

import pytest

from briefs.publish import publish


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with an earlier build in it."""
    folder = tmp_path / "output"
    publish({"index.html": b"old", "en/a/index.html": b"old a", "en/b.pdf": b"old b"}, folder, keep=False)
    return folder


def test_the_output_becomes_exactly_the_files(output: Path) -> None:
    publish({"index.html": b"new", "es/c.html": b"c"}, output, keep=False)
    assert files(output) == {".gitkeep": b"", "index.html": b"new", "es/c.html": b"c"}


def test_with_keep_the_other_files_stay(output: Path) -> None:
    publish({"index.html": b"new", "es/c.html": b"c"}, output, keep=True)
    assert files(output) == {
        ".gitkeep": b"",
        "en/a/index.html": b"old a",
        "en/b.pdf": b"old b",
        "es/c.html": b"c",
        "index.html": b"new",
    }


def test_the_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    publish({"a": b"1"}, tmp_path / "x" / "output", keep=True)
    assert files(tmp_path / "x") == {"output/.gitkeep": b"", "output/a": b"1"}


def test_nothing_is_left_beside_the_output(output: Path) -> None:
    publish({"a": b"1"}, output, keep=True)
    assert [p.name for p in output.parent.iterdir()] == ["output"]


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("failing", [1, 2])
def test_a_failed_swap_leaves_the_old_output_whole(
    output: Path, monkeypatch: pytest.MonkeyPatch, failing: int, keep: bool
) -> None:
    before, rename, calls = files(output), os.rename, 0

    def break_once(old: Path, new: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError("the disk says no")
        rename(old, new)

    monkeypatch.setattr(os, "rename", break_once)
    with pytest.raises(OSError, match="the disk says no"):
        publish({"index.html": b"new"}, output, keep=keep)
    assert files(output) == before
    assert [p.name for p in output.parent.iterdir()] == ["output"]


def test_a_failed_write_leaves_the_old_output_whole(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write = files(output), Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "z.html":
            raise OSError("no space left")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space left"):
        publish({"a.html": b"new", "z.html": b"new"}, output, keep=False)
    monkeypatch.undo()
    assert files(output) == before
    assert [p.name for p in output.parent.iterdir()] == ["output"]


@pytest.mark.parametrize("name", ["../evil", "en/../../evil", "/tmp/briefs-evil", "a/../../../evil"])
def test_a_path_out_of_the_output_is_refused(output: Path, name: str) -> None:
    before = files(output)
    with pytest.raises(ValueError, match=rf"^{re.escape(name)} would be written outside the output folder$"):
        publish({"index.html": b"new", name: b"evil"}, output, keep=True)
    assert files(output) == before
    assert [p.name for p in output.parent.iterdir()] == ["output"]
    assert not Path("/tmp/briefs-evil").exists()


def test_a_link_in_the_output_does_not_lead_the_writing_elsewhere(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (output / "en" / "link").symlink_to(outside)
    with suppress(ValueError):
        publish({"en/link/x.html": b"x"}, output, keep=True)
    assert list(outside.iterdir()) == []


def test_the_same_files_give_the_same_output(tmp_path: Path) -> None:
    for name in ("one", "two"):
        publish({"b": b"2", "a": b"1"}, tmp_path / name, keep=False)
    assert files(tmp_path / "one") == files(tmp_path / "two")
