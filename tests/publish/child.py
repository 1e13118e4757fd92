"""What the tests of the publication run in processes of their own: publish, die, read, meet a full disk.

`python -m tests.publish.child <function> <arguments>`; each prints what it found as JSON.
"""

import hashlib
import json
import os
import re
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import briefs.publish as publishing
from briefs import manifest
from briefs.publish import PublishError, publish, swapping, tree

STEPS = re.compile(r"open|os\.(link|mkdir|rename|remove|rmdir|scandir|listdir|chmod|chown|symlink|utime)|ctypes\.dlsym")
NOBODY = 65534
COMMON = ("index.html", "en/peru/index.html", "en/peru/peru.pdf", "es/index.html", "assets/same.woff2")


def site(version: str) -> dict[str, bytes]:
    """A small site; versions differ in every file but one, and each has a folder of its own."""
    own = {f"{version}/index.html": b"own " + version.encode(), f"{version}/deep/er/page.html": version.encode() * 99}
    files = {name: f"{version} {name}\n".encode() * 300 for name in COMMON}
    return files | own | {"assets/same.woff2": b"same" * 5000}


def snapshot(folder: Path) -> dict[str, bytes | str | None]:
    """Everything in a folder by its path: bytes of files, targets of links, None for empty folders."""
    found: dict[str, bytes | str | None] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_dir():
            if not any(path.iterdir()):
                found[name] = None
        else:
            found[name] = path.read_bytes()
    return found


class Steps:
    """Counts everything that is done to files and calls `at` before it, and half-way through a file that is written.
    Nothing is flushed to the disk, which takes long: what is written outlives the process.

    `between` counts a step more: after the exchange, where a process can be killed but nothing can fail.
    """

    def __init__(self, at: Callable[[int], None], *, between: bool) -> None:
        self.count, self.at, self.on = 0, at, False
        sys.addaudithook(self.hook)
        plain, exchange = tree.write, swapping.exchange

        def in_two(path: str, data: bytes) -> None:
            if self.on:
                plain(path, data[: len(data) // 2])
                self.step()
                Path(path).unlink()
            plain(path, data)

        def flushed(fd: object) -> None:
            self.step()

        def then(one: str, other: str) -> bool:
            done = exchange(one, other)
            if done and between:
                self.step()
            return done

        vars(publishing)["write"] = in_two
        swapping.exchange, os.fsync = then, flushed

    def hook(self, event: str, _: Any) -> None:
        if self.on and STEPS.fullmatch(event):
            self.step()

    def step(self) -> None:
        if self.on:
            self.count += 1
            self.at(self.count)

    def run(self, act: Callable[[], object]) -> None:
        """Count from 1 while something is done."""
        self.count, self.on = 0, True
        try:
            act()
        finally:
            self.on = False


def without_exchange() -> None:
    """Be on a disk that cannot exchange two folders in one step."""
    swapping.exchange = lambda one, other: False


def build(output: str, version: str, keep: str = "") -> None:
    """Publish a version."""
    publish(site(version), Path(output), keep=bool(keep))


def die(output: str, version: str, step: str, way: str) -> None:
    """Publish a version and be killed at a step; where there are fewer, say how many."""
    steps = Steps(lambda count: os.kill(os.getpid(), signal.SIGKILL) if count == int(step) else None, between=True)
    if way == "two renames":
        without_exchange()
    steps.run(lambda: build(output, version))
    print(steps.count)


def read(output: str, ready: str) -> None:
    """Read the site over and over, each time through one open folder, until `ready` is gone.

    Prints how often each version was read whole, how often there was no output, how often the folder was cleared away
    while it was read, and what was mixed.
    """
    seen: dict[str, int] = {}
    mixed: list[str] = []
    Path(ready).touch()
    while Path(ready).exists():
        try:
            folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            seen["none"] = seen.get("none", 0) + 1
            continue
        try:
            what = _once(folder, output)
        finally:
            os.close(folder)
        if what.startswith("mixed"):
            mixed.append(what)
        else:
            seen[what] = seen.get(what, 0) + 1
    print(json.dumps({"seen": seen, "mixed": mixed[:5]}))


def _once(folder: int, output: str) -> str:
    """The version that an open folder holds, `cleared` where it is no longer the output, or what was mixed."""
    versions = set()
    try:
        listed = manifest.parse(_bytes(folder, manifest.NAME)) or {}
        for name in (*COMMON[:-1], *listed):
            data = _bytes(folder, name)
            if name in COMMON[:-1]:
                versions.add(data[:2].decode())
            if hashlib.sha256(data).hexdigest() != listed.get(name):
                return f"mixed: {name} is not what the manifest says"
    except FileNotFoundError as error:
        try:
            gone = os.fstat(folder).st_ino != Path(output).stat().st_ino
        except FileNotFoundError:
            gone = True
        return "cleared" if gone else f"mixed: {error}"
    return versions.pop() if len(versions) == 1 else f"mixed: {sorted(versions)}"


def _bytes(folder: int, name: str) -> bytes:
    descriptor = os.open(name, os.O_RDONLY, dir_fd=folder)
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


def write_over(output: str, *versions: str) -> None:
    """What this program must not do: write each file in its place."""
    for version in versions * 30:
        files = site(version)
        files[manifest.NAME] = manifest.render({name: manifest.digest(data) for name, data in files.items()})
        for name, data in files.items():
            path = Path(output, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def fail(output: str, code: str, way: str, how: str) -> None:
    """Publish b0 over a0 with an error of the machine at each step in turn, once or from there on.

    Prints what was wrong afterwards.
    """
    place, wrong, failing, messages = Path(output), [], [0], set()

    def broken(count: int) -> None:
        if count == failing[0] or (how == "from there on" and count > failing[0]):
            raise OSError(int(code), os.strerror(int(code)))

    steps = Steps(broken, between=False)
    if way == "two renames":
        without_exchange()
    build(output, "a0")
    old = snapshot(place)
    build(output, "b0")
    new = snapshot(place)
    while True:
        build(output, "a0")
        failing[0] += 1
        message = ""
        try:
            steps.run(lambda: build(output, "b0"))
        except PublishError as error:
            message = str(error)
            messages.add(message)
        if failing[0] > steps.count:
            break
        published = "is published, but" in message
        expected = old if message and not published else new
        if (snapshot(place) if place.exists() else None) != expected and "the next build puts it back" not in message:
            wrong.append(f"{failing[0]}: {message or 'no error'}")
        for kept in place.parent.glob("output-before-*"):
            tree.remove(str(kept))
        build(output, "b0")
        if snapshot(place) != new or [p.name for p in place.parent.iterdir()] != [place.name]:
            wrong.append(f"{failing[0]}: not healed")
    print(json.dumps({"steps": steps.count, "wrong": wrong, "messages": sorted(messages)}))


def fill(output: str) -> None:
    """Publish b0 over a0 on a disk with less and less filled, until it has room; prints what was wrong."""
    place, filler, wrong, messages, failures = Path(output), Path(output).parent / "filler", [], set(), 0
    build(output, "a0")
    old = snapshot(place)
    for room in range(64):
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(b"x" * 4096):
                pass
        os.truncate(filler, max(0, filler.stat().st_size - room * 4096))
        try:
            build(output, "b0")
            break
        except PublishError as error:
            failures += 1
            messages.add(str(error))
        if snapshot(place) != old or {p.name for p in place.parent.iterdir()} != {"output", "filler"}:
            wrong.append(f"{room}: not as before")
    filler.unlink()
    build(output, "b0")
    healed = snapshot(place).keys() == site("b0").keys() | {manifest.NAME, manifest.PLACEHOLDER}
    print(json.dumps({"failures": failures, "wrong": wrong, "healed": healed, "messages": sorted(messages)}))


def attempt(output: str, version: str, user: str = "") -> None:
    """Publish, as another user if asked; prints the message, empty where it was published."""
    if user:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        build(output, version)
        print(json.dumps(""))
    except PublishError as error:
        print(json.dumps(str(error)))


FUNCTIONS: Mapping[str, Callable[..., None]] = {
    f.__name__: f for f in (build, die, read, write_over, fail, fill, attempt)
}

if __name__ == "__main__":
    FUNCTIONS[sys.argv[1]](*sys.argv[2:])
