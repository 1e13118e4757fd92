"""Files that wait to be published lie on the disk, under no name, and are what they were when they are published."""

import os
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

import pytest

from briefs.publish import PublishError, Spool, publish
from tests.publish.child import snapshot

MEGA = 1_000_000


def test_what_was_added_comes_back_and_what_is_the_same_is_kept_once(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "output")
    files = {"a": b"one", "b/c": b"two" * 1000, "d": b"", "e": b"one"}
    spool.add(files.items())
    spool.add([("b/c", b"three")])
    assert dict(spool) == files | {"b/c": b"three"}
    assert (len(spool), spool.size("a"), spool.size("b/c"), spool.size("d")) == (4, 3, 5, 0)
    assert spool._file is not None
    assert os.fstat(spool._file.fileno()).st_size == len(b"one" + b"two" * 1000 + b"three")


def test_a_file_can_be_settled_at_another_path_or_left_out(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "output")
    spool.add([("en/peru", b"good"), ("en/mali", b"faulty")])
    spool.settle("en/peru", "en/peru/peru.pdf")
    spool.settle("en/mali", None)
    spool.settle("en/lost", "en/lost/lost.pdf")
    assert dict(spool) == {"en/peru/peru.pdf": b"good"}


def test_nothing_is_seen_beside_the_output_and_the_file_is_closed_with_its_last_user(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "output")
    spool.add([("a", b"one")])
    assert list(tmp_path.iterdir()) == []
    file = spool._file
    assert file is not None
    del spool
    assert file.closed


def test_a_large_site_is_published_without_being_held_in_memory(tmp_path: Path) -> None:
    def pages() -> Iterator[tuple[str, bytes]]:
        for number in range(40):
            yield f"{number}.html", bytes([number]) * MEGA

    expected = {name: len(data) for name, data in pages()}
    tracemalloc.start()
    try:
        spool = Spool(tmp_path / "output")
        spool.add(pages())
        publish(spool, tmp_path / "output", keep=False)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 6 * MEGA, f"{peak} of {sum(expected.values())} bytes"
    found = snapshot(tmp_path / "output")
    assert {name: len(data or b"") for name, data in found.items() if name.endswith(".html")} == expected


def test_a_disk_that_is_full_is_told_as_when_publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = partial(open, "/dev/full", "r+b", buffering=0)
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: full())
    spool = Spool(tmp_path / "output")
    with pytest.raises(PublishError, match=r"the disk is full(?s:.)*There is no output yet"):
        spool.add([("a", b"one")])
    publish({"a": b"one"}, tmp_path / "output", keep=False)
    with pytest.raises(PublishError, match="The last good output is as it was"):
        spool.add([("b", b"two")])


def test_where_nobody_may_write_beside_the_output_files_wait_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., IO[bytes]] = tempfile.TemporaryFile
    asked: list[Any] = []

    def guarded(**options: Any) -> IO[bytes]:
        asked.append(options.get("dir"))
        if options.get("dir"):
            raise PermissionError
        return real(**options)

    monkeypatch.setattr(tempfile, "TemporaryFile", guarded)
    spool = Spool(tmp_path / "output")
    spool.add([("a", b"one")])
    assert (dict(spool), asked) == ({"a": b"one"}, [str(tmp_path), None])
