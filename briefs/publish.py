"""Stage 7, publish: {path: bytes} → the output folder, written whole beside it and then put in its place."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefs import manifest

PLACEHOLDER = ".gitkeep"


@dataclass(frozen=True)
class Published:
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    manifest: str = ""


def publish(files: Mapping[str, bytes], output: Path, *, keep: bool) -> Published:
    """Make `output` hold `files` (paths with `/` below it); with `keep`, beside the files it already holds.

    Everything is written to a new folder next to `output` first. Until the last moment, and whenever an OSError is
    raised, `output` is what it was.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    try:
        fresh = stage / "new"
        if keep and output.is_dir():
            shutil.copytree(output, fresh)
        fresh.mkdir(exist_ok=True)
        for name, data in sorted({PLACEHOLDER: b"", **files}.items()):
            path = fresh / name
            if not path.resolve().is_relative_to(fresh.resolve()):
                raise ValueError(f"{name} would be written outside the output folder")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        listed = {
            q.relative_to(fresh).as_posix(): manifest.digest(q.read_bytes())
            for q in fresh.rglob("*")
            if q.is_file() and q.name not in (".gitkeep", manifest.NAME)
        }
        (fresh / manifest.NAME).write_bytes(manifest.render(listed))
        _swap(fresh, output, stage / "old")
        return Published(tuple(files), (), (), manifest.digest(manifest.render(listed)))
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(fresh: Path, output: Path, old: Path) -> None:
    had_one = output.exists()
    if had_one:
        output.rename(old)
    try:
        fresh.rename(output)
    except OSError:
        if had_one:
            old.rename(output)
        raise
