"""Whatever happens to a publication, readers see the last good output or the new one, and the next build heals."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefs import manifest
from briefs import publish as package
from briefs.publish import PublishError, publish, swapping
from briefs.publish.staging import heal
from tests.publish.child import NOBODY, site, snapshot

ROOT = Path(__file__).resolve().parents[2]
POINTS = 50
WAYS = ("one exchange", "two renames")


def command(function: str, *arguments: object) -> list[str]:
    """The command that runs a function of `child` in a process of its own."""
    return [sys.executable, "-m", "tests.publish.child", function, *map(str, arguments)]


def start(function: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a function of `child`."""
    return subprocess.Popen(command(function, *arguments), cwd=ROOT, text=True, stdout=-1, stderr=-1)


def run(function: str, *arguments: object, before: tuple[str, ...] = ()) -> Any:
    """Run a function of `child` to its end and give back what it says."""
    line = [*before, *command(function, *arguments)]
    done = subprocess.run(line, cwd=ROOT, text=True, capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout) if done.stdout else None


def whole(version: str) -> dict[str, bytes]:
    """The whole output of a version."""
    listed = {name: manifest.digest(data) for name, data in site(version).items()}
    return {**site(version), manifest.NAME: manifest.render(listed), manifest.PLACEHOLDER: b""}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder, alone in its project, with version a0 in it."""
    folder = tmp_path / "project" / "output"
    publish(site("a0"), folder, keep=False)
    return folder


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for the disk: nothing here cuts the power."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder in memory where there is such a disk, for what is done hundreds of times."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder).resolve()


class Reader:
    """A process that reads the output all the time."""

    def __init__(self, output: Path, ready: Path) -> None:
        self.ready = ready
        self.process = start("read", output, ready)
        while not ready.exists():
            assert self.process.poll() is None
            time.sleep(0.01)

    def end(self) -> Any:
        """Stop it; returns what it saw."""
        self.ready.unlink()
        out, err = self.process.communicate(timeout=30)
        assert err == ""
        return json.loads(out)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("way", WAYS)
def test_a_build_killed_at_any_point_leaves_one_whole_site_and_the_next_heals(
    output: Path, tmp_path: Path, way: str
) -> None:
    (output / "CNAME").write_bytes(b"mine")
    reader = Reader(output, tmp_path / "ready")
    steps = run("die", output, "b0", 0, way)
    seen = {"old": 0, "new": 0, "none": 0}
    for point in sorted(random.sample(range(1, steps + 1), POINTS)):
        publish(site("a0"), output, keep=False)
        killed = start("die", output, "b0", point, way)
        killed.communicate(timeout=30)
        assert killed.returncode == -signal.SIGKILL, f"step {point}"
        if not output.exists():
            assert way == "two renames", f"step {point}"
            seen["none"] += 1
            heal(str(output))
            assert snapshot(output) == whole("a0") | {"CNAME": b"mine"}, f"step {point}: the old site is back"
        found = snapshot(output)
        assert found in (whole("a0") | {"CNAME": b"mine"}, whole("b0") | {"CNAME": b"mine"}), f"step {point}"
        seen["old" if found["index.html"] == site("a0")["index.html"] else "new"] += 1
        publish(site("b0"), output, keep=False)
        assert snapshot(output) == whole("b0") | {"CNAME": b"mine"}, f"step {point}: the next build"
        assert names(output.parent) == ["output"], f"step {point}: nothing is left"
    read = reader.end()
    assert read["mixed"] == []
    assert way == "two renames" or "none" not in read["seen"]
    assert min(read["seen"]["a0"], read["seen"]["b0"]) > 0, "the reader saw both"
    assert min(seen["old"], seen["new"]) > 0, "some were killed before the exchange, some after it"


def test_between_two_renames_a_killed_build_leaves_the_old_site_to_be_put_back(output: Path) -> None:
    early, late = 1, run("die", output, "b0", 0, "two renames")
    missing = []
    while late - early > 1:
        point = (early + late) // 2
        publish(site("a0"), output, keep=False)
        start("die", output, "b0", point, "two renames").communicate(timeout=30)
        if not output.exists():
            missing.append(point)
            heal(str(output))
            assert snapshot(output) == whole("a0")
            assert names(output.parent) == ["output"]
        elif snapshot(output) == whole("a0"):
            early = point
            continue
        late = point
    assert missing == [late]


def test_the_reader_would_see_a_mixture(output: Path, tmp_path: Path) -> None:
    reader = Reader(output, tmp_path / "ready")
    run("write_over", output, "b0", "a0")
    assert reader.end()["mixed"] != []


@pytest.mark.parametrize(
    ("code", "way", "how"),
    [
        (errno.ENOSPC, "one exchange", "once"),
        (errno.ENOSPC, "two renames", "from there on"),
        (errno.EACCES, "one exchange", "from there on"),
        (errno.EACCES, "two renames", "once"),
    ],
)
def test_an_error_at_any_step_leaves_the_old_site_and_the_next_build_heals(
    in_memory: Path, code: int, way: str, how: str
) -> None:
    output = in_memory / "project" / "output"
    found = run("fail", output, code, way, how)
    assert found["steps"] > 100
    assert found["wrong"] == []
    why = {errno.ENOSPC: "the disk is full", errno.EACCES: "you may not read or write there"}[code]
    first = [message for message in found["messages"] if f"not published: {why}.\n  at: {output}" in message]
    assert any(message.endswith(f"\nThe last good output is as it was: {output}") for message in first)


needs_mount = pytest.mark.skipif(
    shutil.which("unshare") is None
    or subprocess.run(["unshare", "-Urm", "mount", "-t", "tmpfs", "x", "/mnt"], check=False, stderr=-3).returncode != 0,
    reason="needs a mount namespace, which this machine does not allow",
)


def mounting(script: str, *arguments: object) -> tuple[str, ...]:
    """What to write before a command that shall run with mounts of its own."""
    return ("unshare", "-Urm", "sh", "-ec", f'{script}; shift {len(arguments)}; exec "$@"', "sh", *map(str, arguments))


@needs_mount
@pytest.mark.parametrize("limit", ["size=400k", "size=400k,nr_inodes=40"])
def test_a_full_disk_leaves_the_old_site_and_the_next_build_heals(tmp_path: Path, limit: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    output = disk / "output"
    found = run("fill", output, before=mounting(f'mount -t tmpfs -o {limit} disk "$1"', disk))
    assert found["failures"] > 5
    assert (found["wrong"], found["healed"]) == ([], True)
    for message in found["messages"]:
        assert message.startswith(f"The site was not published: the disk is full.\n  at: {output}")
        assert message.endswith(f"\nFree some space, then try again.\nThe last good output is as it was: {output}")


@needs_mount
def test_a_disk_that_can_only_be_read_is_named(output: Path) -> None:
    script = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"'
    message = run("attempt", output, "b0", before=mounting(script, output.parent))
    assert message == (
        f"The site was not published: this disk can be read but not written.\n  at: {output}\n"
        "Make it writable or build on another disk, then try again.\n"
        f"The last good output is as it was: {output}"
    )
    assert snapshot(output) == whole("a0")
    assert names(output.parent) == ["output"]


@needs_mount
@pytest.mark.parametrize("inside", ["", "en", "CNAME"])
@pytest.mark.parametrize("kind", ["-t tmpfs disk", '--bind "$2"'])
def test_where_something_is_mounted_nothing_is_exchanged(output: Path, tmp_path: Path, inside: str, kind: str) -> None:
    if inside == "CNAME":
        (output / inside).mkdir()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "file").write_bytes(b"mine")
    place = output / inside
    message = run("attempt", output, "b0", before=mounting(f'mount {kind} "$1"', place, mine))
    assert message.startswith("The site was not published: a disk is mounted there, so the folder cannot be exchanged")
    assert f"\n  at: {place}\nMount the disk elsewhere and make `output` a link to a folder inside it" in message
    assert snapshot(mine) == {"file": b"mine"}
    assert names(output.parent) == ["output"]


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A project with version a0 that another user can reach and owns; a test's own folder is closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        project.chmod(0o755)
        publish(site("a0"), project / "output", keep=False)
        for path in (project, *project.rglob("*")):
            if os.getuid() == 0:
                os.chown(path, NOBODY, NOBODY)
        yield project
        for path in (project, *project.rglob("*")):
            path.chmod(0o755)


def as_user() -> tuple[str, ...]:
    return ("user",) if os.getuid() == 0 else ()


@pytest.mark.parametrize("closed", [".", "output"])
def test_without_the_right_to_write_the_old_site_stays_and_the_message_says_whose_right(
    reachable: Path, closed: str
) -> None:
    (reachable / closed).chmod(0o555)
    output = (reachable / "output").resolve()
    message = run("attempt", output, "b0", *as_user())
    assert message == (
        f"The site was not published: you may not read or write there.\n  at: {output}\n"
        "Whoever owns it can give you that right, for the folder and for the one around it; then try again.\n"
        f"The last good output is as it was: {output}"
    )
    assert snapshot(output) == whole("a0")
    assert names(reachable) == ["output"]
    (reachable / closed).chmod(0o755)
    assert run("attempt", output, "b0", *as_user()) == ""
    assert snapshot(output) == whole("b0")


def test_parts_of_the_output_that_only_can_be_read_are_replaced_as_a_whole(reachable: Path) -> None:
    for path in ("output/en", "output/a0/deep"):
        (reachable / path).chmod(0o555)
    (reachable / "output/index.html").chmod(0o000)
    assert run("attempt", reachable / "output", "b0", *as_user()) == ""
    assert snapshot(reachable / "output") == whole("b0")
    assert names(reachable) == ["output"]


@pytest.mark.skipif(os.getuid() != 0, reason="needs files of two users")
def test_what_nobody_may_read_cannot_be_carried_over_and_is_not_lost(reachable: Path) -> None:
    secret = reachable / "output" / "secret"
    secret.mkdir(mode=0o700)
    (secret / "file").write_bytes(b"secret")
    message = run("attempt", reachable / "output", "b0", "user")
    assert message.startswith(
        f"The site was not published: you may not read or write there.\n  at: {secret.resolve()}\n"
    )
    assert snapshot(reachable / "output") == whole("a0") | {"secret/file": b"secret"}


def test_two_builds_at_once_leave_the_site_of_one_of_them(output: Path) -> None:
    for _ in range(20):
        publish(site("a0"), output, keep=False)
        both = [start("build", output, version) for version in ("b0", "c0")]
        assert [(*build.communicate(timeout=60), build.returncode) for build in both] == [("", "", 0)] * 2
        assert snapshot(output) in (whole("b0"), whole("c0"))
        assert names(output.parent) == ["output"]


def test_two_parts_built_at_once_are_both_there(output: Path) -> None:
    for _ in range(5):
        publish({}, output, keep=False)
        both = [start("build", output, version, "keep") for version in ("b0", "c0")]
        assert [(*build.communicate(timeout=60), build.returncode) for build in both] == [("", "", 0)] * 2
        found = snapshot(output)
        listed = manifest.read(output)
        assert listed is not None
        assert set(found) == set(site("b0")) | set(site("c0")) | {manifest.NAME, manifest.PLACEHOLDER}
        assert manifest.compare(output, listed) == manifest.Differences((), (), ())


def test_a_second_rename_that_fails_puts_the_old_site_back(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename, calls = os.rename, 0

    def once(old: str, new: str) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        rename(old, new)

    monkeypatch.setattr(swapping, "exchange", lambda *_: False)
    monkeypatch.setattr(os, "rename", once)
    with pytest.raises(KeyboardInterrupt):
        publish(site("b0"), output, keep=False)
    assert snapshot(output) == whole("a0")
    assert names(output.parent) == ["output"]


def test_an_old_site_that_cannot_be_put_back_is_named_and_put_back_by_the_next_build(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, calls = os.rename, 0

    def no_more(old: str, new: str) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(errno.EIO, "broken")
        rename(old, new)

    with monkeypatch.context() as patched:
        patched.setattr(swapping, "exchange", lambda *_: False)
        patched.setattr(os, "rename", no_more)
        with pytest.raises(PublishError) as caught:
            publish(site("b0"), output, keep=False)
    (kept,) = output.parent.iterdir()
    assert str(caught.value).endswith(
        f"The last good output is whole, but not in its place; the next build puts it back: {kept}/old"
    )
    assert snapshot(kept / "old") == whole("a0")
    with pytest.raises(ValueError, match="outside"):
        publish({"..": b""}, output, keep=True)
    publish({"x": b"x"}, output, keep=True)
    assert set(snapshot(output)) == {*whole("a0"), "x"}


def test_the_output_that_is_a_file_and_a_link_in_a_ring_are_told(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"mine")
    with pytest.raises(PublishError, match="a file stands where a folder is needed") as caught:
        publish(site("a0"), tmp_path / "output", keep=False)
    assert f"at: {tmp_path}/output\n" in str(caught.value)
    assert (tmp_path / "output").read_bytes() == b"mine"
    (tmp_path / "ring").symlink_to("ring")
    with pytest.raises(PublishError, match="not published"):
        publish(site("a0"), tmp_path / "ring", keep=False)


def test_an_error_without_words_of_our_own_is_told_in_the_systems(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd(*_: object) -> None:
        raise OSError(errno.ENOMEDIUM, "No medium found", f"{output.parent}/.output-stage-abcdefgh/new/en/x.html")

    monkeypatch.setattr(package, "write", odd)
    with pytest.raises(PublishError) as caught:
        publish(site("b0"), output, keep=False)
    assert str(caught.value) == (
        f"The site was not published: No medium found.\n  at: {output}/en/x.html\nMend that, then try again.\n"
        f"The last good output is as it was: {output}"
    )
