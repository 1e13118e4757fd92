"""What the last build left, so that the next one knows what changed, and whether there is anything to do at all.

It lies in the project's `.cache` and holds nothing that a build could not find out anew. Nothing slow is imported here.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from briefs import manifest
from briefs.inputs import changes, inputs

FORMAT = 1


@dataclass(frozen=True)
class Made:
    """An edition that was made: pages and size in bytes of its PDF (0 without one), and its parts by digest."""

    edition: str
    pages: int
    size: int
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LastBuild:
    """The digests of what a build was made of, and what it made.

    `manifest` is the digest of the output's manifest; it is empty where only a part was built, or not everything was
    good: such an output is never taken for finished.
    """

    inputs: Mapping[str, str] = field(default_factory=dict)
    release: bool = False
    manifest: str = ""
    editions: Mapping[str, Made] = field(default_factory=dict)

    def changed(self, now: Mapping[str, str]) -> tuple[str, ...]:
        """The names of the files that are not what they were; empty where nothing is known of the build before."""
        return changes(self.inputs, now) if self.inputs else ()


def last_build(project: Path) -> LastBuild:
    """What is known of the last build; nothing, where the file is missing or damaged."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        told: dict[str, Any] = json.loads(_path(project).read_bytes())
        if told.pop("format") == FORMAT:
            editions = {name: Made(**made) for name, made in told.pop("editions").items()}
            return LastBuild(**told, editions=editions)
    return LastBuild()


def remember(project: Path, build: LastBuild) -> None:
    """Write down what a build made. Raises OSError."""
    path = _path(project)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"format": FORMAT, **asdict(build)}), "utf-8")
    fresh.replace(path)


def standing(project: Path, release: bool) -> LastBuild | None:
    """The last build, where another one would make just the same: same inputs, and an output that is what it made."""
    build = last_build(project)
    if not build.manifest or build.release != release or changes(build.inputs, inputs(project)):
        return None
    return build if _is_whole(project / "output", build.manifest) else None


def _is_whole(output: Path, expected: str) -> bool:
    """Whether every file is what the manifest says, and the manifest is the one expected (by digest)."""
    with suppress(OSError):
        listed = manifest.read(output)
        if listed is not None and manifest.digest_of(output) == expected:
            found = manifest.compare(output, listed)
            return not found.missing and not found.changed
    return False


def _path(project: Path) -> Path:
    return project / ".cache" / "last-build.json"
