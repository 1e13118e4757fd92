"""One build publishes at a time; what killed ones left goes, what living ones use and what others own stays."""

import errno
import fcntl
import os
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefs.publish import PublishError, publication, publish, staging
from tests.publish.child import snapshot


@contextmanager
def held(folder: Path) -> Iterator[int]:
    """Hold the lock of a folder as another program would."""
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield descriptor
    os.close(descriptor)


def test_who_waits_for_a_second_is_told_once_and_then_publishes(tmp_path: Path) -> None:
    told: list[float] = []
    started = time.monotonic()
    with held(tmp_path) as descriptor:
        release = threading.Timer(1.4, fcntl.flock, (descriptor, fcntl.LOCK_UN))
        release.start()
        publish({"a": b"1"}, tmp_path / "output", keep=False, waiting=lambda: told.append(time.monotonic() - started))
        ended = time.monotonic() - started
        release.join()
    assert len(told) == 1
    assert 1 <= told[0] < ended
    assert ended >= 1.4
    assert (tmp_path / "output" / "a").read_bytes() == b"1"


def test_who_need_not_wait_is_told_nothing(tmp_path: Path) -> None:
    publish({"a": b"1"}, tmp_path / "output", keep=False, waiting=lambda: pytest.fail("nobody else is there"))


def test_a_lock_that_is_never_released_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "PATIENCE", 0.1)
    with held(tmp_path), pytest.raises(PublishError, match="another build, or a program that locks this folder") as why:
        publish({"a": b"1"}, tmp_path / "output", keep=False)
    assert f"at: {tmp_path}\n" in str(why.value)
    assert list(tmp_path.iterdir()) == []
    publish({"a": b"1"}, tmp_path / "output", keep=False)


def test_where_folders_cannot_be_locked_a_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock = fcntl.flock

    def of_files(descriptor: int, operation: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EBADF, "no locks of folders here")
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", of_files)
    publish({"a": b"1"}, tmp_path / "output", keep=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".output.lock", "output"]
    monkeypatch.setattr(staging, "PATIENCE", 0.1)
    with held(tmp_path / ".output.lock"), pytest.raises(PublishError, match="another build"):
        publish({"a": b"2"}, tmp_path / "output", keep=False)


def test_stages_of_killed_builds_go_and_those_of_living_ones_and_other_folders_stay(tmp_path: Path) -> None:
    for name in ("abcdefgh", "12345678", "_foreign"):
        (tmp_path / f".output-stage-{name}" / "new" / "en").mkdir(parents=True)
        (tmp_path / f".output-stage-{name}" / "new" / "en" / "x").write_bytes(b"x")
    (tmp_path / ".output-stage-_foreign" / "mine").write_bytes(b"mine")
    (tmp_path / ".output-stage-abcdefgh" / "new").chmod(0o500)
    (tmp_path / ".output-stage-empty___").mkdir()
    others = (".output-backup", ".output-stage-abcdefghi", ".output-stage-ABCDEFGH", "output-stage-abcdefgh")
    for name in others:
        (tmp_path / name).mkdir()
    (tmp_path / ".output-stage-1ink____").symlink_to(tmp_path / ".output-backup")
    living = ".output-stage-12345678"
    with held(tmp_path / living):
        publish({"a": b"1"}, tmp_path / "output", keep=False)
        left = {path.name for path in tmp_path.iterdir()}
        assert left == {*others, living, ".output-stage-_foreign", ".output-stage-1ink____", "output"}
        assert snapshot(tmp_path / living) == {"new/en/x": b"x"}
    publish({"a": b"1"}, tmp_path / "output", keep=False)
    assert not (tmp_path / living).exists(), "also where there is nothing to publish"


def test_a_stage_is_locked_while_it_is_used(tmp_path: Path) -> None:
    with staging.stage(str(tmp_path / "output")) as folder:
        staging.heal(str(tmp_path / "output"))
        assert Path(folder).is_dir()
    assert list(tmp_path.iterdir()) == []


def test_what_is_read_within_a_publication_holds_for_what_is_published(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish({"a": b"1"}, output, keep=False)
    other = threading.Thread(target=publish, args=({"b": b"other"}, output), kwargs={"keep": True})
    with publication(output) as held:
        other.start()
        time.sleep(0.3)
        names = sorted(snapshot(output))
        held.publish({"list": "\n".join(names).encode()}, keep=True)
    other.join()
    assert names == [".gitkeep", "SHA256SUMS", "a"]
    assert {name: what for name, what in snapshot(output).items() if name not in names} == {
        "list": b".gitkeep\nSHA256SUMS\na", "b": b"other",
    }  # fmt: skip


def test_an_error_within_a_publication_is_not_taken_for_one_of_it_and_ends_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), publication(tmp_path / "output"):
        (tmp_path / "nowhere").read_bytes()
    publish({"a": b"1"}, tmp_path / "output", keep=False, waiting=lambda: pytest.fail("the lock is still held"))


def test_what_killed_builds_left_goes_where_nothing_is_published(tmp_path: Path) -> None:
    (tmp_path / ".output-stage-abcdefgh" / "old").mkdir(parents=True)
    (tmp_path / ".output-stage-abcdefgh" / "old" / "index.html").write_bytes(b"old")
    with publication(tmp_path / "output"):
        assert snapshot(tmp_path) == {"output/index.html": b"old"}
